using NodaTime;

namespace Notify.Sdk.Audience;

/// <summary>
/// One row of a list as far as telling people apart needs it. A buffer of the receiver, which <see cref="IContactRows"/> fills
/// anew for each row: the texts in it are valid until the next row is read, or the piece disposed. One thread.
/// </summary>
/// <remarks>
/// Texts are raw, as in <see cref="Contact"/>; empty means absent. They are memory, so that a field of a contact is offered
/// without a copy (<c>text.AsMemory()</c>), and so is a part of a buffer into which a whole line was decoded.
/// What stands here must be what <see cref="IContactSource.Read"/> answers for the <see cref="Locator"/>: the row says who is
/// whom, the contact what they are told.
/// </remarks>
internal sealed class ContactRow
{
    /// <summary>Where the row can be read again: any number that the source understands, not negative.</summary>
    public long Locator { get; set; }

    /// <summary>True for a hole in the caller's list; then everything else is empty.</summary>
    public bool IsNull { get; set; }

    /// <summary>The account id, not judged: the engine refuses an empty one.</summary>
    public ReadOnlyMemory<char> AccountId { get; set; }

    /// <summary>The source system.</summary>
    public ReadOnlyMemory<char> Source { get; set; }

    /// <summary>The caller's id of the human being.</summary>
    public ReadOnlyMemory<char> PersonId { get; set; }

    /// <summary>The full name.</summary>
    public ReadOnlyMemory<char> Name { get; set; }

    /// <summary>The country in which national phone numbers are read, any case.</summary>
    public ReadOnlyMemory<char> Country { get; set; }

    /// <summary>The verified date of birth.</summary>
    public LocalDate? BirthDate { get; set; }

    /// <summary>Whether the list says what the person allowed.</summary>
    public bool HasPermissions { get; set; }

    /// <summary>The addresses: emails, phones, others. Empty texts do no harm.</summary>
    public List<ContactRowPoint> Points { get; } = [];

    /// <summary>Forgets the row before the next one is filled in.</summary>
    public void Clear()
    {
        (Locator, IsNull, BirthDate, HasPermissions) = (0, false, null, false);
        AccountId = Source = PersonId = Name = Country = default;
        Points.Clear();
    }
}

/// <summary>One raw address of a row.</summary>
/// <param name="Kind">What kind of address it is.</param>
/// <param name="Text">The raw text; empty means absent.</param>
/// <param name="Verified">Whether the account proved that it owns the address.</param>
internal readonly record struct ContactRowPoint(AddressKind Kind, ReadOnlyMemory<char> Text, bool Verified = false);

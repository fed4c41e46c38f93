namespace Notify.Sdk.Audience;

/// <summary>
/// Asks the reader of a kind, which is foreign code: whatever it does ends as an answer. That it reads its own identity as that identity
/// is asked each time, and the text twice, because a reader that changes its mind would have somebody told twice.
/// </summary>
internal static class KindReading
{
    private const int MaxIdentity = 4_096;
    private const int MaxProblem = 500;

    // So many letters and digits in a row that are the same are a quotation.
    private const int QuotedLength = 4;

    /// <param name="kind">The kind.</param>
    /// <param name="text">The trimmed text, not empty.</param>
    /// <param name="country">The country in which a national form is read, or null.</param>
    /// <param name="isFaulty">Whether it is the reader that is wrong, not the text.</param>
    public static AddressReading Of(AddressKind kind, string text, string? country, out bool isFaulty)
    {
        isFaulty = false;
        if (text.Length > kind.MaxLength)
            return AddressReading.Refused("It is longer than an address of this kind can be.");
        var reading = Ask(kind, text, country, ref isFaulty);
        if (reading.Problem is not null || isFaulty)
            return isFaulty ? reading : Unquoted(reading, kind, text);
        if (reading.Identity is not { Length: > 0 and <= MaxIdentity } identity || identity.AsSpan().ContainsAnyInRange('\0', '\x1F'))
            return Faulty("gave an identity that is empty, too long, or has control characters", out isFaulty);
        if (reading.Deliverable is { } deliverable && (deliverable.Length is 0 or > MaxIdentity || deliverable.Any(char.IsControl)))
            return Faulty("gave a deliverable form that is empty, too long, or has control characters", out isFaulty);
        if (Ask(kind, text, country, ref isFaulty) is not { Problem: null } same || same.Identity != identity)
            return Faulty("gave two answers to one text", out isFaulty);
        return Ask(kind, identity, country, ref isFaulty) is { Problem: null } again && again.Identity == identity
            ? reading
            : Faulty("does not read its own identity as the same address", out isFaulty);
    }

    /// <summary>A foreign reader's sentence must not repeat the address, in whatever form: explanations and logs show it.</summary>
    private static AddressReading Unquoted(AddressReading refused, AddressKind kind, string text)
    {
        if (kind.Reader.GetType().Assembly == typeof(KindReading).Assembly)
            return refused;
        var (said, given) = (LettersAndDigits(refused.Problem!), LettersAndDigits(text));
        if (said.Length <= MaxProblem && !Quotes(said, given))
            return refused;
        return AddressReading.Refused("The reader of the kind refused it; its words are left out, because they may repeat the address.");
    }

    private static bool Quotes(string said, string given)
    {
        var length = Math.Min(QuotedLength, given.Length);
        for (var i = 0; length > 0 && i + length <= given.Length; i++)
        {
            if (said.AsSpan().Contains(given.AsSpan(i, length), StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    private static string LettersAndDigits(string text) => string.Concat(text.Where(char.IsLetterOrDigit)).ToLowerInvariant();

    private static AddressReading Ask(AddressKind kind, string text, string? country, ref bool isFaulty)
    {
        try
        {
            return kind.Reader.Read(text, country) ?? Faulty("gave no answer", out isFaulty);
        }
#pragma warning disable CA1031 // a reader is foreign code; whatever it throws costs one field, never the list
        catch (Exception fault)
#pragma warning restore CA1031
        {
            // Only the type: the text of a fault may quote the address.
            return Faulty($"failed with {fault.GetType().Name}", out isFaulty);
        }
    }

    private static AddressReading Faulty(string what, out bool isFaulty)
    {
        isFaulty = true;
        return AddressReading.Refused($"The reader of the kind {what}.");
    }
}

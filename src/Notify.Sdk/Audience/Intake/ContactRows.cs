namespace Notify.Sdk.Audience;

/// <summary>Contacts offered as rows, without a copy: those of a list from one index to another, which are the locators.</summary>
internal sealed class ContactRows(IReadOnlyList<Contact?> contacts, int start, int end) : IContactRows
{
    private int _next = start;

    public bool TryRead(ContactRow row)
    {
        row.Clear();
        if (_next >= end)
            return false;
        row.Locator = _next;
        Fill(row, contacts[_next++]);
        return true;
    }

    public void Dispose()
    {
    }

    /// <summary>Offers a contact as a row; null is a hole.</summary>
    public static void Fill(ContactRow row, Contact? contact)
    {
        if (contact is null)
        {
            row.IsNull = true;
            return;
        }

        row.AccountId = contact.AccountId.AsMemory();
        row.Source = contact.Source.AsMemory();
        row.PersonId = contact.PersonId.AsMemory();
        row.Name = contact.Name.AsMemory();
        row.Country = contact.Country.AsMemory();
        row.BirthDate = contact.BirthDate;
        var points = row.Points;
        for (var i = 0; i < contact.Emails.Count; i++)
            if (contact.Emails[i] is { } email) points.Add(new(AddressFamily.Email, email.Value.AsMemory(), email.VerifiedAt is not null));
        for (var i = 0; i < contact.Phones.Count; i++)
            if (contact.Phones[i] is { } phone) points.Add(new(AddressFamily.Phone, phone.Value.AsMemory(), phone.VerifiedAt is not null));
        for (var i = 0; i < contact.Handles.Count; i++)
            if (contact.Handles[i] is { } handle) points.Add(new(AddressFamily.Social, handle.Value.AsMemory(), handle.VerifiedAt is not null, handle.Network));
    }
}

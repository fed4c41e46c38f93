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
        row.HasPermissions = contact.Permissions.Count > 0;
        var points = row.Points;
        AddAll(points, AddressKind.Email, contact.Emails);
        AddAll(points, AddressKind.Phone, contact.Phones);
        if (contact.Addresses is ContactAddress[] { Length: 0 }) return;
        for (var i = 0; i < contact.Addresses.Count; i++)
            if (contact.Addresses[i] is { Kind: not null } other) points.Add(
                new(other.Kind, other.Value.AsMemory(), other.VerifiedAt is not null));
    }

    private static void AddAll(List<ContactRowPoint> points, AddressKind kind, IReadOnlyList<ContactPoint?> all)
    {
        // Mostly an array; through the interface each of its elements is a call, and a slow one.
        if (all is ContactPoint?[] array)
        {
            foreach (var point in array) Add(points, kind, point);
            return;
        }

        for (var i = 0; i < all.Count; i++) Add(points, kind, all[i]);
    }

    private static void Add(List<ContactRowPoint> points, AddressKind kind, ContactPoint? point)
    {
        if (point is not null) points.Add(new(kind, point.Value.AsMemory(), point.VerifiedAt is not null));
    }
}

namespace Notify.Sdk.Audience;

/// <summary>Levels 0 to 2: what is asserted, the same by id, or proven; names have no say.</summary>
internal static class IdentityEvidence
{
    public static void AssertedPersons(Account[] rows, List<Evidence> found)
    {
        var first = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var row = 0; row < rows.Length; row++)
            if (rows[row].PersonId is { Length: > 0 } person && !first.TryAdd(person, row))
                found.Add(new(row, first[person], LinkLevel.AssertedPerson, -1, NameAgreement.NotNeeded));
    }

    /// <summary>The rows are ordered by id, then by source: the same id in several sources is a run.</summary>
    public static void SameAccounts(Account[] rows, List<Evidence> found)
    {
        for (int row = 1, anchor = 0; row < rows.Length; row++)
        {
            if (string.Equals(rows[row].Ref.Id, rows[anchor].Ref.Id, StringComparison.Ordinal))
                found.Add(new(row, anchor, LinkLevel.SameAccount, -1, NameAgreement.NotNeeded));
            else anchor = row;
        }
    }

    public static void VerifiedAddresses(AddressOwners addresses, List<Evidence> found)
    {
        for (var key = 0; key < addresses.Count; key++)
        {
            if (!addresses.Links(key)) continue;
            var anchor = -1;
            foreach (var holder in addresses.HoldersOf(key))
            {
                if (!holder.Verified) continue;
                if (anchor < 0) anchor = holder.Row;
                else found.Add(new(holder.Row, anchor, LinkLevel.VerifiedAddress, key, NameAgreement.NotNeeded));
            }
        }
    }
}

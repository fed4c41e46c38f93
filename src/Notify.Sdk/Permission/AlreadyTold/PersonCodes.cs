using System.Buffers.Binary;
using System.Globalization;
using Notify.Sdk.Audience;
using Notify.Sdk.Stores;

namespace Notify.Sdk.Permission;

/// <summary>
/// Makes the traces of a person: codes under a key that is kept with the store, so that they mean the same in every process that
/// uses it and nothing outside it. Immutable and thread-safe.
/// </summary>
internal sealed class PersonCodes(ReadOnlySpan<byte> key, INameMatcher matcher, ILookup<AccountRef, AccountRef> notSame)
{
    private const byte BirthDate = 19;

    private readonly KeyedHash _hash = new(BinaryPrimitives.ReadUInt64LittleEndian(key), BinaryPrimitives.ReadUInt64LittleEndian(key[8..]));
    private readonly bool _namesAreWords = matcher is TokenNameMatcher;

    /// <summary>The traces that a delivery to the person leaves, and at which others are looked for.</summary>
    public PersonTraces Of(string content, ulong run, Person person)
    {
        var traces = new PersonTrace[Room(person)];
        var count = 0;
        ulong personId = 0, birthDate = 0;
        for (var i = 0; i < person.Accounts.Count; i++)
        {
            var account = person.Accounts[i];
            if (account.PersonId is { } asserted && personId == 0)
            {
                var code = _hash.Of(KeyKinds.PersonId, asserted);
                personId = NotZero((ulong)(code >> 64));
                traces[count++] = new(TraceKind.AssertedPerson, (ulong)code, personId, TracedName.None, false);
            }

            if (account.BirthDate is { } born && birthDate == 0)
                birthDate = NotZero(_hash.Of64(BirthDate, born.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture)));
            traces[count++] = AccountTrace(account.Ref);
            AddAddresses(account, person, traces, ref count);
        }

        return new(content, run, count == traces.Length ? traces : traces[..count])
        {
            PersonId = personId,
            BirthDate = birthDate,
            Apart = Apart(person)
        };
    }

    private PersonTrace[] Apart(Person person) =>
        notSame.Count == 0 ? [] : [.. person.Accounts.SelectMany(a => notSame[a.Ref]).Select(AccountTrace)];

    private PersonTrace AccountTrace(AccountRef account)
    {
        var code = _hash.Of(KeyKinds.AccountId, account.Id);
        return new(TraceKind.Account, (ulong)code, (ulong)(code >> 64), TracedName.None, false);
    }

    private static int Room(Person person)
    {
        var room = 0;
        for (var i = 0; i < person.Accounts.Count; i++)
            room += person.Accounts[i].Addresses.Count + (person.Accounts[i].PersonId is null ? 1 : 2);
        return room;
    }

    /// <summary>Addresses of roles and of crowds are no evidence of who somebody is.</summary>
    private void AddAddresses(Account account, Person person, PersonTrace[] traces, ref int count)
    {
        if (account.Addresses.Count == 0)
            return;
        var (name, form) = NameOf(account);
        for (var i = 0; i < account.Addresses.Count; i++)
        {
            var address = account.Addresses[i];
            if (address.Links && (person.CrowdedAddresses.Count == 0 || !person.CrowdedAddresses.Contains(address.Key)))
                traces[count++] = new(TraceKind.Address, (ulong)_hash.OfAddress(address.Key.Kind, address.Key.Value), name, form,
                    address.VerifiedAt is not null);
        }
    }

    private (ulong Code, TracedName Form) NameOf(Account account)
    {
        var key = account.Name is { } name ? matcher.Normalise(name) : NameKey.None;
        if (key.IsNone)
            return (HasPhone(account)
                ? NameCodes.NamelessWithOwnPhone : NameCodes.Nameless, TracedName.None);
        return (_namesAreWords ? NameCodes.Of(_hash, key.Value) : NameCodes.OfAny(_hash, key.Value), key.HasInitials
            ? TracedName.Initials : TracedName.Full);
    }

    private static bool HasPhone(Account account)
    {
        for (var i = 0; i < account.Addresses.Count; i++)
        {
            if (account.Addresses[i].Key.Kind == AddressKind.Phone)
                return true;
        }

        return false;
    }

    private static ulong NotZero(ulong code) => code == 0 ? 1 : code;
}

using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;
using Notify.Sdk.Audience;
using Notify.Sdk.Permission;

namespace Notify.Sdk.Planning;

/// <summary>
/// Weighs the evidence of where a person is: what they declared, region and postal code, the prefix of the phone number, the country;
/// of all their accounts. Thread-safe; a combination that was seen before costs no allocation.
/// </summary>
/// <remarks>Evidence of two places, a Texan with a number of New York, admits both: mobile numbers move with their owners.</remarks>
internal sealed class PlaceResolver : IWhereabouts
{
    // A list in the order of its places needs few; one in no order has more combinations of numbers and postcodes than are worth keeping,
    // for each is about a kilobyte.
    private const int Room = 8_000;

    private readonly PlaceZones _zones;
    private readonly PlaceInference _inference;
    private readonly string? _defaultCountry;
    private readonly ConcurrentDictionary<PlaceKey, Place> _places = new();
    private readonly ConcurrentDictionary<Pair, Place> _together = new();
    private int _kept;
    private int _keptTogether;

    public PlaceResolver(TimeZoneData data, IOptions<AudienceOptions> options)
    {
        _zones = PlaceZones.Of(data);
        _inference = new(_zones, options.Value.ListZone);
        _defaultCountry = options.Value.DefaultCountry;
    }

    /// <summary>
    /// Where a person may be who is reached at an address: wherever any of their accounts says, because inferred links only take away.
    /// </summary>
    public Place Resolve(Person person, Address address)
    {
        var accounts = person.Accounts;
        if (accounts.Count == 1)
            return Resolve(accounts[0], address);
        var place = Resolve(accounts[0], Holds(accounts[0], address) ? address : null);
        var hasLost = IsLost(accounts[0]);
        for (var i = 1; i < accounts.Count; i++)
        {
            place = Together(place, Resolve(accounts[i], Holds(accounts[i], address) ? address : null));
            hasLost |= IsLost(accounts[i]);
        }

        return hasLost ? WithLost(accounts, place) : place;
    }

    /// <summary>
    /// An account that says a region or a postcode and no country, in the countries of the others: "Rhode Island" is in force wherever it
    /// stands.
    /// </summary>
    private Place WithLost(IReadOnlyList<Account> accounts, Place place)
    {
        var countries = place.Countries;
        for (var i = 0; i < accounts.Count; i++)
        {
            if (!IsLost(accounts[i]))
                continue;
            foreach (var country in countries)
            {
                if (CountryTable.LawOf(country) is null || countries.Count == 1)
                    place = Together(place, Resolve(new PlaceKey(accounts[i], null, country)));
            }
        }

        return place;
    }

    private bool IsLost(Account account) => _defaultCountry is null && account.Country is null
        && (account.Region is not null || account.PostalCode is not null) && PhoneOf(account, null) is null;

    /// <summary>Where an account may be that is reached at an address, or at none of its own.</summary>
    public Place Resolve(Account account, Address? address)
    {
        return Resolve(new PlaceKey(account, PhoneOf(account, address), _defaultCountry));
    }

    private Place Resolve(in PlaceKey key)
    {
        if (_places.TryGetValue(key, out var known))
            return known;
        return Keep(_places, key, _inference.Infer(key), ref _kept);
    }

    /// <inheritdoc/>
    public IPlace Of(Person person, Address address) => Resolve(person, address);

    /// <summary>
    /// The number that is called says most; for other channels the account's first number is as good evidence as its country.
    /// </summary>
    private static Address? PhoneOf(Account account, Address? address)
    {
        if (address?.PhoneRegion is not null)
            return address;
        var addresses = account.Addresses;
        for (var i = 0; i < addresses.Count; i++)
        {
            if (addresses[i].PhoneRegion is not null)
                return addresses[i];
        }

        return null;
    }

    private static bool Holds(Account account, Address address)
    {
        var addresses = account.Addresses;
        for (var i = 0; i < addresses.Count; i++)
        {
            if (addresses[i].Key == address.Key)
                return true;
        }

        return false;
    }

    private Place Together(Place a, Place b)
    {
        if (ReferenceEquals(a, b))
            return a;
        var pair = new Pair(a, b);
        if (_together.TryGetValue(pair, out var known))
            return known;
        return Keep(_together, pair, SeveralPlaces.Of(a, b, _zones), ref _keptTogether);
    }

    /// <summary>Counted beside the dictionary, whose own count stops every thread that uses it.</summary>
    private static Place Keep<TKey>(ConcurrentDictionary<TKey, Place> places, TKey key, Place place, ref int kept)
        where TKey : notnull
    {
        if (Interlocked.Increment(ref kept) > Room)
        {
            places.Clear();
            Volatile.Write(ref kept, 1);
        }

        return places.GetOrAdd(key, place);
    }

    /// <summary>Places are shared objects: being the same object is enough, another one is only put together again.</summary>
    private readonly struct Pair(Place a, Place b) : IEquatable<Pair>
    {
        private readonly Place _a = a, _b = b;

        public bool Equals(Pair other) => ReferenceEquals(_a, other._a) && ReferenceEquals(_b, other._b);

        public override bool Equals(object? obj) => obj is Pair other && Equals(other);

        public override int GetHashCode() => RuntimeHelpers.GetHashCode(_a) * 31 + RuntimeHelpers.GetHashCode(_b);
    }
}

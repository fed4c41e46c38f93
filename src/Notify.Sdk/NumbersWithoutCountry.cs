using System.Globalization;
using Notify.Sdk.Audience;
using Notify.Sdk.Planning;

namespace Notify.Sdk;

/// <summary>Counts the phone numbers of a list that nobody can read for want of a country, and proposes one.</summary>
/// <param name="isLooking">Whether it looks at rows for a country to propose, or only counts.</param>
internal sealed class NumbersWithoutCountry(bool isLooking = true)
{
    private readonly CountryProposal _proposal = new();
    private int _numbers;

    /// <summary>Numbers that were not read because nobody knows the country.</summary>
    public int Unread { get; private set; }

    /// <summary>Whether more rows would not be looked at for a country to propose.</summary>
    public bool HasEnough => _proposal.HasEnough;

    /// <summary>The country that the list itself looks like, or null.</summary>
    public string? Proposed => Unread > 0 ? _proposal.Country : null;

    public void Count(Account account)
    {
        if (account.Notes.Count > 0)
            _numbers += PhoneNotes.CountUnread(account);
        for (var i = 0; i < account.Addresses.Count; i++)
            _numbers += account.Addresses[i].Key.Kind == AddressKind.Phone ? 1 : 0;
        Unread += account.NumbersWithoutCountry.Count;
        if (isLooking && account.NumbersWithoutCountry.Count > 0)
            _proposal.Add(account.Region, account.PostalCode, account.NumbersWithoutCountry);
    }

    public void Join(NumbersWithoutCountry other)
    {
        _numbers += other._numbers;
        Unread += other.Unread;
        _proposal.Join(other._proposal);
    }

    /// <summary>One sentence with the option that settles it; null when every number had a country.</summary>
    public string? Sentence => Unread == 0 ? null : string.Create(CultureInfo.InvariantCulture,
        $"No country: {Unread} of {_numbers} phone numbers were not read; "
            + $"{(Proposed is { } country
                ? $"{_proposal.Evidence} like {country}; set AudienceOptions.DefaultCountry (\"{country}\") if they are"
                : "set AudienceOptions.DefaultCountry if all are of one country, or Contact.Country")}.");
}

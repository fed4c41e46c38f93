using System.Collections.Frozen;
using System.Globalization;

namespace Notify.Sdk.Audience;

/// <summary>Recognises headers: well-known names and their synonyms, without case and separators.</summary>
internal static class CsvFieldNames
{
    /// <summary>For messages about a header that has no account id.</summary>
    public const string AccountIdNames = "account_id, account, account_no, id, customer, customer_id or customer_no";

    private const string Verified = "verifiedat";

    private static readonly FrozenDictionary<string, CsvField> Names = Table().ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The field that a header names, or null.</summary>
    public static CsvField? Find(string header)
    {
        var colon = header.IndexOf(':', StringComparison.Ordinal);
        var key = Normalize(colon < 0 ? header : header[..colon]);
        if (colon >= 0)
            return Labelled(key, header[(colon + 1)..].Trim());
        return Names.TryGetValue(key, out var field) ? field : Numbered(key);
    }

    /// <summary><c>attr:balance</c> and <c>channels:topic</c>.</summary>
    private static CsvField? Labelled(string key, string label) => (key, label.Length) switch
    {
        (_, 0) => null,
        ("attr" or "attribute", _) => new(CsvFieldKind.Attribute, Label: label),
        ("channels" or "channelorder", _) => new(CsvFieldKind.Channels, Label: label),
        _ => null,
    };

    /// <summary><c>email2</c> and <c>phone3_verified_at</c>.</summary>
    private static CsvField? Numbered(string key)
    {
        var stem = key.EndsWith(Verified, StringComparison.Ordinal) ? key[..^Verified.Length] : key;
        var name = stem.TrimEnd("0123456789".ToCharArray());
        if (!int.TryParse(stem.AsSpan(name.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number is < 1 or > 999)
            return null;
        return Names.TryGetValue(stem == key ? name : name + Verified, out var field) && field.Number > 0 ? field with { Number = number } : null;
    }

    private static string Normalize(string header) => string.Concat(header.Where(char.IsLetterOrDigit)).ToLowerInvariant();

    private static Dictionary<string, CsvField> Table()
    {
        Dictionary<string, CsvField> names = new(StringComparer.Ordinal);
        void Add(CsvField field, params ReadOnlySpan<string> keys)
        {
            foreach (var key in keys)
                names.Add(key, field);
        }

        void AddHandle(SocialNetwork network, params ReadOnlySpan<string> keys)
        {
            foreach (var key in keys)
            {
                names.Add(key, new(CsvFieldKind.Handle, Network: network));
                names.Add(key + Verified, new(CsvFieldKind.HandleVerifiedAt, Network: network));
            }
        }

        Add(new(CsvFieldKind.AccountId), "accountid", "account", "accountno", "accountnumber", "id", "customer", "customerid", "customerno", "customernumber");
        Add(new(CsvFieldKind.Source), "source", "sourcesystem", "system");
        Add(new(CsvFieldKind.PersonId), "personid", "person");
        Add(new(CsvFieldKind.Name), "name", "fullname");
        Add(new(CsvFieldKind.FirstName), "firstname", "givenname");
        Add(new(CsvFieldKind.LastName), "lastname", "surname", "familyname");
        Add(new(CsvFieldKind.Email, 1), "email", "mail", "emailaddress");
        Add(new(CsvFieldKind.EmailVerifiedAt, 1), "emailverifiedat", "mailverifiedat", "emailaddressverifiedat");
        Add(new(CsvFieldKind.Emails), "emails", "emailaddresses");
        Add(new(CsvFieldKind.Phone, 1), "phone", "phonenumber", "telephone", "tel", "mobile", "mobilenumber", "cell");
        Add(new(CsvFieldKind.PhoneVerifiedAt, 1), "phoneverifiedat", "mobileverifiedat");
        Add(new(CsvFieldKind.Phones), "phones", "phonenumbers");
        AddHandle(SocialNetwork.WhatsApp, "whatsapp");
        AddHandle(SocialNetwork.Telegram, "telegram");
        AddHandle(SocialNetwork.X, "x", "twitter");
        AddHandle(SocialNetwork.Facebook, "facebook", "messenger");
        AddHandle(SocialNetwork.Slack, "slack");
        Add(new(CsvFieldKind.Language), "language", "lang", "locale");
        Add(new(CsvFieldKind.Country), "country", "countrycode");
        Add(new(CsvFieldKind.Region), "region", "state", "province", "subdivision");
        Add(new(CsvFieldKind.PostalCode), "postcode", "postalcode", "zip", "zipcode");
        Add(new(CsvFieldKind.TimeZone), "timezone", "tz", "zone");
        Add(new(CsvFieldKind.QuietFrom), "quietfrom", "quietstart", "quiethoursfrom");
        Add(new(CsvFieldKind.QuietTo), "quietto", "quietend", "quiethoursto");
        Add(new(CsvFieldKind.Channels, Label: "*"), "channels", "channelorder");
        Add(new(CsvFieldKind.LastConfirmed), "lastconfirmed", "lastconfirmedat", "confirmedat");
        Add(new(CsvFieldKind.BirthDate), "birthdate", "dateofbirth", "dob");
        Add(new(CsvFieldKind.AttributesAsOf), "attrasof", "attributesasof");
        return names;
    }
}

using System.Security.Cryptography;
using System.Text;

namespace Notify.Sdk.Audience;

/// <summary>
/// Makes the account id of a row that has none: a code, under a key, of what identifies it best in its form, never the address itself.
/// The same in every reading and in every export that says the same of the person. Thread-safe.
/// </summary>
/// <param name="key">The key; empty for the built-in one, under which anybody can compute the code of an address.</param>
/// <param name="withName">Whether the name belongs to it, because several people of such a list may have one mailbox.</param>
internal sealed class DerivedIds(byte[] key, bool withName)
{
    private const int Octets = 10;

    private static readonly byte[] BuiltIn = "Notify.Sdk: account ids of rows without one"u8.ToArray();

    private readonly byte[] _key = key.Length == 0 ? BuiltIn : key;

    public string Of(CsvContactDraft draft, ContactPoint[] emails, ContactPoint[] phones, string? country)
    {
        var person = draft.FullName is { } name ? TokenNameMatcher.Instance.Normalise(name).Value : "";
        var place = Email(emails) ?? Phone(phones, country) ?? Other(draft.Addresses);
        return Code(place is null ? $"row\n{person}\n{draft.Describe()}" : withName ? $"{place}\n{person}" : place);
    }

    private static string? Email(ContactPoint[] emails)
    {
        foreach (var email in emails)
            return EmailAddress.TryParse(AddressText.Trim(email.Value), out var parsed, out _)
                ? $"email\n{parsed.Identity}" : $"email\n{email.Value.Trim().ToLowerInvariant()}";
        return null;
    }

    /// <summary>The number as it is read in the country of the row; else its digits: settings of the application change no id.</summary>
    private static string? Phone(ContactPoint[] phones, string? country)
    {
        foreach (var phone in phones)
        {
            var text = AddressText.Trim(phone.Value);
            return Phones.TryParse(text, Countries.OfNumbers(country, null), out var number, out _)
                ? $"phone\n{number.Key.ToLine().Value}"
                : $"phone\n{string.Concat(text.ToString().Where(char.IsAsciiDigit))}";
        }

        return null;
    }

    private static readonly DefaultPhoneNumberParser Phones = new();

    private static string? Other(List<(AddressKind Kind, string Text)> addresses) =>
        addresses.Count > 0 ? $"{addresses[0].Kind}\n{addresses[0].Text}" : null;

    private string Code(string text) =>
        $"row-{Convert.ToHexStringLower(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(text)).AsSpan(0, Octets))}";
}

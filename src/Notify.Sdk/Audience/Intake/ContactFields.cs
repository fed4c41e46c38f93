using System.Buffers;
using NodaTime;

namespace Notify.Sdk.Audience;

/// <summary>
/// The fields of a contact other than addresses: usable as they are, or absent with a note that names the field and the form expected.
/// </summary>
internal static class ContactFields
{
    private const int MaximumLength = 256;
    private const string Rule = "audience/normalise";

    private static readonly SearchValues<char> Letters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

    /// <summary>Text without control characters, trimmed.</summary>
    public static string? Text(string field, string? value, ref List<Reason>? notes)
    {
        if (TryClean(value, out var text))
            return text.IsEmpty ? null : text.Length == value!.Length ? value : text.ToString();
        return Ignore(ref notes, field, value!.Length > MaximumLength
            ? $"has {value.Length} characters; at most {MaximumLength} are used"
            : "has a line break, another control character or half of a surrogate pair");
    }

    /// <summary>The same without a string or a note: false where the text cannot be used.</summary>
    public static bool TryClean(ReadOnlySpan<char> value, out ReadOnlySpan<char> text)
    {
        text = value.Trim();
        if (text.IsEmpty || (value.Length <= MaximumLength && AccountIds.IsText(text)))
            return true;
        text = default;
        return false;
    }

    /// <summary>ISO 3166-1 alpha-2, in upper case, of any spelling of a country.</summary>
    public static string? Country(string? value, ref List<Reason>? notes, ref PlaceFields unread)
    {
        if (Countries.TryRead(value, out var code))
            return code;
        unread |= PlaceFields.Country;
        return Misread(
            ref notes, "country", "is not one that is known by its ISO 3166-1 code, its number or a name such as \"US\" or \"Germany\"");
    }

    /// <summary>Text that says where somebody is, trimmed. What cannot be used as text was given all the same.</summary>
    public static string? PlaceText(string field, PlaceFields which, string? value, ref List<Reason>? notes, ref PlaceFields unread)
    {
        if (TryClean(value, out var text))
            return text.IsEmpty ? null : text.Length == value!.Length ? value : text.ToString();
        unread |= which;
        return Misread(
            ref notes, field,
            $"is longer than {MaximumLength} characters or has a line break, another control character or half of a surrogate pair");
    }

    /// <summary>BCP 47 tag: letters, digits and hyphens, beginning with a language of 2 or 3 letters.</summary>
    public static string? Language(string? value, ref List<Reason>? notes)
    {
        if (string.IsNullOrWhiteSpace(value))
            return null;
        var tag = value.Trim();
        var primary = tag.AsSpan()[..(tag.IndexOf('-', StringComparison.Ordinal) is >= 0 and var dash ? dash : tag.Length)];
        var wellFormed = primary.Length is 2 or 3 && !primary.ContainsAnyExcept(Letters) && tag.Length <= 35
            && tag.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');
        return wellFormed ? tag : Ignore(ref notes, "language", "is not a BCP 47 tag such as \"en\" or \"pt-BR\"");
    }

    /// <summary>A zone that the time zone data know.</summary>
    public static string? TimeZone(string? value, IDateTimeZoneProvider zones, ref List<Reason>? notes, ref PlaceFields unread)
    {
        if (string.IsNullOrWhiteSpace(value))
            return null;
        var id = value.Trim();
        if (zones.GetZoneOrNull(id) is not null)
            return id;
        unread |= PlaceFields.TimeZone;
        return Misread(ref notes, "time zone", "is not a TZDB zone such as \"Europe/Berlin\"");
    }

    /// <summary>A field that says where somebody is: that it was given keeps other fields from being taken for it.</summary>
    private static string? Misread(ref List<Reason>? notes, string field, string why)
    {
        (notes ??= []).Add(new(ReasonCodes.FieldIgnored, Rule, $"The {field} {why}; nothing is guessed, and all that it may mean counts."));
        return null;
    }

    /// <summary>Whether one of the fields was given and could not be understood: then nothing may be assumed in its place.</summary>
    public static bool WasNotUnderstood(Account account, params ReadOnlySpan<string> fields)
    {
        for (var i = 0; i < account.Notes.Count; i++)
        {
            var note = account.Notes[i];
            if (note.Code != ReasonCodes.FieldIgnored || note.Rule != Rule)
                continue;
            foreach (var field in fields)
            {
                if (note.Detail.StartsWith($"The {field} ", StringComparison.Ordinal))
                    return true;
            }
        }

        return false;
    }

    private static string? Ignore(ref List<Reason>? notes, string field, string why)
    {
        (notes ??= []).Add(new(ReasonCodes.FieldIgnored, Rule, $"The {field} {why}; it is treated as absent."));
        return null;
    }
}

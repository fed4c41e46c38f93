using System.Collections.Frozen;
using System.Globalization;

namespace Notify.Sdk.Audience;

/// <summary>
/// Every field that a contact file can have, one line each: its name, where it goes, other headers for it in English, German, French,
/// Spanish, Italian, Portuguese, Dutch and Polish, and how its values are judged. The one place where a field is added.
/// </summary>
internal static partial class ContactColumns
{
    private const string Verified = "verifiedat";

    /// <summary>For messages about a header that names nobody.</summary>
    public const string AccountIdNames = "account_id, account, account_no, id, customer, customer_id or customer_no";

    /// <summary>The field that a header names, or null.</summary>
    public static CsvField? Find(string header)
    {
        var colon = header.IndexOf(':', StringComparison.Ordinal);
        var key = HeaderKey.Of(colon < 0 ? header : header[..colon]);
        if (colon >= 0 && Labelled(key, header[(colon + 1)..].Trim()) is { } labelled)
            return labelled;
        if (colon >= 0)
            key = HeaderKey.Of(header);
        return Index.Names.TryGetValue(key, out var field) ? field.Type == AddressOf ? null : field : Numbered(key);
    }

    /// <summary><c>attr:balance</c>, <c>channels:topic</c>, <c>address_of:fax</c> and <c>opt_out:marketing/email</c>.</summary>
    private static CsvField? Labelled(string key, string label) =>
        label.Length > 0 && Index.Names.TryGetValue(key, out var field) && field.Type.HasLabels && IsLabel(field.Type, label)
            ? field.Type == AddressOf
                ? field with { Label = label.ToLowerInvariant(), Kind = AddressKind.Named(label.ToLowerInvariant()) }
                : field with { Label = label }
            : null;

    private static bool IsLabel(CsvFieldType type, string label) => type == AddressOf
        ? ValueNames.IsName(label.ToLowerInvariant()) : !IsPermission(type) || PermissionReach.Parse(label) is not null;

    /// <summary><c>email2</c> and <c>phone3_verified_at</c>.</summary>
    private static CsvField? Numbered(string key)
    {
        var end = key.Length;
        foreach (var suffix in (ReadOnlySpan<string>)[Verified, "label"])
        {
            if (key.EndsWith(suffix, StringComparison.Ordinal))
                end = key.Length - suffix.Length;
        }

        var name = key[..end].TrimEnd("0123456789".ToCharArray());
        if (!int.TryParse(key.AsSpan(name.Length, end - name.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || number is < 1 or > 999)
            return null;
        return Index.Names.TryGetValue(name + key[end..], out var field) && field.Type.FirstNumber >= 0
            ? field with { Number = number } : null;
    }

    private static Dictionary<string, CsvField> Table()
    {
        Dictionary<string, CsvField> names = new(StringComparer.Ordinal);
        foreach (var type in All)
            names.Add(HeaderKey.Of(type.Name), type.Field);
        foreach (var (spec, words) in PermissionWords)
        {
            var colon = spec.IndexOf(':', StringComparison.Ordinal);
            AddAll(words, names[HeaderKey.Of(spec[..colon])] with { Label = spec[(colon + 1)..] });
        }

        foreach (var type in All)
            AddAll(type.Words, type.Field);
        return names;

        void AddAll(IEnumerable<string> words, CsvField field)
        {
            foreach (var word in words)
                names.TryAdd(HeaderKey.Of(word), field);
        }
    }

    /// <summary>Made after all fields, in whatever order the parts of this class are compiled.</summary>
    private static class Index
    {
        public static readonly FrozenDictionary<string, CsvField> Names = Table().ToFrozenDictionary(StringComparer.Ordinal);
    }
}

using System.Security.Cryptography;
using System.Text.Json;

namespace Notify.Sdk.Http.Hooks;

/// <summary>
/// A request that a provider made to us, as it came. Everything in it may be personal data, and nothing of it is believed before
/// its signature was looked at. Immutable.
/// </summary>
public sealed record HookRequest
{
    private readonly Dictionary<string, string> _headers = [];

    /// <summary>The method, for example <c>POST</c>.</summary>
    public required string Method { get; init; }

    /// <summary>The address that the provider called, as the public sees it: behind a proxy not that of this process.</summary>
    public required Uri Address { get; init; }

    /// <summary>The header fields. Of a name that comes twice the first counts; upper and lower case are the same.</summary>
    public IEnumerable<KeyValuePair<string, string>> Headers
    {
        get => _headers;
        init
        {
            _headers = new(StringComparer.OrdinalIgnoreCase);
            foreach (var (name, text) in value ?? [])
                _headers.TryAdd(name, text);
        }
    }

    /// <summary>The raw octets of the body; signatures are over these.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>When it arrived.</summary>
    public required Instant ReceivedAt { get; init; }

    /// <summary>The name under which the provider was registered, for receipts and replies; set by the reader.</summary>
    public string Provider { get; init; } = "";

    /// <summary>The value of a header field, or null.</summary>
    public string? Header(string name) => _headers.GetValueOrDefault(name);

    /// <summary>
    /// The first value of a field of the form in the body, else of the query: a signature over the body alone says nothing of a query that
    /// somebody put behind the address. Null where there is none or it is empty. Percent-encoded UTF-8; upper and lower case differ.
    /// </summary>
    public string? Field(string name) => Find(Form, name) ?? Find(FieldsOf(Address.Query.TrimStart('?')), name);

    /// <summary>
    /// The fields of the form in the body as they stand there, a name that comes twice two times; none where the body is no form
    /// (<c>application/x-www-form-urlencoded</c>). Some signatures are over these.
    /// </summary>
    public IEnumerable<KeyValuePair<string, string>> Form =>
        HasForm ? FieldsOf(Encoding.UTF8.GetString(Body.Span)) : [];

    /// <summary>Whether the body is a form.</summary>
    public bool HasForm =>
        Header("Content-Type")?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>The body as JSON.</summary>
    /// <exception cref="JsonException">It is none; the reader makes a malformed hook of that.</exception>
    public JsonElement Json()
    {
        using var document = JsonDocument.Parse(Body);
        return document.RootElement.Clone();
    }

    /// <summary>
    /// Names the event where the provider has no id for it: the SHA-256 of path, query and body in hexadecimal digits. The same hook has
    /// the same one, as long as nothing in it counts attempts or the time.
    /// </summary>
    public string Digest()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(Address.PathAndQuery));
        hash.AppendData("\n"u8);
        hash.AppendData(Body.Span);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>The method; nothing of what it says.</summary>
    public override string ToString() => $"{Method} hook";

    private static string? Find(IEnumerable<KeyValuePair<string, string>> fields, string name)
    {
        foreach (var (field, value) in fields)
        {
            if (field == name)
                return value.Length > 0 ? value : null;
        }

        return null;
    }

    private static IEnumerable<KeyValuePair<string, string>> FieldsOf(string form)
    {
        foreach (var field in form.Split('&'))
        {
            var end = field.IndexOf('=', StringComparison.Ordinal);
            if (end > 0)
                yield return new(WebUtility.UrlDecode(field[..end]), WebUtility.UrlDecode(field[(end + 1)..]));
        }
    }
}

using System.Net.Http.Headers;
using System.Text.Json;

namespace Notify.Sdk.Http;

/// <summary>A whole answer of a provider, at most <see cref="HttpProviderOptions.MaxAnswerOctets"/> long. Not thread-safe.</summary>
public sealed class HttpAnswer
{
    private readonly HttpHeaders[] _headers;
    private JsonElement? _json;

    internal HttpAnswer(HttpResponseMessage response, ReadOnlyMemory<byte> body, Instant now)
    {
        (Status, _headers, Body) = ((int)response.StatusCode, [response.Headers, response.Content.Headers], body);
        RetryAfter = WaitOf(response.Headers, now);
    }

    /// <summary>The status, for example 200.</summary>
    public int Status { get; }

    /// <summary>Whether the status is 2xx.</summary>
    public bool IsSuccess => Status is >= 200 and < 300;

    /// <summary>The octets.</summary>
    public ReadOnlyMemory<byte> Body { get; }

    /// <summary>The octets read as UTF-8. It may quote addresses: do not show it.</summary>
    public string Text => Encoding.UTF8.GetString(Body.Span);

    /// <summary>The octets read as JSON; of the kind <see cref="JsonValueKind.Undefined"/> where they are none.</summary>
    public JsonElement Json => _json ??= Parse(Body);

    /// <summary>
    /// What <c>Retry-After</c> asks to wait, in either of its forms (RFC 9110 section 10.2.3), 0 to 24 hours; null without.
    /// </summary>
    public Duration? RetryAfter { get; }

    /// <summary>The first value of a header field of the answer, or null.</summary>
    public string? Header(string name) =>
        _headers.SelectMany(h => h.NonValidated.TryGetValues(name, out var values) ? values : default).FirstOrDefault();

    /// <summary>
    /// A text, number or truth value of the JSON by the names that lead to it, a number of an element counted from 0; null where there is
    /// none, it is empty, or the answer is no JSON: <c>answer.Field("messages", "0", "id")</c>.
    /// </summary>
    public string? Field(params ReadOnlySpan<string> path)
    {
        var at = Json;
        foreach (var name in path)
        {
            if (at.ValueKind == JsonValueKind.Object && at.TryGetProperty(name, out var member))
                at = member;
            else if (at.ValueKind == JsonValueKind.Array && int.TryParse(
                name, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
                && index < at.GetArrayLength())
                at = at[index];
            else
                return null;
        }

        return at.ValueKind is JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False
            && at.ToString() is { Length: > 0 } text ? text : null;
    }

    /// <summary>The status; no words of the provider.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"answer {Status}");

    private static JsonElement Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return default;
        }
    }

    private static Duration? WaitOf(HttpResponseHeaders headers, Instant now)
    {
        if (headers.RetryAfter is not { } said)
            return null;
        var wait = said.Delta is { } delta ? Duration.FromTimeSpan(delta)
            : said.Date is { } date ? Instant.FromDateTimeOffset(date) - (headers.Date is { } then ? Instant.FromDateTimeOffset(then) : now)
            : Duration.Zero;
        return Duration.Max(Duration.Zero, Duration.Min(wait, Duration.FromHours(24)));
    }
}

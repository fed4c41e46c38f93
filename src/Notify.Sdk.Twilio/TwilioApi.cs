using System.Net.Http.Headers;

namespace Notify.Sdk.Twilio;

/// <summary>How Twilio's interface of 2010 is called, and what its answers mean.</summary>
/// <remarks>Source: twilio-oai, spec/json/twilio_api_v2010.json, CreateMessage and CreateCall.</remarks>
internal static class TwilioApi
{
    /// <summary>
    /// The statuses by which Twilio says that it has not taken a request: one that is answered with 429 is never processed (error 20429).
    /// </summary>
    public static IReadOnlyCollection<int> NotAccepted { get; } = [429];

    // Characters of Body, by CreateMessage.
    private const int LongestBody = 1_600;

    /// <summary>The empty answer to a hook for which Twilio wants TwiML: nothing is written back, and a call ends.</summary>
    public static HookAnswer NoInstructions { get; } = new("text/xml", "<Response></Response>");

    /// <summary>A request that makes a resource of the account.</summary>
    /// <param name="options">The account.</param>
    /// <param name="resource"><c>Messages</c> or <c>Calls</c>.</param>
    /// <param name="fields">Its fields; those without a value are left out.</param>
    public static HttpRequestMessage Create(TwilioOptions options, string resource, IEnumerable<(string Name, string? Value)> fields)
    {
        var login = Encoding.UTF8.GetBytes($"{options.ApiKey ?? options.AccountSid}:{options.Secret}");
        return new(HttpMethod.Post, $"2010-04-01/Accounts/{options.AccountSid}/{resource}.json")
        {
            Headers = { Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(login)) },
            Content = new FormUrlEncodedContent(fields.Where(field => !string.IsNullOrEmpty(field.Value))
                .Select(field => KeyValuePair.Create(field.Name, field.Value))!),
        };
    }

    /// <summary>The outcome of words that are more than a message takes; null where they are not.</summary>
    public static SendOutcome? Refuse(string text) => text.Length > LongestBody && text.EnumerateRunes().Count() > LongestBody
        ? SendOutcome.Rejected(string.Create(CultureInfo.InvariantCulture, $"The words have more than {LongestBody} characters.")) : null;

    /// <summary>The address for reports of a message, or null where none are asked for.</summary>
    public static string? ReportsOf(OutgoingMessage message, TwilioOptions options) => options.ReportAddress is { } home
        ? ReportAddress.For(home, message.IdempotencyKey, options.AuthTokens[0]) : null;

    /// <summary>What an answer means; null where its status says all. A message that failed at once has its error in the answer.</summary>
    public static SendOutcome? Read(HttpAnswer answer)
    {
        if (!answer.IsSuccess)
            return TwilioErrors.OutcomeOf(answer.Field("code"));
        if (answer.Field("sid") is not { } sid)
            return null;
        return answer.Field("status") is "failed" or "undelivered" or "canceled"
            ? TwilioErrors.OutcomeOf(answer.Field("error_code")) ?? SendOutcome.Rejected("Twilio made the message, and it failed at once.")
            : SendOutcome.Accepted(sid);
    }

    /// <summary>
    /// Whether a hook is signed by Twilio and, where it came to the address of a message, that address is one that we made.
    /// </summary>
    public static bool IsGenuine(HookRequest request, TwilioOptions options) =>
        TwilioSignature.IsGenuine(request, options.AuthTokens)
            && (ReportAddress.KeyOf(request) is null || ReportAddress.IsGenuine(request, options.AuthTokens));
}

using System.Security.Cryptography;

namespace Notify.Sdk.Kannel;

/// <summary>
/// What a person wrote back: a GET that Kannel makes to the <c>get-url</c> of an <c>sms-service</c>, with the fields <c>from</c>,
/// <c>to</c>, <c>text</c>, <c>id</c> and <c>secret</c>. The <c>smsbox</c> needs <c>mo-recode = true</c>, so that the text comes as UTF-8.
/// </summary>
internal static class KannelReply
{
    /// <summary>Whether it carries one of the secrets.</summary>
    public static bool IsGenuine(HookRequest request, IEnumerable<string> secrets)
    {
        var (given, isGenuine) = (Encoding.UTF8.GetBytes(request.Field("secret") ?? ""), false);
        foreach (var secret in secrets)
            isGenuine |= CryptographicOperations.FixedTimeEquals(given, Encoding.UTF8.GetBytes(secret));
        return isGenuine;
    }

    /// <summary>The reply in it.</summary>
    /// <param name="request">The hook.</param>
    /// <param name="country">Whose numbers come in national form; null for none.</param>
    /// <exception cref="FormatException">It has no sender or no id.</exception>
    public static HookContents Read(HookRequest request, string? country) => HookContents.Of(new InboundReply
    {
        Provider = request.Provider,
        MessageId = request.Field("id") ?? throw new FormatException("A reply of Kannel has a field id (%I)."),
        Channel = DeliveryChannel.Sms,
        From = Number(country, request.Field("from") ?? throw new FormatException("A reply of Kannel has a field from (%p).")),
        To = request.Field("to") is { } to ? Number(country, to) : null,
        Text = request.Field("text") ?? "",
        ReceivedAt = request.ReceivedAt,
    });

    /// <summary>
    /// Message centres leave out the plus of an international number, or the country of a national one. What is neither, such as a short
    /// code, stays as it is.
    /// </summary>
    private static string Number(string? country, string from) =>
        from is not [(>= '0' and <= '9'), ..] ? from
        : country is not null && PhoneNumber.TryParse(from, country, out var national, out _) && national.IsValid ? national.ToE164()
        : from.StartsWith("00", StringComparison.Ordinal) ? $"+{from[2..]}"
        : PhoneNumber.TryParse($"+{from}", null, out var number, out _) && number.IsValid ? number.ToE164() : from;
}

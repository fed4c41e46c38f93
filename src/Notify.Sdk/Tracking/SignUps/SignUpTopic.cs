using NodaTime;
using Notify.Sdk.Permission;

namespace Notify.Sdk.Tracking;

/// <summary>The topic that confirmations travel as: an answer to what the person just asked, worthless an hour later.</summary>
internal static class SignUpTopic
{
    /// <summary>Whoever fills in a form looks for the confirmation now; a late one is a surprise.</summary>
    public static readonly Duration Lifetime = Duration.FromHours(1);

    private static readonly Dictionary<string, string> Shipped = new()
    {
        ["en"] = "{{brand}}: Please confirm that you want our messages: {{link}} If you did not ask for them, do nothing.",
        ["fr"] = "{{brand}} : confirmez que vous souhaitez nos messages : {{link}} Si vous ne les avez pas demandés, ne faites rien.",
        ["de"] = "{{brand}}: Bitte bestätigen Sie, dass Sie unsere Nachrichten möchten: {{link}} Wenn nicht Sie gefragt haben, tun Sie "
            + "nichts.",
        ["es"] = "{{brand}}: confirme que desea nuestros mensajes: {{link}} Si no los ha pedido, no haga nada.",
    };

    public static Topic Make(SignUpOptions options, ChannelCatalog channels)
    {
        Dictionary<string, string> texts = new(Shipped, StringComparer.OrdinalIgnoreCase);
        foreach (var (language, text) in options.Texts)
            texts[language] = text;
        // People write, and sign up, where they can answer: not by pushes and calls.
        IReadOnlyList<DeliveryChannel> over = [DeliveryChannel.Email, DeliveryChannel.Sms, .. channels.Conversations];
        return new()
        {
            Name = SignUpGate.Topic,
            Class = MessageClass.Answer,
            Channels = over,
            Brand = options.Brand,
            Lifetime = Lifetime,
            DefaultLanguage = texts.ContainsKey(options.DefaultLanguage) ? options.DefaultLanguage : "en",
            Templates =
                [.. over.SelectMany(c => texts.Select(t => new TopicTemplate(c, t.Key, t.Value, c.HasSubject ? "{{brand}}" : null)))],
        };
    }
}

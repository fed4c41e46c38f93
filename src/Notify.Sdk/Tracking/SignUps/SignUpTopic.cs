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

    public static Topic Make(SignUpOptions options)
    {
        Dictionary<string, string> texts = new(Shipped, StringComparer.OrdinalIgnoreCase);
        foreach (var (language, text) in options.Texts)
            texts[language] = text;
        return new()
        {
            Name = SignUpGate.Topic,
            Class = MessageClass.Answer,
            Channels = [DeliveryChannel.Email, DeliveryChannel.Sms, DeliveryChannel.Social],
            Brand = options.Brand,
            Lifetime = Lifetime,
            DefaultLanguage = texts.ContainsKey(options.DefaultLanguage) ? options.DefaultLanguage : "en",
            Templates = [.. texts.SelectMany(t => new TopicTemplate[]
            {
                new(DeliveryChannel.Email, t.Key, t.Value, "{{brand}}"),
                new(DeliveryChannel.Sms, t.Key, t.Value),
                new(DeliveryChannel.Social, t.Key, t.Value),
            })],
        };
    }
}

using Notify.Sdk;
using NodaTime;

namespace QuickStart;

/// <summary>What a made-up internet provider tells its customers: an outage, and an offer.</summary>
internal static class Topics
{
    public const string Outage = "outage";
    public const string Offer = "offer";

    /// <summary>The keys make a second run harmless: the same key tells nobody twice.</summary>
    public static IReadOnlyList<Notification> All { get; } =
    [
        new(Outage, "outage/2026/core-network") { Data = new Dictionary<string, object?> { ["hours"] = 4 } },
        new(Offer, "offer/2026/fibre") { Data = new Dictionary<string, object?> { ["percent"] = 20 } },
    ];

    /// <summary>Brand policy: advertising on working days only. The library's courtesy hours for text messages hold as well.</summary>
    public static SendWindowRule OfficeHours { get; } = new()
    {
        Id = "window/brand-office-hours",
        Topics = [Offer],
        Windows = [new(DailyWindow.MondayToFriday, new LocalTime(9, 0), new LocalTime(18, 0))],
        Source = "brand policy",
    };

    public static void DescribeOutage(TopicBuilder topic) => topic
        .Transactional()
        .Over(DeliveryChannel.Sms, DeliveryChannel.Email)
        .From("Northlight")
        .ExpiresAfter(Duration.FromHours(24))
        .NeutralName("es", "cliente").NeutralName("fr", "client").NeutralName("de", "Kunde")
        .Sms("en", "{{brand}}: our network is down. We expect it back within {{hours}} hours.")
        .Sms("es", "{{brand}}: nuestra red no funciona. Esperamos recuperarla en {{hours}} horas.")
        .Sms("fr", "{{brand}} : notre réseau est en panne. Retour prévu dans {{hours}} heures.")
        .Sms("de", "{{brand}}: Unser Netz ist ausgefallen. Wir rechnen in {{hours}} Stunden mit dem Betrieb.")
        .Email("en", "Network outage",
            "Hello {{recipient.name}},\n\nour network is down. We expect it back within {{hours}} hours.\n\n{{brand}}")
        .Email("es", "Avería de red",
            "Hola, {{recipient.name}}:\n\nnuestra red no funciona. Esperamos recuperarla en {{hours}} horas.\n\n{{brand}}")
        .Email("fr", "Panne de réseau",
            "Bonjour {{recipient.name}},\n\nnotre réseau est en panne. Retour prévu dans {{hours}} heures.\n\n{{brand}}")
        .Email("de", "Netzausfall",
            "Guten Tag {{recipient.name}},\n\nunser Netz ist ausgefallen. Wir rechnen in {{hours}} Stunden mit dem Betrieb.\n\n{{brand}}");

    public static void DescribeOffer(TopicBuilder topic) => topic
        .Marketing()
        .Over(DeliveryChannel.Email, DeliveryChannel.Sms)
        .From("Northlight")
        .ExpiresAfter(Duration.FromDays(7))
        .NeutralName("es", "cliente").NeutralName("fr", "client").NeutralName("de", "Kunde")
        .Sms("en", "{{brand}}: fibre with {{percent}} % off until the end of the month. Reply STOP to end.")
        .Email("en", "{{percent}} % off fibre",
            "Hello {{recipient.name}},\n\nmove from {{attributes.plan}} to fibre and save {{percent}} %.\n\n{{brand}}",
            Html("Hello", "move from", "to fibre and save"))
        .Email("es", "{{percent}} % menos en fibra",
            "Hola, {{recipient.name}}:\n\ncambie de {{attributes.plan}} a fibra y ahorre un {{percent}} %.\n\n{{brand}}",
            Html("Hola", "cambie de", "a fibra y ahorre un"))
        .Email("fr", "{{percent}} % de remise sur la fibre",
            "Bonjour {{recipient.name}},\n\npassez de {{attributes.plan}} à la fibre et gagnez {{percent}} %.\n\n{{brand}}",
            Html("Bonjour", "passez de", "à la fibre et gagnez"))
        .Email("de", "{{percent}} % auf Glasfaser",
            "Guten Tag {{recipient.name}},\n\nwechseln Sie von {{attributes.plan}} zu Glasfaser "
                + "und sparen Sie {{percent}} %.\n\n{{brand}}",
            Html("Guten Tag", "wechseln Sie von", "zu Glasfaser und sparen Sie"));

    private static string Html(string greeting, string from, string to) =>
        $$$"""
        <p>{{{greeting}}} {{recipient.name}},</p><p>{{{from}}} <b>{{attributes.plan}}</b> {{{to}}} <b>{{percent}} %</b>.</p>
        <p>{{brand}}</p>
        """;
}

namespace Notify.Sdk.Audience;

/// <summary>Headers that say what somebody allowed, word for word; <see cref="PermissionHeader"/> reads the others.</summary>
internal static partial class ContactColumns
{
    private const string Calls = "opt_out:everything/voice+marketing/sms";

    private static readonly (string Field, string[] Words)[] PermissionWords =
    [
        ("opt_out:everything", ["opted out", "has opted out", "is opted out", "opt out date", "do not contact", "dont contact",
            "no contact", "nicht kontaktieren",
            "Kontaktsperre", "ne pas contacter", "no contactar", "non contattare", "não contactar", "niet benaderen", "nie kontaktować"]),
        ("opt_out:everything/email", ["unsubscribed", "unsubscribe", "is unsubscribed", "has unsubscribed", "unsubscribed at",
            "unsubscribed on", "unsubscribe date",
            "unsub time", "email opt out", "email opted out", "opted out of email", "has opted out of email", "do not email",
            "dont email", "no email",
            "unsubscribed from all email", "email blacklisted", "abgemeldet", "abgemeldet am", "Newsletter abgemeldet", "keine E-Mails",
            "keine Mails", "désabonné",
            "désinscrit", "dado de baja", "disiscritto", "descadastrado", "afgemeld", "uitgeschreven", "wypisany"]),
        ("opt_out:everything/sms", ["sms opt out", "sms opted out", "opted out of sms", "do not text", "dont text", "no sms", "no texts",
            "sms blacklisted", "keine SMS"]),
        (Calls, ["do not call", "dont call", "dnc", "no call", "no calls", "do not phone", "nicht anrufen", "keine Anrufe",
            "ne pas appeler", "no llamar", "non chiamare",
            "não ligar", "niet bellen", "nie dzwonić"]),
        ("opt_out:marketing", ["marketing opt out", "opted out of marketing", "no marketing", "do not market", "Werbesperre",
            "keine Werbung", "Werbewiderspruch"]),
        ("opt_in:marketing", ["opted in", "accepts marketing", "marketing opt in", "marketing consent", "Werbeeinwilligung",
            "Werbung erlaubt"]),
        ("opt_in:marketing/email", ["accepts email marketing", "email marketing", "email marketing consent", "email opt in", "newsletter",
            "newsletter opt in", "subscribed",
            "subscribed to newsletter", "subscription status", "email subscription status", "subscriber status",
            "email marketing status"]),
        ("opt_in:marketing/sms", ["accepts sms marketing", "sms marketing", "sms marketing consent", "sms opt in", "sms consent"]),
        ("bounced:everything/email", ["email bounced", "is email bounced", "hard bounce", "hard bounced", "bounce", "cleaned",
            "clean time", "email bounced date",
            "email bounced reason"]),
    ];
}

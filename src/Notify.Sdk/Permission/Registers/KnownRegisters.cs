using NodaTime;

namespace Notify.Sdk.Consents;

/// <summary>
/// Registers that the law knows, with how old a copy may be. Facts as read in 2026, not legal advice; a copy of your own
/// (<c>with</c>) may be stricter.
/// </summary>
public static class KnownRegisters
{
    /// <summary>
    /// United States, National Do Not Call Registry: a version obtained no more than 31 days before the call (47 CFR
    /// 64.1200(c)(2)(i)(D), 16 CFR 310.4(b)(3)(iv)). Reaches the territories too.
    /// </summary>
    public static SuppressionRegister UsDoNotCall { get; } =
        new() { Name = "us-dnc", MaximumAge = Duration.FromDays(31), Countries = ["US"] };

    /// <summary>Canada, National Do Not Call List: no more than 31 days old (CRTC Unsolicited Telecommunications Rules).</summary>
    public static SuppressionRegister CanadaDoNotCall { get; } =
        new() { Name = "ca-dncl", MaximumAge = Duration.FromDays(31), Countries = ["CA"] };

    /// <summary>United Kingdom, Telephone Preference Service: 28 days (PECR 2003, reg. 21(3)). Governs calls.</summary>
    public static SuppressionRegister UkTelephonePreference { get; } = Calls("gb-tps", "GB", 28);

    /// <summary>
    /// United Kingdom, Corporate Telephone Preference Service, for companies: 28 days (PECR 2003, reg. 21(3)). Governs calls.
    /// </summary>
    public static SuppressionRegister UkCorporateTelephonePreference { get; } = Calls("gb-ctps", "GB", 28);

    /// <summary>
    /// Singapore, Do Not Call Registry, register for calls: a check is good for 21 days (secondary sources). Governs calls.
    /// </summary>
    public static SuppressionRegister SingaporeCalls { get; } = Calls("sg-dnc-voice", "SG", 21);

    /// <summary>
    /// Singapore, Do Not Call Registry, register for text messages: 21 days (secondary sources). Governs texts and messages by social
    /// networks.
    /// </summary>
    public static SuppressionRegister SingaporeTexts { get; } =
        Of("sg-dnc-text", "SG", 21, [DeliveryChannel.Sms, .. DeliveryChannel.Messengers]);

    /// <summary>Australia, Do Not Call Register: 30 days. Governs calls.</summary>
    public static SuppressionRegister AustraliaDoNotCall { get; } = Calls("au-dncr", "AU", 30);

    /// <summary>Israel, register of those who do not want calls: 15 days (secondary sources). Governs calls.</summary>
    public static SuppressionRegister IsraelDoNotCall { get; } = Calls("il-al-titkashru", "IL", 15);

    /// <summary>Norway, Reservasjonsregisteret: one month, kept as 28 days (one secondary source). Governs calls.</summary>
    public static SuppressionRegister NorwayReservation { get; } = Calls("no-reservasjonsregisteret", "NO", 28);

    /// <summary>Italy, Registro pubblico delle opposizioni: 15 days (recalled). Governs calls.</summary>
    public static SuppressionRegister ItalyOpposition { get; } = Calls("it-rpo", "IT", 15);

    /// <summary>Denmark, Robinson list: one quarter, kept as 90 days (recalled). Governs calls.</summary>
    public static SuppressionRegister DenmarkRobinson { get; } = Calls("dk-robinson", "DK", 90);

    /// <summary>Sweden, NIX: three months, kept as 90 days (recalled). Governs calls.</summary>
    public static SuppressionRegister SwedenNix { get; } = Calls("se-nix", "SE", 90);

    /// <summary>Mexico, REPEP: 30 days. Governs calls and texts.</summary>
    public static SuppressionRegister MexicoRepep { get; } =
        new() { Name = "mx-repep", MaximumAge = Duration.FromDays(30), Countries = ["MX"] };

    /// <summary>Mexico, REUS, for offers of financial services: 30 days. Governs calls and texts.</summary>
    public static SuppressionRegister MexicoReus { get; } = Of("mx-reus", "MX", 30, DeliveryChannel.Voice, DeliveryChannel.Sms);

    /// <summary>Texas, no-call list: 60 days (one secondary source). Governs calls and texts.</summary>
    public static SuppressionRegister TexasNoCall { get; } =
        new() { Name = "us-tx-no-call", MaximumAge = Duration.FromDays(60), Regions = ["US-TX"] };

    /// <summary>Hong Kong, do-not-call register for prerecorded calls: 10 working days, kept as 10 days. Governs calls.</summary>
    public static SuppressionRegister HongKongPrerecorded { get; } = Calls("hk-dnc-prerecorded", "HK", 10);

    /// <summary>
    /// Portugal, list of legal persons who refuse advertising: one month, kept as 28 days (recalled). Governs mail, texts and calls.
    /// </summary>
    public static SuppressionRegister PortugalLegalPersons { get; } =
        Of("pt-dgc-pessoas-coletivas", "PT", 28, DeliveryChannel.Email, DeliveryChannel.Sms, DeliveryChannel.Voice);

    /// <summary>Brazil, Não Me Perturbe: 30 days. Governs calls.</summary>
    public static SuppressionRegister BrazilNaoMePerturbe { get; } = Calls("br-nao-me-perturbe", "BR", 30);

    /// <summary>Vietnam, DoNotCall: its age was not read, kept as one day. Governs calls, texts and mail.</summary>
    public static SuppressionRegister VietnamDoNotCall { get; } =
        Of("vn-donotcall", "VN", 1, DeliveryChannel.Voice, DeliveryChannel.Sms, DeliveryChannel.Email);

    /// <summary>
    /// United Arab Emirates, do-not-call register: its age was not read, kept as one day. Governs calls, texts and messages by social
    /// networks.
    /// </summary>
    public static SuppressionRegister EmiratesDoNotCall { get; } =
        Of("ae-dncr", "AE", 1, [DeliveryChannel.Voice, DeliveryChannel.Sms, .. DeliveryChannel.Messengers]);

    /// <summary>Ireland, opt-outs of the National Directory Database: its age was not read, kept as 28 days. Governs calls.</summary>
    public static SuppressionRegister IrelandDirectory { get; } = Calls("ie-ndd-opt-out", "IE", 28);

    /// <summary>Belgium, Do Not Call Me: its age was not read, kept as 28 days. Governs calls.</summary>
    public static SuppressionRegister BelgiumDoNotCallMe { get; } = Calls("be-do-not-call-me", "BE", 28);

    /// <summary>
    /// Austria, list of the ECG (s. 7) of those who refuse advertising mail: its age was not read, kept as 28 days. Governs mail, texts
    /// and messages by social networks.
    /// </summary>
    public static SuppressionRegister AustriaEcgList { get; } =
        Of("at-ecg-list", "AT", 28, [DeliveryChannel.Email, DeliveryChannel.Sms, .. DeliveryChannel.Messengers]);

    /// <summary>Hong Kong, do-not-call register for short messages: 10 working days, kept as 10 days. Governs texts.</summary>
    public static SuppressionRegister HongKongShortMessages { get; } =
        new() { Name = "hk-dnc-sms", MaximumAge = Duration.FromDays(10), Channels = [DeliveryChannel.Sms], Countries = ["HK"] };

    /// <summary>
    /// South Africa, opt-out registry of the National Consumer Commission: one month, kept as 28 days. Governs every channel.
    /// </summary>
    public static SuppressionRegister SouthAfricaOptOut { get; } = new()
    {
        Name = "za-ncc-opt-out",
        MaximumAge = Duration.FromDays(28),
        Channels = [DeliveryChannel.Email, DeliveryChannel.Sms, DeliveryChannel.Voice, .. DeliveryChannel.Messengers],
        Countries = ["ZA"],
    };

    private static SuppressionRegister Calls(string name, string country, int days) => Of(name, country, days, DeliveryChannel.Voice);

    private static SuppressionRegister Of(string name, string country, int days, params DeliveryChannel[] channels) =>
        new() { Name = name, MaximumAge = Duration.FromDays(days), Channels = channels, Countries = [country] };
}

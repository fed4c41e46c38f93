using NodaTime;

namespace Notify.Sdk.Permission;

/// <summary>
/// Registers that the law knows, with how old a copy may be. Facts as read in 2026, not legal advice; a copy of your own
/// (<c>with</c>) may be stricter.
/// </summary>
public static class KnownRegisters
{
    /// <summary>United States, National Do Not Call Registry: a version obtained no more than 31 days before the call (47 CFR 64.1200(c)(2)(i)(D), 16 CFR 310.4(b)(3)(iv)). Reaches the territories too.</summary>
    public static SuppressionRegister UsDoNotCall { get; } = new() { Name = "us-dnc", MaximumAge = Duration.FromDays(31), Countries = ["US"] };

    /// <summary>Canada, National Do Not Call List: no more than 31 days old (CRTC Unsolicited Telecommunications Rules).</summary>
    public static SuppressionRegister CanadaDoNotCall { get; } = new() { Name = "ca-dncl", MaximumAge = Duration.FromDays(31), Countries = ["CA"] };

    /// <summary>United Kingdom, Telephone Preference Service: 28 days (PECR 2003, reg. 21(3)). Governs calls.</summary>
    public static SuppressionRegister UkTelephonePreference { get; } = new() { Name = "uk-tps", MaximumAge = Duration.FromDays(28), Channels = [Channel.Voice], Countries = ["GB"] };

    /// <summary>Singapore, Do Not Call Registry: a check is good for 21 days (secondary sources).</summary>
    public static SuppressionRegister SingaporeDoNotCall { get; } = new() { Name = "sg-dnc", MaximumAge = Duration.FromDays(21), Countries = ["SG"] };

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
    public static SuppressionRegister MexicoRepep { get; } = new() { Name = "mx-repep", MaximumAge = Duration.FromDays(30), Countries = ["MX"] };

    /// <summary>Hong Kong, do-not-call register for short messages: 10 working days, kept as 10 days. Governs texts.</summary>
    public static SuppressionRegister HongKongShortMessages { get; } = new() { Name = "hk-dnc-sms", MaximumAge = Duration.FromDays(10), Channels = [Channel.Sms], Countries = ["HK"] };

    /// <summary>South Africa, opt-out registry of the National Consumer Commission: one month, kept as 28 days. Governs every channel.</summary>
    public static SuppressionRegister SouthAfricaOptOut { get; } = new()
    {
        Name = "za-ncc-opt-out", MaximumAge = Duration.FromDays(28), Channels = [Channel.Email, Channel.Sms, Channel.Voice, Channel.Social], Countries = ["ZA"],
    };

    private static SuppressionRegister Calls(string name, string country, int days) =>
        new() { Name = name, MaximumAge = Duration.FromDays(days), Channels = [Channel.Voice], Countries = [country] };
}

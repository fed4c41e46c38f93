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
}

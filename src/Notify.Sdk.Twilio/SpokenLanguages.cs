namespace Notify.Sdk.Twilio;

/// <summary>Which voice says words of a language.</summary>
/// <remarks>Source: twilio.com/docs/voice/twiml/say, the languages and locales that are spoken without naming a voice.</remarks>
internal static class SpokenLanguages
{
    // Of a language with several locales the first is taken where the person's is not among them.
    private static readonly string[] Known =
    [
        "ca-ES", "da-DK", "de-DE", "en-US", "en-AU", "en-CA", "en-GB", "en-IN", "es-ES", "es-MX", "fi-FI", "fr-FR", "fr-CA", "it-IT",
        "ja-JP", "ko-KR", "nb-NO", "nl-NL", "pl-PL", "pt-PT", "pt-BR", "ru-RU", "sv-SE", "zh-CN", "zh-HK", "zh-TW",
    ];

    /// <summary>The voice for a language tag: that of the settings, else one that is known; null where there is neither.</summary>
    public static TwilioVoiceChoice? VoiceFor(string language, IDictionary<string, TwilioVoiceChoice> voices)
    {
        var own = language.Split('-')[0];
        if ((Chosen(language, voices) ?? Chosen(own, voices)) is { } chosen)
            return chosen;
        var known = Known.FirstOrDefault(locale => locale.Equals(language, StringComparison.OrdinalIgnoreCase))
            ?? Known.FirstOrDefault(locale => locale.Split('-')[0].Equals(Spoken(own), StringComparison.OrdinalIgnoreCase));
        return known is null ? null : new(known);
    }

    private static TwilioVoiceChoice? Chosen(string language, IDictionary<string, TwilioVoiceChoice> voices) =>
        voices.FirstOrDefault(v => v.Key.Equals(language, StringComparison.OrdinalIgnoreCase)).Value;

    /// <summary>Norwegian without further words is said as Bokmål.</summary>
    private static string Spoken(string language) => language.Equals("no", StringComparison.OrdinalIgnoreCase) ? "nb" : language;
}

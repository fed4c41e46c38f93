namespace Notify.Sdk.Twilio;

/// <summary>What Twilio does about answering machines.</summary>
public enum MachineDetection : byte
{
    /// <summary>Nothing: the words are said as soon as somebody or something picks up.</summary>
    Off,

    /// <summary>Finds out who picked up before the words are said, which takes some seconds.</summary>
    Enable,

    /// <summary>The same, and an answering machine hears the words after its own greeting.</summary>
    DetectMessageEnd,
}

/// <summary>Who says words of a language.</summary>
/// <param name="Language">The locale as Twilio writes it, for example <c>tr-TR</c>.</param>
/// <param name="Voice">The voice, for example <c>Google.tr-TR-Standard-A</c>; null for Twilio's own choice.</param>
public sealed record TwilioVoiceChoice(string Language, string? Voice = null);

/// <summary>How calls leave over Twilio.</summary>
public sealed class TwilioVoiceOptions : TwilioOptions
{
    /// <summary>The number that calls, of the account or verified for it, with its plus. Required.</summary>
    public string Caller { get; set; } = "";

    /// <summary>How long it rings at most. Default 60 seconds, 6 to 600; the end of the send window ends it before.</summary>
    public TimeSpan RingFor { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// What is done about answering machines. Default <see cref="MachineDetection.Off"/>. Twilio charges for it, and ignores it where an
    /// extension is dialled.
    /// </summary>
    public MachineDetection MachineDetection { get; set; }

    /// <summary>
    /// Whether one key that the person presses comes back as a reply. Default yes, where <see cref="TwilioOptions.ReportAddress"/> is set.
    /// </summary>
    public bool TakesKeys { get; set; } = true;

    /// <summary>
    /// Voices by language tag (<c>tr</c>, or <c>de-AT</c> for one country), before those that Twilio has for Catalan, Chinese, Danish,
    /// Dutch, English, Finnish, French, German, Italian, Japanese, Korean, Norwegian, Polish, Portuguese, Russian, Spanish and Swedish.
    /// A message in a language without a voice is not said: the next route is taken.
    /// </summary>
    public IDictionary<string, TwilioVoiceChoice> Voices { get; } =
        new Dictionary<string, TwilioVoiceChoice>(StringComparer.OrdinalIgnoreCase);
}

/// <summary>That there is a number to call from, and that the bounds are kept.</summary>
internal sealed class TwilioVoiceOptionsValidator : TwilioOptionsValidator<TwilioVoiceOptions>
{
    protected override IEnumerable<string> Faults(TwilioVoiceOptions options)
    {
        if (!IsNumber(options.Caller))
            yield return "Caller: expected a number with its plus and country code";
        if (options.RingFor < TimeSpan.FromSeconds(Validity.Shortest) || options.RingFor > TimeSpan.FromMinutes(10))
            yield return $"RingFor: expected 6 to 600 seconds, but it is {options.RingFor}";
        if (!Enum.IsDefined(options.MachineDetection))
            yield return "MachineDetection: expected Off, Enable or DetectMessageEnd";
        if (options.Voices.Any(v => v.Value is not { Language.Length: > 0 }))
            yield return "Voices: expected a locale for each language";
    }
}

using System.Xml;
using System.Xml.Linq;

namespace Notify.Sdk.Twilio;

/// <summary>What a call does, in TwiML: it says the words, and takes one key while it speaks and for some seconds after.</summary>
/// <remarks>Source: twilio.com/docs/voice/twiml/say and /gather; twilio-oai, CreateCall, Twiml.</remarks>
internal static class CallScript
{
    /// <summary>Characters of TwiML that go with a call.</summary>
    public const int Longest = 4_000;

    /// <summary>The script.</summary>
    /// <param name="text">The words; never read as markup.</param>
    /// <param name="voice">Who says them.</param>
    /// <param name="action">Where a key that is pressed is told; null takes none.</param>
    public static string Of(string text, TwilioVoiceChoice voice, string? action)
    {
        XElement say = new("Say", new XAttribute("language", voice.Language), Speakable(text));
        if (voice.Voice is { } name)
            say.SetAttributeValue("voice", name);
        XElement response = new("Response", action is null ? say
            : new XElement("Gather", new XAttribute("numDigits", 1), new XAttribute("action", action), say));
        return response.ToString(SaveOptions.DisableFormatting);
    }

    /// <summary>Without what XML cannot carry.</summary>
    private static string Speakable(string text) => string.Concat(text.EnumerateRunes()
        .Where(rune => !rune.IsBmp || XmlConvert.IsXmlChar((char)rune.Value)));
}

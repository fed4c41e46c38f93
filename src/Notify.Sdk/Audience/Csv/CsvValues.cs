using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace Notify.Sdk.Audience;

/// <summary>Reads the values of a contact file that are not text.</summary>
internal static class CsvValues
{
    private static readonly LocalTimePattern Minutes = LocalTimePattern.CreateWithInvariantCulture("H:mm");
    private static readonly LocalTimePattern Seconds = LocalTimePattern.CreateWithInvariantCulture("H:mm:ss");
    private static readonly char[] ListSeparators = [';', ',', '|', '>', ' '];

    public static Instant? Instant(string text)
    {
        if (OffsetDateTimePattern.ExtendedIso.Parse(text) is { Success: true } offset)
            return offset.Value.ToInstant();
        return Date(text)?.AtMidnight().InUtc().ToInstant();
    }

    public static LocalDate? Date(string text) => LocalDatePattern.Iso.Parse(text) is { Success: true } date ? date.Value : null;

    public static LocalTime? Time(string text)
    {
        if (Minutes.Parse(text) is { Success: true } minutes)
            return minutes.Value;
        return Seconds.Parse(text) is { Success: true } seconds ? seconds.Value : null;
    }

    public static IReadOnlyList<Channel>? Channels(string text)
    {
        List<Channel> channels = [];
        foreach (var word in text.Split(ListSeparators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (Channel(word) is not { } channel)
                return null;
            if (!channels.Contains(channel))
                channels.Add(channel);
        }

        return channels.Count == 0 ? null : channels;
    }

    private static Channel? Channel(string word) => word.ToLower(CultureInfo.InvariantCulture) switch
    {
        "email" or "mail" or "e-mail" => Sdk.Channel.Email,
        "sms" or "text" => Sdk.Channel.Sms,
        "voice" or "call" or "phone" => Sdk.Channel.Voice,
        "social" or "chat" => Sdk.Channel.Social,
        _ => null,
    };
}

using NodaTime;
using NodaTime.Text;

namespace Notify.Sdk.Audience;

/// <summary>Reads the values of a contact file that are neither text nor dates.</summary>
internal static class CsvValues
{
    private static readonly LocalTimePattern Minutes = LocalTimePattern.CreateWithInvariantCulture("H:mm");
    private static readonly LocalTimePattern Seconds = LocalTimePattern.CreateWithInvariantCulture("H:mm:ss");
    private static readonly System.Buffers.SearchValues<char> ParameterName =
        System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-");

    // Two numbers of seven digits, and a sign between.
    private const int FewestOfTwo = 15;

    private static readonly char[] ListSeparators = [';', ',', '|', '>', ' '];

    public static LocalTime? Time(string text)
    {
        if (Minutes.Parse(text) is { Success: true } minutes)
            return minutes.Value;
        return Seconds.Parse(text) is { Success: true } seconds ? seconds.Value : null;
    }

    public static IReadOnlyList<DeliveryChannel>? Channels(string text)
    {
        List<DeliveryChannel> channels = [];
        foreach (var word in text.Split(ListSeparators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (ChannelsOf(word) is not { } meant)
                return null;
            channels.AddRange(meant.Where(c => !channels.Contains(c)));
        }

        return channels.Count == 0 ? null : channels;
    }

    /// <summary>Any other word is not known, so that the rules for both hold.</summary>
    public static ContactKind Kind(string text) => text.ToLower(System.Globalization.CultureInfo.InvariantCulture) switch
    {
        "consumer" or "private" or "person" or "individual" or "b2c" => ContactKind.Consumer,
        "business" or "company" or "organisation" or "organization" or "b2b" => ContactKind.Business,
        _ => ContactKind.Unknown,
    };

    /// <summary>
    /// Takes the next of several values in a cell: <c>a;b</c>, or <c>a ::: b</c> as address books write. False when none is left.
    /// </summary>
    public static bool TryTake(ref ReadOnlyMemory<char> rest, out ReadOnlyMemory<char> value)
    {
        value = default;
        if (rest.IsEmpty)
            return false;
        var (end, next) = NextSeparator(rest.Span);
        value = rest[..end].Trim();
        rest = rest[next..];
        return true;
    }

    /// <summary>
    /// Whether a cell may hold several values. Asked for every address: it looks for two signs, where there is room for two numbers.
    /// </summary>
    public static bool HasSeveral(ReadOnlySpan<char> text) => text.Length >= FewestOfTwo && text.IndexOfAny(';', ':') >= 0;

    /// <summary>What follows a semicolon in a telephone URI (RFC 3966): <c>ext=12</c>.</summary>
    private static bool IsParameter(ReadOnlySpan<char> text)
    {
        var name = text.IndexOfAnyExcept(ParameterName);
        return name > 0 && text[name] == '=';
    }

    private static (int End, int Next) NextSeparator(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == ';' && !IsParameter(text[(i + 1)..]))
                return (i, i + 1);
            if (text[i] == ':' && text[i..].StartsWith(":::"))
                return (i, i + 3);
        }

        return (text.Length, text.Length);
    }

    /// <summary>What one word means: mostly one channel, <c>social</c> all messengers. Null for a word that cannot be a name.</summary>
    internal static IReadOnlyList<DeliveryChannel>? ChannelsOf(string word) => word.ToLowerInvariant() switch
    {
        "mail" or "e-mail" => [DeliveryChannel.Email],
        "text" => [DeliveryChannel.Sms],
        "call" or "phone" => [DeliveryChannel.Voice],
        "chat" => DeliveryChannel.Messengers,
        var name => ValueNames.IsName(name) ? DeliveryChannel.OfWord(name) : null,
    };
}

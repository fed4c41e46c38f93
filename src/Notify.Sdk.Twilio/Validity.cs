namespace Notify.Sdk.Twilio;

/// <summary>How long Twilio may try: to the end of the send window, in whole seconds.</summary>
/// <remarks>Source: twilio-oai, CreateMessage, ValidityPeriod: 1 to 36,000, and more than 5 is recommended.</remarks>
internal static class Validity
{
    /// <summary>The shortest that is handed over.</summary>
    public const long Shortest = 6;

    private const long Longest = 36_000;

    /// <exception cref="TimeoutException">Less than six seconds are left: it is not handed over.</exception>
    public static string SecondsOf(OutgoingMessage message, IClock clock, long longest = Longest)
    {
        var left = Math.Min((long)(message.ValidUntil - clock.GetCurrentInstant()).TotalSeconds, longest);
        return left >= Shortest ? left.ToString(CultureInfo.InvariantCulture)
            : throw new TimeoutException("Less than six seconds are left in which the message may leave.");
    }
}

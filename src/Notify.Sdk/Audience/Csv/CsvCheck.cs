namespace Notify.Sdk.Audience;

/// <summary>What came of judging a value.</summary>
internal enum CsvAnswer : byte
{
    Good,

    /// <summary>It cannot be read.</summary>
    Bad,

    /// <summary>It may be two things, and the file does not say which.</summary>
    Ambiguous,
}

/// <summary>How the values of a column are judged.</summary>
/// <param name="Judge">Says whether a value can be used; null where any can.</param>
/// <param name="Problem">What is wrong with one that cannot.</param>
/// <param name="Remedy">What to do about it.</param>
/// <param name="CostsRow">
/// Whether the row is left out with it: without what protects people, no message is better than one at a bad
/// time.
/// </param>
internal sealed record CsvCheck(Func<CsvDates, string, CsvAnswer>? Judge, string Problem, string Remedy, bool CostsRow)
{
    public static CsvCheck None { get; } = new(null, "", "", false);

    /// <summary>An instant, or a date for its midnight in UTC; adds evidence only.</summary>
    public static CsvCheck Instant { get; } = new((dates, text) => dates.Read(text, out _), "Expected a date or an instant.",
        "Write it as 2026-11-22 or 2026-11-22T09:00:00Z.", false);

    /// <summary>A date that keeps people apart.</summary>
    public static CsvCheck Date { get; } = new((dates, text) => dates.Read(text, out _), "Expected a date.", "Write it as 1980-12-31.",
        true);

    /// <summary>A time of day from which somebody wants quiet.</summary>
    public static CsvCheck QuietFrom { get; } = new((_, text) => Is(CsvValues.Time(text) is not null), "Expected a time.",
        "Write it as 22:00.", true);

    /// <summary>A time of day until which somebody wants quiet.</summary>
    public static CsvCheck QuietTo { get; } = QuietFrom with { Remedy = "Write it as 08:00." };

    /// <summary>Names of channels.</summary>
    public static CsvCheck Channels { get; } = new(
        (_, text) => Is(CsvValues.Channels(text) is not null),
        "Expected names of channels, best first.",
        "Write them as \"sms;email\"; channels have the names under which they are registered, for example email, sms, voice and whatsapp.",
        true);

    /// <summary>Whether somebody said no.</summary>
    public static CsvCheck OptOut { get; } = new((dates, text) => Is(SaidWords.Read(text, isOptOut: true, dates) is not null),
        SaidWords.Problem, SaidWords.Remedy, true);

    /// <summary>Whether somebody said yes.</summary>
    public static CsvCheck OptIn { get; } = OptOut with
    {
        Judge = (dates, text) =>
        Is(SaidWords.Read(text, isOptOut: false, dates) is not null)
    };

    /// <summary>Whether the state of a contact says that somebody left.</summary>
    public static CsvCheck Status { get; } = new((_, text) => Is(SaidWords.ReadStatus(text) is not null),
        "Cannot tell whether this state means that the person may not be told.",
        "Write unsubscribed or active; or say what the column is with an empty mapping if it says nothing of the kind.", true);

    private static CsvAnswer Is(bool good) => good ? CsvAnswer.Good : CsvAnswer.Bad;
}

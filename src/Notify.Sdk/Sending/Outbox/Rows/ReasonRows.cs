namespace Notify.Sdk.Sending;

/// <summary>The octets of reasons and decisions: numbers of texts that many of them share.</summary>
internal static class ReasonRows
{
    public static void Write(RowWriter row, IReadOnlyList<Reason> reasons)
    {
        row.Count(reasons.Count);
        for (var i = 0; i < reasons.Count; i++)
        {
            row.Name(reasons[i].Code);
            row.Name(reasons[i].Rule);
            if (IsOfOne(reasons[i]))
                row.Whole(reasons[i].Detail);
            else
                row.Phrase(reasons[i].Detail);
            row.NameOrNull(reasons[i].Channel?.Name);
        }
    }

    /// <summary>
    /// Whether the words speak of one person alone: a provider's or an operator's, or with an account's id. They stand in the row, so that
    /// they go with it, and never among the texts that many rows share.
    /// </summary>
    private static bool IsOfOne(Reason reason) => reason.Rule == NextStep.Rule
        || reason.Code is ReasonCodes.CoveredByPerson or ReasonCodes.CoveredByAddress or ReasonCodes.Cancelled or ReasonCodes.Settled;

    public static IReadOnlyList<Reason> Read(ref RowReader row)
    {
        var count = row.Count();
        if (count == 0)
            return [];
        var reasons = new Reason[count];
        for (var i = 0; i < count; i++)
            reasons[i] = new(row.Name(), row.Name(), row.Phrase()) { Channel = ReadChannel(ref row) };
        return reasons;
    }

    public static void Write(RowWriter row, AccountOutcome outcome)
    {
        row.Write((byte)outcome.Kind);
        Write(row, outcome.Reasons);
        row.Write(outcome.CoveredBy is not null);
        if (outcome.CoveredBy is { } by)
            AccountRows.Write(row, by);
        row.NameOrNull(outcome.Channel?.Name);
        row.InstantOrNull(outcome.Due);
        row.Write(outcome.IsForecast);
        row.PhraseOrNull(outcome.Zone);
        row.NameOrNull(outcome.ZoneSource);
        row.NameOrNull(outcome.ZoneConfidence);
        row.PhraseOrNull(outcome.Place);
        row.Count(outcome.Rules.Count);
        for (var i = 0; i < outcome.Rules.Count; i++)
            row.Name(outcome.Rules[i]);
        row.NameOrNull(outcome.LawPack);
        row.NameOrNull(outcome.TimeZones);
        row.IdOrNull(outcome.Delivery);
    }

    public static AccountOutcome ReadOutcome(ref RowReader row, AccountRef account) => new()
    {
        Account = account,
        Kind = row.Member<OutcomeKind>(),
        Reasons = Read(ref row),
        CoveredBy = row.Flag() ? AccountRows.ReadRef(ref row) : null,
        Channel = ReadChannel(ref row),
        Due = row.InstantOrNull(),
        IsForecast = row.Flag(),
        Ground = new()
        {
            Zone = row.PhraseOrNull(),
            ZoneSource = row.NameOrNull(),
            ZoneConfidence = row.NameOrNull(),
            Place = row.PhraseOrNull(),
            Rules = AccountRows.ReadNames(ref row),
            LawPack = row.NameOrNull(),
            TimeZones = row.NameOrNull(),
        },
        Delivery = row.IdOrNull(),
    };

    private static DeliveryChannel? ReadChannel(ref RowReader row) => row.NameOrNull() is { } name ? Names.ToChannel(name) : null;
}

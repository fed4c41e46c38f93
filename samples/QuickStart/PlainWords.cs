using Notify.Sdk;
using NodaTime;
using Spectre.Console;

namespace QuickStart;

/// <summary>Who is told, when, and why not, in words. Every account counts once, under the reason that weighs most.</summary>
internal static class PlainWords
{
    public static Table Table(SendReport report)
    {
        var table = new Table().Border(TableBorder.None).HideHeaders().AddColumns("", "", "");
        foreach (var (kind, word) in Kinds)
        {
            var groups = report.Outcomes.Where(o => o.Kind == kind && !Reasons.IsToldBefore(o)).GroupBy(Why);
            var first = true;
            foreach (var group in groups.OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal))
            {
                table.AddRow(new Text(first ? word : ""), new Text($"{group.Count():N0}").RightJustified(),
                    new Text(group.Key + When(kind, group)));
                first = false;
            }
        }

        return table;
    }

    private static (OutcomeKind Kind, string Word)[] Kinds { get; } =
    [
        (OutcomeKind.Planned, "told now"),
        (OutcomeKind.Held, "told later"),
        (OutcomeKind.Covered, "told with another"),
        (OutcomeKind.Suppressed, "not told"),
        (OutcomeKind.Unreachable, "cannot be reached"),
    ];

    /// <summary>The word for a kind of outcome, as the tables have it.</summary>
    public static string Word(OutcomeKind kind) => Kinds.Single(k => k.Kind == kind).Word;

    /// <summary>By which channel, for those who are told at once; for the others the reason that weighs most.</summary>
    public static string Why(AccountOutcome outcome) =>
        outcome.Kind == OutcomeKind.Planned ? $"by {Name(outcome.Channel!)}" : Phrase(Decisive(outcome).Code);

    /// <summary>What a person said or did not say weighs more than what one of their addresses cannot do.</summary>
    public static Reason Decisive(AccountOutcome outcome) =>
        outcome.Reasons.FirstOrDefault(r => r.Code is not (ReasonCodes.AddressOutOfReach or ReasonCodes.InvalidPhone
            or ReasonCodes.InvalidEmail or ReasonCodes.NoUsableAddress or ReasonCodes.NoRoute)) ?? outcome.Reasons[0];

    public static string Name(DeliveryChannel channel) => channel.Name switch
    {
        "sms" => "text message",
        "email" => "mail",
        "voice" => "call",
        "social" => "social network",
        _ => channel.Name,
    };

    /// <summary>How far a message has got.</summary>
    public static string State(DeliveryState state) => state switch
    {
        DeliveryState.Accepted => "sent",
        DeliveryState.Planned or DeliveryState.Held or DeliveryState.Leased => "waiting",
        DeliveryState.StandBy => "covered by another at the same address",
        DeliveryState.Failed => "failed",
        DeliveryState.InDoubt => "perhaps sent",
        _ => state.ToString().ToLowerInvariant(),
    };

    /// <summary>The span in which these messages leave, by the clocks of the people.</summary>
    private static string When(OutcomeKind kind, IEnumerable<AccountOutcome> outcomes)
    {
        var times = outcomes.Select(LocalHours.Local).OfType<LocalDateTime>().Order().ToList();
        return kind != OutcomeKind.Held || times.Count == 0 ? ""
            : times[0] == times[^1] ? $"; they are told at {LocalHours.Text(times[0])} where they live"
            : $"; they are told between {LocalHours.Text(times[0])} and {LocalHours.Text(times[^1])} where they live";
    }

    /// <summary>A reason in the words of somebody who runs a business; docs/reasons.md explains every code at length.</summary>
    public static string Phrase(string code) => code switch
    {
        ReasonCodes.OutsideWindow => "it is not the hour for such a message where they live",
        ReasonCodes.QuietHours => "they asked for quiet at this hour",
        ReasonCodes.NotBefore => "the message is for a later day",
        ReasonCodes.AddressSpacing => "another message has just gone to the same address",
        ReasonCodes.FrequencyCap => "they have had enough messages for now",
        ReasonCodes.CoveredByPerson => "another account of the same person is told",
        ReasonCodes.CoveredByAddress => "somebody else at the same address gets the same words",
        ReasonCodes.DuplicateAccountId => "the account stands on the list twice",
        ReasonCodes.NoConsent => "they never agreed to advertising",
        ReasonCodes.ConsentPending => "they have not confirmed that they want it",
        ReasonCodes.BasisNotEnough => "they agreed, but not in the way that the law of their place asks for",
        ReasonCodes.ConsentExpired => "they agreed long ago, and that has lapsed",
        ReasonCodes.OptedOut => "they do not want messages of this kind",
        ReasonCodes.OptedOutOfMarketing => "they do not want advertising",
        ReasonCodes.GloballyOptedOut => "they do not want any messages",
        ReasonCodes.Suppressed => "they stand on a do-not-contact register",
        ReasonCodes.RegisterStale => "the do-not-contact register that they may stand on is too old; it must be imported anew",
        ReasonCodes.NoUsableAddress => "there is no mailbox or number that can be used",
        ReasonCodes.InvalidPhone => "the phone number cannot be right",
        ReasonCodes.InvalidEmail => "the mailbox cannot be right",
        ReasonCodes.AddressOutOfReach => "the number takes no text messages",
        ReasonCodes.ChannelLeftOut => "they do not want to be written to this way",
        ReasonCodes.NoRoute => "this message cannot go over any way on which they take messages",
        ReasonCodes.NoTemplate => "there are no words in a language that they read",
        ReasonCodes.LanguageUnknown => "nobody knows which language they read",
        ReasonCodes.ZoneUnknown => "nobody knows what time it is where they live",
        ReasonCodes.Infeasible => "no permitted hour comes before the message is out of date",
        _ => code[(code.IndexOf('.', StringComparison.Ordinal) + 1)..].Replace('-', ' '),
    };
}

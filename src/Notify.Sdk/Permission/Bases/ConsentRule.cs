using NodaTime;
using Notify.Sdk.Consents;

namespace Notify.Sdk.Permission;

/// <summary>
/// What the law of a place asks for before a message may go out: an entry of a law pack, and where it is known from. All rules that
/// match a message must be satisfied. Immutable.
/// </summary>
public sealed record ConsentRule
{
    /// <summary>Id of the rule, for example <c>US-TCPA-AUTO-MKT</c>; shown in reasons.</summary>
    public required string Id { get; init; }

    /// <summary>
    /// Country (ISO 3166-1) or part of one (ISO 3166-2); <c>EU</c> for the states of the EU and the EEA that have no rule of their own;
    /// <c>*</c> for everywhere.
    /// </summary>
    public required string Jurisdiction { get; init; }

    /// <summary>The channels that it is about. In a pack <c>social</c> is all messengers and <c>push</c> all kinds of push.</summary>
    public required IReadOnlyList<DeliveryChannel> Channels { get; init => (field, Reach) = (value, ChannelSet.Of(value)); }

    /// <summary>The channels as bits.</summary>
    internal ChannelSet Reach { get; private init; }

    /// <summary>Which voices are meant, where the channels include calls; other channels are meant whatever it says.</summary>
    public Automation Automation { get; init; }

    /// <summary>Classes and purposes: <c>marketing</c>, <c>transactional</c>, <c>debt-collection</c>, <c>research</c>.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>Whom it protects: <see cref="ContactKind.Consumer"/> or <see cref="ContactKind.Business"/>; null for both.</summary>
    public ContactKind? Recipient { get; init; }

    /// <summary>What it asks for.</summary>
    public required ConsentRegime Regime { get; init; }

    /// <summary>
    /// The bases that satisfy it. Where <see cref="ConsentBasis.Express"/> stands, an express written one satisfies it too.
    /// </summary>
    public IReadOnlyList<ConsentBasis> Accepts { get; init; } = [];

    /// <summary>Bases of the law that no record can show, in words. They are not accepted, and the refusal says so.</summary>
    public IReadOnlyList<string> CannotShow { get; init; } = [];

    /// <summary>How long a basis lasts under this rule.</summary>
    public IReadOnlyList<BasisLapse> Lapses { get; init; } = [];

    /// <summary>The registers that it names.</summary>
    public IReadOnlyList<RuleRegister> Registers { get; init; } = [];

    /// <summary>
    /// The classes for which an express consent counts only with the words that were shown (<see cref="ConsentRecord.Disclosure"/>).
    /// </summary>
    public IReadOnlyList<string> AsksDisclosure { get; init; } = [];

    /// <summary>Whether inferred consents count only for the brand and the topics that were disclosed. A soft opt-in always does.</summary>
    public bool SimilarGoods { get; init; }

    /// <summary>
    /// The classes for which the number that people gave to the sender is consent enough
    /// (<see cref="ConsentOptions.PeopleGaveTheirNumbers"/>).
    /// </summary>
    public IReadOnlyList<string> NumberGiven { get; init; } = [];

    /// <summary>
    /// The rule that this one relaxes. It holds only where the application chose it (<see cref="ConsentOptions.Exemptions"/>).
    /// </summary>
    public string? ExemptionOf { get; init; }

    /// <summary>
    /// The trades that it is about; empty for all. It holds for senders that named one (<see cref="ConsentOptions.Sectors"/>).
    /// </summary>
    public IReadOnlyList<string> Sectors { get; init; } = [];

    /// <summary>The kind of line that it is about, for calls; <see cref="LineKind.Any"/> for all.</summary>
    public LineKind Line { get; init; }

    /// <summary>Whether only what was collected since <see cref="EffectiveFrom"/> counts.</summary>
    public bool NotRetroactive { get; init; }

    /// <summary>The rule of hours that keeps it, where it holds at some hours only; null when it is kept here.</summary>
    public string? KeptBy { get; init; }

    /// <summary>Whether it only adds to other rules, and leaves open which consent the place asks for.</summary>
    public bool Besides { get; init; }

    /// <summary>
    /// Whether an attempt is a message under this law, whatever became of it: every frequency cap counts it
    /// (<see cref="FrequencyCap.CountsAttempts"/>).
    /// </summary>
    public bool CountsAttempts { get; init; }

    /// <summary>
    /// What the words must begin with, the first of which is put there where none stands: the subject of a mail, the text of other
    /// messages.
    /// Empty where nothing is asked for.
    /// </summary>
    public IReadOnlyList<string> StartsWith { get; init; } = [];

    /// <summary>What the words must say at their end; null where nothing is asked for.</summary>
    public RuleClosing? Closing { get; init; }

    /// <summary>What the sender id of a text message must begin with; null where nothing is asked for.</summary>
    public string? SenderPrefix { get; init; }

    /// <summary>
    /// What a sender id of a text message must end with, one of several; empty where nothing is asked for. A topic without a sender id
    /// for the country leaves it to the transport.
    /// </summary>
    public IReadOnlyList<string> SenderSuffixes { get; init; } = [];

    /// <summary>
    /// With whom the sender or the consent must be registered, in words; null when nobody asks for it. A note on the decision.
    /// </summary>
    public string? Registration { get; init; }

    /// <summary>First day of effect, or null for always.</summary>
    public LocalDate? EffectiveFrom { get; init; }

    /// <summary>Last day of effect, or null for no end.</summary>
    public LocalDate? EffectiveTo { get; init; }

    /// <summary>Limits of frequency that come with an exemption; they hold where it was chosen.</summary>
    public IReadOnlyList<FrequencyCap> Caps { get; init; } = [];

    /// <summary>What else the law says, each with its name (<c>conditions</c>, <c>exemptions</c>, <c>labels</c> ...), in words.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> InWords { get; init; } = [];

    /// <summary>What stands behind it.</summary>
    public required LawStrength Strength { get; init; }

    /// <summary>True when a source states it and none that was read contradicts it; else the strictest reading was taken.</summary>
    public required bool IsConfirmed { get; init; }

    /// <summary>The kind of source: <c>primary</c>, <c>official</c>, <c>secondary-multiple</c>, <c>recalled</c> ...</summary>
    public required string Evidence { get; init; }

    /// <summary>The statute or code by its citation, or null when there is none.</summary>
    public string? Statute { get; init; }

    /// <summary>Where it was read.</summary>
    public required string Source { get; init; }

    /// <summary>When it was last reviewed.</summary>
    public required LocalDate Reviewed { get; init; }

    /// <summary>Remarks, or null.</summary>
    public string? Notes { get; init; }

    /// <summary>Statute, else source, with strength and doubt.</summary>
    internal string Citation =>
        $"{Strength.ToString().ToLowerInvariant()}: {Statute ?? Source}{(IsConfirmed ? "" : "; not confirmed, strictest reading")}";

    /// <summary>
    /// From when to before when it holds. A date of effect is a day in whatever zone the person is in: a rule that binds begins when
    /// the day
    /// begins anywhere on Earth and ends when it has ended everywhere; one that frees, the other way round.
    /// </summary>
    internal (Instant From, Instant To) Effect
    {
        get
        {
            var (first, last) = (Duration.FromHours(14), Duration.FromHours(12));
            var frees = ExemptionOf is not null;
            return (EffectiveFrom is { } from ? Midnight(from) + (frees ? last : -first) : Instant.MinValue,
                EffectiveTo is { } to ? Midnight(to.PlusDays(1)) + (frees ? -first : last) : Instant.MaxValue);

            static Instant Midnight(LocalDate day) => day.AtMidnight().InUtc().ToInstant();
        }
    }

    /// <summary>Whether it settles which consent is asked for, so that the default of the library does not hold besides.</summary>
    internal bool Settles => !Besides && ExemptionOf is null && Regime is not (ConsentRegime.Registration or ConsentRegime.Revocation);

    /// <summary>Whether somebody other than the person has to know of the sender or of the consent.</summary>
    internal bool AsksRegistration => Regime == ConsentRegime.Registration || Registration is not null || Registers.Any(r => r.HoldsTheYes);

    /// <summary>Id and what it asks for.</summary>
    public override string ToString() => $"{Id}: {Regime}";
}

/// <summary>How long a basis lasts under a rule.</summary>
/// <param name="Basis">
/// The basis. What is said of an express consent is meant of a written one too, unless that has a period of its own.
/// </param>
/// <param name="Lasts">A calendar period, counted in UTC.</param>
/// <param name="From">
/// From when, in words. It is counted from the event of the record; for express consents from when they were given.
/// </param>
public sealed record BasisLapse(ConsentBasis Basis, Period Lasts, string From)
{
    /// <summary>Whether a period that the words of the consent state (<see cref="ConsentRecord.ExpiresAt"/>) counts in its place.</summary>
    public bool UnlessStated { get; init; }

    /// <summary>The kind of source, where it differs from that of the rule; else null.</summary>
    public string? Evidence { get; init; }
}

/// <summary>A register that a rule names.</summary>
/// <param name="Name">Its name, as in <see cref="SuppressionRegister.Name"/>.</param>
public sealed record RuleRegister(string Name)
{
    /// <summary>How old a copy may be; null when that is not known.</summary>
    public Period? MaximumAge { get; init; }

    /// <summary>The channels that it is about; empty for all those of the rule.</summary>
    public IReadOnlyList<DeliveryChannel> Channels { get; init; } = [];

    /// <summary>The bases that take a person out of it; empty when none does.</summary>
    public IReadOnlyList<ConsentBasis> LiftedBy { get; init; } = [];

    /// <summary>Whether an entry ends the consents before it.</summary>
    public bool ConsentAfterEntry { get; init; }

    /// <summary>
    /// Whether it holds those who agreed, not those who refused: what is not in it does not exist. Said as a note on the decision.
    /// </summary>
    public bool HoldsTheYes { get; init; }

    /// <summary>Remarks, or null.</summary>
    public string? Note { get; init; }
}

/// <summary>Kinds of lines that laws tell apart.</summary>
public enum LineKind : byte
{
    /// <summary>Whatever line.</summary>
    Any,

    /// <summary>Mobile numbers, and all that are not known to be something else.</summary>
    Mobile,

    /// <summary>Numbers that receive no texts, by their numbering plan.</summary>
    Landline,
}

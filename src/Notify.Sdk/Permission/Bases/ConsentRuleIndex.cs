using Notify.Sdk.Audience;
using Notify.Sdk.Consents;

namespace Notify.Sdk.Permission;

/// <summary>The rules of all packs by place, and which of them hold for one kind of message there. Immutable.</summary>
internal sealed class ConsentRuleIndex
{
    private const string Everywhere = "*";

    private readonly ILookup<string, ConsentRule> _byCountry;
    private readonly ILookup<string, ConsentRule> _exceptions;
    private readonly ConsentOptions _options;

    public ConsentRuleIndex(IReadOnlyList<ConsentRule> rules, ConsentOptions options)
    {
        _options = options;
        _byCountry = rules.Where(r => r.ExemptionOf is null && IsOfTheSender(r))
            .ToLookup(r => r.Jurisdiction.Split('-')[0], StringComparer.Ordinal);
        _exceptions = rules.Where(r => r.ExemptionOf is not null && options.Exemptions.Contains(r.Id) && IsOfTheSender(r))
            .ToLookup(r => r.ExemptionOf!, StringComparer.Ordinal);
    }

    public ConsentDuty DutyAt(IPlace place, Topic topic, DeliveryChannel channel, RecipientTraits traits)
    {
        if (topic.Class == MessageClass.Marketing && place.IsCountryOpen)
            return new(topic, channel, [], isPlaceOpen: true);
        List<DutyPart> parts = [];
        foreach (var country in place.Countries)
            parts.Add(Part(RulesOf(country, place), country, topic, channel, traits));
        var everywhere = _byCountry[Everywhere].Where(r => r.Strength != LawStrength.Default).ToList();
        parts.Add(Part(everywhere, null, topic, channel, traits) with { NeedsDefault = place.Countries.Count == 0 });
        return new(topic, channel, [.. parts.Where(p => p.Rules.Length > 0 || (p.NeedsDefault && p.Default.Length > 0))],
            isPlaceOpen: false);
    }

    /// <summary>The rules of a country and of the parts of it that count; those of Europe where it has none of its own.</summary>
    private IEnumerable<ConsentRule> RulesOf(string country, IPlace place)
    {
        if (!_byCountry.Contains(country))
            return EuropeanStates.All.Contains(country) ? _byCountry[EuropeanStates.Code] : [];
        return _byCountry[country].Where(r => r.Jurisdiction.Length == country.Length || place.LiesIn([], [r.Jurisdiction]));
    }

    private DutyPart Part(IEnumerable<ConsentRule> rules, string? country, Topic topic, DeliveryChannel channel,
        RecipientTraits traits) => new(
        [.. rules.Where(r => Matches(r, topic, channel, traits)).Select(r => Duty(r, topic, channel, traits))],
        [.. _byCountry[Everywhere].Where(r => r.Strength == LawStrength.Default && Matches(r, topic, channel, traits))
            .Select(r => Duty(r, topic, channel, traits))],
        // Where the law of another country holds besides, that law says what is asked for.
        NeedsDefault: country is not null && CountryTable.LawOf(country) is null);

    private DutyRule Duty(ConsentRule rule, Topic topic, DeliveryChannel channel, RecipientTraits traits) =>
        new(rule, topic, channel, _options,
        [.. _exceptions[rule.Id].Where(e => Matches(e, topic, channel, traits) && Frees(e, rule, traits)
            && e.Reach.Frees(channel, rule.Reach))
            .Select(e => new DutyRule(e, topic, channel, _options, []))]);

    /// <summary>
    /// An exception for one kind of recipient frees nobody who may be of the other kind, if the rule binds that kind too.
    /// </summary>
    private static bool Frees(ConsentRule exception, ConsentRule rule, RecipientTraits traits) =>
        exception.Recipient is not { } kind || rule.Recipient == kind
            || !traits.MayBe(kind == ContactKind.Consumer ? ContactKind.Business : ContactKind.Consumer);

    private bool IsOfTheSender(ConsentRule rule) => rule.Sectors.Count == 0 || rule.Sectors.Any(_options.Sectors.Contains);

    private static bool Matches(ConsentRule rule, Topic topic, DeliveryChannel channel, RecipientTraits traits) =>
        rule.Reach.Holds(channel)
        && LawWords.Names(rule.Classes, topic)
        && traits.MayBe(rule.Recipient)
        && (channel != DeliveryChannel.Voice || rule.Automation == Automation.Any
            || topic.LiveVoice == (rule.Automation == Automation.Live))
        && (channel != DeliveryChannel.Voice || rule.Line == LineKind.Any
            || ((traits & RecipientTraits.Landline) != 0) == (rule.Line == LineKind.Landline));
}

/// <summary>What one country asks for.</summary>
/// <param name="Rules">The rules of its law.</param>
/// <param name="Default">What the library asks for where none of them settles it.</param>
/// <param name="NeedsDefault">Whether the default holds then.</param>
internal sealed record DutyPart(DutyRule[] Rules, DutyRule[] Default, bool NeedsDefault);

using NodaTime;
using Notify.Sdk.Audience;
using Notify.Sdk.Consents;
using Notify.Sdk.Permission;

namespace Notify.Sdk.Planning;

/// <summary>Reads what a law pack says about consents: one entry of its list <c>bases</c>.</summary>
internal static class ConsentRuleReader
{
    private static readonly string[] InWords = ["conditions", "exemptions", "labels", "lifts"];

    private static readonly string[] InAWord = ["hours", "optOut", "proof"];

    /// <exception cref="NotifyException">Something is wrong; the message says where and what was expected.</exception>
    public static ConsentRule Read(LawFields fields, string jurisdiction, LocalDate reviewed)
    {
        var id = fields.Text("rule");
        var rule = new ConsentRule
        {
            Id = id,
            Jurisdiction = jurisdiction,
            Channels = fields.Channels("channels"),
            Automation = fields.Word<Automation>("automation", Automation.Any),
            Classes = fields.Texts("classes", LawReader.Classes),
            Recipient = fields.Has("recipient") ? fields.Word<ContactKind>("recipient") : null,
            Regime = fields.Word<ConsentRegime>("regime"),
            Accepts = fields.OptionalWords<ConsentBasis>("accepts"),
            CannotShow = fields.OptionalTexts("cannotShow"),
            Lapses = [.. fields.OptionalObjects("lapses").Select(Lapse)],
            Registers = [.. fields.OptionalObjects("registers").Select(Register)],
            AsksDisclosure = fields.OptionalTexts("asksDisclosure", LawReader.Classes),
            SimilarGoods = fields.OptionalFlag("similarGoods") ?? false,
            NumberGiven = fields.OptionalTexts("numberGiven", LawReader.Classes),
            ExemptionOf = fields.OptionalText("exemptionOf"),
            Sectors = fields.OptionalTexts("sectors"),
            Line = fields.Word<LineKind>("line", LineKind.Any),
            NotRetroactive = fields.OptionalFlag("notRetroactive") ?? false,
            KeptBy = fields.OptionalText("keptBy"),
            Besides = fields.OptionalFlag("besides") ?? false,
            CountsAttempts = fields.OptionalFlag("countsAttempts") ?? false,
            StartsWith = fields.OptionalTexts("startsWith"),
            Closing = fields.OptionalObject("closing") is { } closing ? ClosingOf(closing) : null,
            SenderPrefix = fields.OptionalText("senderPrefix"),
            SenderSuffixes = fields.OptionalTexts("senderSuffixes"),
            Registration = fields.OptionalText("registration"),
            EffectiveFrom = fields.OptionalDate("effectiveFrom"),
            EffectiveTo = fields.OptionalDate("effectiveTo"),
            InWords = [.. InWords.SelectMany(w => fields.OptionalTexts(w).Select(t => KeyValuePair.Create(w, t))),
                .. InAWord.Where(fields.Has).Select(w => KeyValuePair.Create(w, fields.Text(w)))],
            Strength = fields.Word<LawStrength>("strength"),
            IsConfirmed = fields.Flag("confirmed"),
            Evidence = fields.Text("evidence"),
            Statute = fields.OptionalText("statute"),
            Source = fields.Text("source"),
            Reviewed = fields.OptionalDate("reviewed") ?? reviewed,
            Notes = fields.OptionalText("notes"),
        };
        rule = rule with { Caps = [.. fields.OptionalObjects("caps").Select((cap, i) => Cap(cap, rule, i))] };
        fields.Finish();
        return Fault(rule) is { } fault ? throw fields.Wrong(fault) : rule;
    }

    private static BasisLapse Lapse(LawFields fields)
    {
        var lapse = new BasisLapse(fields.Word<ConsentBasis>("basis"), fields.Period("period"), fields.Text("from"))
        {
            UnlessStated = fields.OptionalFlag("unlessStated") ?? false,
            Evidence = fields.OptionalText("evidence"),
        };
        fields.Finish();
        return lapse;
    }

    private static RuleClosing ClosingOf(LawFields fields)
    {
        var closing = new RuleClosing(fields.Text("says"), fields.OptionalText("contains"));
        fields.Finish();
        return closing;
    }

    private static RuleRegister Register(LawFields fields)
    {
        var register = new RuleRegister(fields.Text("name"))
        {
            MaximumAge = fields.OptionalPeriod("maximumAge"),
            Channels = fields.OptionalChannels("channels"),
            LiftedBy = fields.OptionalWords<ConsentBasis>("liftedBy"),
            ConsentAfterEntry = fields.OptionalFlag("consentAfterEntry") ?? false,
            HoldsTheYes = fields.OptionalFlag("holdsTheYes") ?? false,
            Note = fields.OptionalText("note"),
        };
        fields.Finish();
        return register;
    }

    /// <summary>A limit that comes with an exemption, as a cap of the person.</summary>
    private static FrequencyCap Cap(LawFields fields, ConsentRule rule, int index)
    {
        var cap = new FrequencyCap
        {
            Id = index == 0 ? rule.Id : $"{rule.Id}/{index + 1}",
            Limit = fields.OptionalNumber("count") ?? throw fields.Wrong("A cap needs a 'count'."),
            Window = fields.Period("period").ToDuration(),
            Classes = [MessageClass.Transactional],
            Channels = rule.Channels,
            Countries = [rule.Jurisdiction],
            AutomatedVoiceOnly = rule.Automation == Automation.Automated,
            Source = rule.Citation,
        };
        _ = fields.OptionalText("per");
        _ = fields.OptionalText("note");
        fields.Finish();
        return cap;
    }

    private static string? Fault(ConsentRule rule)
    {
        if (rule.EffectiveTo < rule.EffectiveFrom)
            return $"effectiveTo ({rule.EffectiveTo:uuuu-MM-dd}) is before effectiveFrom ({rule.EffectiveFrom:uuuu-MM-dd}).";
        if (rule.Recipient == ContactKind.Unknown)
            return "recipient is consumer or business; leave it out for both.";
        if (rule.Regime is ConsentRegime.OptIn or ConsentRegime.SoftOptIn && rule.Accepts.Count == 0)
            return "'accepts' is missing: an opt-in that no basis satisfies is 'prohibited'.";
        if (rule.Regime == ConsentRegime.Register && rule.Registers.Count == 0)
            return "'registers' is missing: a rule of the regime 'register' names one.";
        return rule.Regime == ConsentRegime.SoftOptIn && rule.ExemptionOf is null
            ? "'exemptionOf' is missing: a soft opt-in adds a basis to the rule that it names."
            : null;
    }
}

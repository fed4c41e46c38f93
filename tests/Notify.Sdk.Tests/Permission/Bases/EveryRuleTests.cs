using NodaTime;
using NodaTime.Text;
using Notify.Sdk.Consents;
using Notify.Sdk.Permission;
using Notify.Sdk.Planning;

namespace Notify.Sdk.Tests.Permission.Bases;

/// <summary>Every rule of the law packs about consents, asked alone: what satisfies it, what does not, and whom it is about.</summary>
public sealed class EveryRuleTests
{
    private static readonly ConsentBasis[] Bases = Enum.GetValues<ConsentBasis>();

    private static IReadOnlyList<ConsentRule> Pack => LegalPack.BuiltIn.ConsentRules;

    public static TheoryData<string> Rules => [.. Pack.Select(r => r.Id)];

    public static TheoryData<string> Of(ConsentRegime regime) => [.. Pack.Where(r => r.Regime == regime).Select(r => r.Id)];

    [Fact]
    public void The_pack_says_what_the_facts_say()
    {
        var lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Corpora", "consent-bases.tsv")).Skip(1)
            .Where(l => l.Length > 0).ToList();
        lines.Should().HaveCount(132);
        // That attempts count in the United Kingdom stands in the words of the facts, not in their table.
        Pack.Where(r => !r.CountsAttempts).Select(Line).Order(StringComparer.Ordinal).Should().Equal(lines.Order(StringComparer.Ordinal));
    }

    private static string Line(ConsentRule r) => string.Join('\t',
        r.Id, r.Jurisdiction, LawWords.Of(r.Channels).Replace(", ", " "), Word(r.Automation), string.Join(' ', r.Classes),
            r.Recipient is { } kind
            ? Word(kind) : "any", Word(r.Regime),
        string.Join(' ', r.Accepts.Select(Word)), string.Join(
            ' ', r.Lapses.Select(l => $"{Word(l.Basis)}:{PeriodPattern.Roundtrip.Format(l.Lasts)}")),
        string.Join(
            ' ', r.Registers.Select(
            g => $"{g.Name}:{(g.MaximumAge is { } age ? PeriodPattern.Roundtrip.Format(age) : "")}:{string.Join('+', g.LiftedBy.Select(Word))}")),
        r.ExemptionOf ?? "", string.Join("; ", r.Sectors), Date(r.EffectiveFrom), Date(r.EffectiveTo), Word(r.Strength), r.IsConfirmed
            ? "true" : "false", r.Evidence);

    private static string Word<T>(T value) where T : struct, Enum =>
        string.Concat(
            value.ToString().Select((c, i) => i > 0 && char.IsUpper(c) ? $"-{char.ToLowerInvariant(c)}" : $"{char.ToLowerInvariant(c)}"));

    private static string Date(LocalDate? date) => date is { } day ? LocalDatePattern.Iso.Format(day) : "";

    /// <summary>Opt-in: each basis of the rule satisfies it, no other does, nothing at all does not, and an opt-out ends it.</summary>
    [Theory]
    [MemberData(nameof(Of), ConsentRegime.OptIn)]
    public void An_opt_in_is_satisfied_by_its_bases_and_by_no_other(string id)
    {
        var rule = Rule(id);
        if (rule.KeptBy is not null)
            return; // asked in the tests below
        using var bench = Bench(rule);
        foreach (var message in Messages(bench, rule))
        {
            message.ShouldBeRefused("nothing is recorded").Detail.Should().Contain("Enough would be")
                .And.Contain(rule.Statute ?? rule.Source);
            foreach (var basis in Bases)
            {
                var expected = rule.Accepts.Contains(basis)
                    || (basis == ConsentBasis.ExpressWritten && rule.Accepts.Contains(ConsentBasis.Express));
                var asked = message.With(message.Yes(basis));
                if (expected)
                    asked.ShouldPass($"{basis}");
                else
                    asked.ShouldBeRefused($"{basis}").Rule.Should().Contain(id);
                if (expected)
                    message.With(message.Yes(basis), message.No()).ShouldBeRefused("the person said no since").Code.Should()
                        .Be(ReasonCodes.GloballyOptedOut);
            }

            message.With(message.Yes(rule.Accepts[0]) with
            {
                Channel = message.Channel == DeliveryChannel.Email ? DeliveryChannel.Sms : DeliveryChannel.Email
            })
                .ShouldBeRefused("another channel was agreed to");
        }
    }

    [Theory]
    [MemberData(nameof(Of), ConsentRegime.Register)]
    public void A_register_frees_whoever_is_not_in_it_and_is_lifted_by_its_bases_only(string id)
    {
        var rule = Rule(id);
        using var bench = Bench(rule);
        foreach (var message in Messages(bench, rule))
        {
            var registers = rule.Registers.Where(r => r.Channels.Count == 0 || message.Channel.IsAmong(r.Channels)).ToList();
            if (registers.Count == 0)
            {
                message.ShouldPass("no register is about the channel");
                continue;
            }

            message.ShouldBeRefused("there is no copy").Code.Should().Be(ReasonCodes.RegisterStale);
            var kept = registers.ConvertAll(r => Kept(r, message.At - Duration.FromHours(1)));
            (message with { Registers = new(kept, []) }).ShouldPass("the number is not listed");
            (message with { Registers = new(kept, []) }).With(message.No()).ShouldBeRefused("the person refused");
            var old = registers.ConvertAll(r => Kept(r, message.At - Duration.FromDays(400)));
            if (registers.TrueForAll(r => r.MaximumAge is not null))
                (message with { Registers = new(old, []) }).ShouldBeRefused("the copy is too old").Code.Should()
                    .Be(ReasonCodes.RegisterStale);
            foreach (var register in registers)
                Lifts(message
                    with
                {
                    Registers =
                    new(kept, [new(message.Key, register.Name, SuppressionKind.DoNotCall, message.At - Duration.FromDays(10))])
                },
                    register);
        }
    }

    private static void Lifts(LawBench.Message listed, RuleRegister register)
    {
        listed.ShouldBeRefused("the number is listed").Code.Should().Be(ReasonCodes.Suppressed);
        foreach (var basis in Bases)
        {
            var lifted = register.LiftedBy.Contains(basis) || (basis == ConsentBasis.ExpressWritten
                && register.LiftedBy.Contains(ConsentBasis.Express));
            if (lifted)
                listed.With(listed.Yes(basis)).ShouldPass($"{basis} lifts it");
            else
                listed.With(listed.Yes(basis)).ShouldBeRefused($"{basis} does not lift it");
        }

        if (register.ConsentAfterEntry)
            listed.With(listed.Yes(ConsentBasis.Express, Duration.FromDays(11))).ShouldBeRefused("the entry is later");
    }

    [Theory]
    [MemberData(nameof(Of), ConsentRegime.Prohibited)]
    public void What_is_prohibited_is_refused_to_the_strongest_consent(string id)
    {
        var rule = Rule(id);
        using var bench = Bench(rule);
        foreach (var message in Messages(bench, rule))
        {
            var refusal = message.With(message.Yes(ConsentBasis.ExpressWritten)).ShouldBeRefused();
            refusal.Code.Should().Be(ReasonCodes.Prohibited);
            refusal.Detail.Should().Contain("Nothing would be enough");
        }
    }

    public static TheoryData<string> Free =>
        [.. Pack.Where(r => r.Regime is ConsentRegime.None or ConsentRegime.OptOut or ConsentRegime.Revocation
        or ConsentRegime.Registration && r.ExemptionOf is null).Select(r => r.Id)];

    /// <summary>
    /// None, opt-out, revocation and registration: nothing is asked of the person, and a no is honoured; a later yes takes it back.
    /// </summary>
    [Theory]
    [MemberData(nameof(Free))]
    public void Where_nothing_is_asked_a_refusal_still_counts(string id)
    {
        var rule = Rule(id);
        using var bench = Bench(rule);
        foreach (var message in Messages(bench, rule))
        {
            message.ShouldPass("nothing is asked");
            message.With(message.No()).ShouldBeRefused("the person refused").Code.Should().Be(ReasonCodes.GloballyOptedOut);
            message.With(message.No(), message.Yes(ConsentBasis.Express, Duration.FromMinutes(1))).ShouldPass("the person agreed again");
        }
    }

    public static TheoryData<string> Registrations => [.. Pack.Where(r => r.AsksRegistration).Select(r => r.Id)];

    /// <summary>The sender's answer is a note: missing until they say that it is done.</summary>
    [Theory]
    [MemberData(nameof(Registrations))]
    public void A_registration_is_noted_until_the_sender_says_that_it_is_done(string id)
    {
        var rule = Rule(id);
        using var open = Bench(rule);
        using var done = Bench(rule, o => o.Registrations.Add(id));
        foreach (var message in Messages(open, rule))
            message.Notes().Should().ContainSingle(n => n.Code == ReasonCodes.SenderRegistration && n.Rule.EndsWith(id))
                .Which.Detail.Should().Contain(rule.Statute);
        foreach (var message in Messages(done, rule))
            message.Notes().Should().NotContain(n => n.Code == ReasonCodes.SenderRegistration);
    }

    public static TheoryData<string> Exemptions => [.. Pack.Where(r => r.ExemptionOf is not null).Select(r => r.Id)];

    [Theory]
    [MemberData(nameof(Exemptions))]
    public void An_exemption_counts_only_where_the_application_chose_it(string id)
    {
        var (rule, relaxed) = (Rule(id), Rule(Rule(id).ExemptionOf!));
        var basis = rule.Accepts.Count > 0 ? rule.Accepts[0] : ConsentBasis.SoftOptIn;
        using var unchosen = new LawBench([relaxed, rule], o => o.Sectors.UnionWith(rule.Sectors));
        using var chosen = new LawBench([relaxed, rule], o =>
        {
            o.Exemptions.Add(id);
            o.Sectors.UnionWith(rule.Sectors);
        });
        foreach (var channel in Channels(rule))
        {
            var message = Messages(unchosen, rule).First(m => m.Channel == channel);
            // The soft opt-in of charities is recorded as any other one, which the rule accepts already.
            if (id != "GB-22-CHARITY")
                message.With(message.Yes(basis)).ShouldBeRefused("nobody chose it");
            var allowed = message with { Bench = chosen };
            allowed.With(message.Yes(basis)).ShouldPass("it was chosen");
            if (rule.Regime == ConsentRegime.SoftOptIn)
                allowed.With(message.Yes(ConsentBasis.ImpliedInquiry)).ShouldBeRefused("it adds a soft opt-in and nothing else");
            if (rule is { Recipient: ContactKind.Consumer } && relaxed.Recipient is null)
                (allowed with { Kind = ContactKind.Unknown }).With(message.Yes(basis))
                    .ShouldBeRefused("who may be a business is not exempt");
        }
    }

    [Fact]
    public void An_exemption_that_is_not_retroactive_counts_for_what_was_collected_since()
    {
        var (rule, relaxed) = (Rule("GB-22-CHARITY"), Rule("GB-22") with { Accepts = [ConsentBasis.Express] });
        using var bench = new LawBench([relaxed, rule], o => (o.Exemptions.Add(rule.Id), o.Sectors.Add("charities")).ToString());
        var mail = Messages(bench, rule).First();
        mail.With(mail.Yes(ConsentBasis.SoftOptIn)).ShouldPass();
        mail.With(mail.Yes(ConsentBasis.SoftOptIn, mail.At - Instant.FromUtc(2026, 1, 1, 0, 0)))
            .ShouldBeRefused("it was collected before the law");
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void A_rule_is_about_its_recipients_its_voices_and_its_dates_only(string id)
    {
        var rule = Rule(id);
        if (rule.Regime is not (ConsentRegime.OptIn or ConsentRegime.Prohibited) || rule.KeptBy is not null)
            return; // others refuse nothing by themselves
        using var bench = Bench(rule);
        foreach (var message in Messages(bench, rule))
        {
            (message with { Kind = ContactKind.Unknown }).ShouldBeRefused("unknown is both");
            if (rule.Recipient is { } kind)
                (message with { Kind = kind == ContactKind.Consumer ? ContactKind.Business : ContactKind.Consumer })
                    .ShouldPass("it is about others");
            if (message.Channel == DeliveryChannel.Voice && rule.Automation != Automation.Any)
                (message with { Live = !message.Live }).ShouldPass("it is about the other voice");
            if (rule.EffectiveFrom is { } from)
                (message with { At = from.AtMidnight().InUtc().ToInstant() - Duration.FromDays(1) }).ShouldPass("it is not in force yet");
            if (rule.EffectiveTo is { } to)
                (message with { At = to.AtMidnight().InUtc().ToInstant() + Duration.FromDays(2) })
                    .ShouldPass("it is not in force any more");
            if (rule.Jurisdiction != "*")
                (message with { Country = "AQ", Region = null }).ShouldPass("it is the law of another place");
        }
    }

    public static TheoryData<string> Lapsing => [.. Pack.Where(r => r.Lapses.Count > 0).Select(r => r.Id)];

    [Theory]
    [MemberData(nameof(Lapsing))]
    public void A_basis_ends_when_the_rule_says(string id)
    {
        var rule = Rule(id);
        using var bench = Bench(rule);
        foreach (var plain in Messages(bench, rule))
        {
            foreach (var lapse in rule.Lapses)
            {
                // Registers are lifted by it, opt-ins are satisfied by it.
                var message = rule.Regime != ConsentRegime.Register ? plain
                    : plain with
                    {
                        Registers = new([.. rule.Registers.Select(r => Kept(r, plain.At))],
                        [new(plain.Key, rule.Registers[0].Name, SuppressionKind.DoNotCall, plain.At)])
                    };
                var end = message.At.InUtc().LocalDateTime.Minus(lapse.Lasts).InUtc().ToInstant();
                message.With(message.Yes(lapse.Basis) with { OccurredAt = end + Duration.FromDays(2) }).ShouldPass($"{lapse.Basis} lasts");
                message.With(message.Yes(lapse.Basis) with { OccurredAt = end - Duration.FromDays(2) })
                    .ShouldBeRefused($"{lapse.Basis} has ended");
                if (lapse.UnlessStated)
                    message.With(message.Yes(lapse.Basis) with
                    {
                        OccurredAt = end - Duration.FromDays(2),
                        ExpiresAt = message.At + Duration.FromDays(9)
                    })
                        .ShouldPass("its words say a longer time");
            }
        }
    }

    public static TheoryData<string> AskingForWords => [.. Pack.Where(r => r.AsksDisclosure.Count > 0).Select(r => r.Id)];

    [Theory]
    [MemberData(nameof(AskingForWords))]
    public void A_consent_without_its_words_counts_only_where_no_rule_asks_for_them(string id)
    {
        var rule = Rule(id);
        using var bench = Bench(rule);
        foreach (var plain in Messages(bench, rule).Where(m => LawWords.Names(rule.AsksDisclosure, m.Attempt().Topic)))
        {
            var message = rule.Regime == ConsentRegime.OptIn ? plain
                : plain with
                {
                    Registers = new([.. rule.Registers.Select(r => Kept(r, plain.At))],
                    [.. rule.Registers.Where(r => r.Channels.Count == 0 || plain.Channel.IsAmong(r.Channels))
                    .Select(r => new SuppressionEntry(plain.Key, r.Name, SuppressionKind.DoNotCall, plain.At))])
                };
            message.With(message.Yes(ConsentBasis.ExpressWritten)).ShouldPass("its words were kept");
            message.With(message.Yes(ConsentBasis.ExpressWritten, words: false)).ShouldBeRefused("nobody knows what was shown");
        }
    }

    [Fact]
    public void What_no_other_rule_asks_words_for_counts_without()
    {
        foreach (var rule in Pack.Where(r => r is { Regime: ConsentRegime.OptIn, KeptBy: null } && r.AsksDisclosure.Count == 0
            && r.Accepts.Contains(ConsentBasis.Express)))
        {
            using var bench = Bench(rule);
            foreach (var message in Messages(bench, rule))
                message.With(message.Yes(ConsentBasis.Express, words: false)).ShouldPass(rule.Id);
        }
    }

    /// <summary>
    /// The separate consent of Korea to messages at night is kept by the rule of its hours, which hold a message until the morning.
    /// </summary>
    [Fact]
    public void A_consent_to_the_night_is_asked_for_at_night_only()
    {
        var rule = Rule("KR-50-3");
        using var bench = Bench(rule);
        LegalPack.BuiltIn.Rules.Should().Contain(r => r.Id == rule.KeptBy && r.LiftedBy == ConsentLift.Night);
        foreach (var day in Messages(bench, rule))
        {
            var night = day with { At = Instant.FromUtc(2026, 11, 26, 13, 0) }; // 22:00 in Seoul
            day.ShouldPass("by day it asks for nothing");
            night.With(night.Yes(ConsentBasis.Express)).Window().Reason!.Rule.Should().Contain("KR-NIGHT");
            night.With(night.Yes(ConsentBasis.ImpliedPurchase) with { NightConsent = true }).Window().Reason!.Rule.Should()
                .Contain("KR-NIGHT", "who never asked for messages did not ask for them at night");
            var verdict = night.With(night.Yes(ConsentBasis.Express) with { NightConsent = true }).Window();
            (verdict.Reason?.Code == ReasonCodes.WindowLifted || verdict.Reason?.Rule.Contains("KR-NIGHT") == false).Should().BeTrue();
        }
    }

    [Fact]
    public void What_no_record_can_show_is_refused_and_said()
    {
        foreach (var rule in Pack.Where(r => r is { Regime: ConsentRegime.OptIn } && r.CannotShow.Count > 0))
        {
            using var bench = Bench(rule);
            foreach (var message in Messages(bench, rule))
                message.ShouldBeRefused(rule.Id).Detail.Should().Contain("no record can show").And.Contain(rule.CannotShow[0]);
        }
    }

    [Fact]
    public void Similar_goods_are_the_brand_and_the_topic_that_were_disclosed()
    {
        foreach (var rule in Pack.Where(r => r.Regime == ConsentRegime.OptIn
            && (r.SimilarGoods || r.Accepts.Contains(ConsentBasis.SoftOptIn))))
        {
            using var bench = Bench(rule);
            var basis = rule.Accepts.Contains(ConsentBasis.SoftOptIn) ? ConsentBasis.SoftOptIn : ConsentBasis.ImpliedPurchase;
            foreach (var message in Messages(bench, rule))
            {
                var yes = message.Yes(basis);
                message.With(yes).ShouldPass(rule.Id);
                message.With(yes with { Brand = "" }).ShouldBeRefused($"{rule.Id}: no brand was disclosed");
                message.With(yes with { Disclosure = null }).ShouldBeRefused($"{rule.Id}: nothing was disclosed");
                message.With(yes with { Disclosure = new() { Text = "We may write.", Topics = ["other"] } })
                    .ShouldBeRefused($"{rule.Id}: another topic was disclosed");
            }
        }
    }

    private static ConsentRule Rule(string id) => Pack.Single(r => r.Id == id);

    private static LawBench Bench(ConsentRule rule, Action<ConsentOptions>? configure = null) => new([rule], o =>
    {
        o.Sectors.UnionWith(rule.Sectors);
        configure?.Invoke(o);
    });

    private static SuppressionRegister Kept(RuleRegister register, Instant obtained) => new()
    {
        Name = register.Name,
        ObtainedAt = obtained,
        MaximumAge = register.MaximumAge?.ToDuration(),
        Channels = DeliveryChannel.WellKnown,
        Classes = [MessageClass.Marketing, MessageClass.Transactional],
    };

    private static IEnumerable<DeliveryChannel> Channels(ConsentRule rule) =>
        DeliveryChannel.WellKnown.Where(c => c.IsAmong(rule.Channels));

    /// <summary>A message of every class and channel that the rule is about, where and when it holds.</summary>
    private static IEnumerable<LawBench.Message> Messages(LawBench bench, ConsentRule rule)
    {
        var today = new LocalDate(2026, 11, 26);
        var day = rule.EffectiveTo is { } to && to < today
            ? to.PlusDays(-1) : LocalDate.Max(today, rule.EffectiveFrom?.PlusDays(2) ?? today);
        return from channel in Channels(rule)
               from word in rule.Classes
               select bench.About(word == "marketing" ? MessageClass.Marketing : MessageClass.Transactional, channel) with
               {
                   Purpose = word switch
                   {
                       "research" => TopicPurpose.Research,
                       "debt-collection" => TopicPurpose.DebtCollection,
                       _ =>
                       TopicPurpose.General
                   },
                   Live = rule.Automation == Automation.Live,
                   Landline = rule.Line == LineKind.Landline,
                   Kind = rule.Recipient ?? ContactKind.Consumer,
                   Country = rule.Jurisdiction switch { "*" => "AQ", "EU" => "CZ", var place => place[..2] },
                   Region = rule.Jurisdiction.Length > 2 ? rule.Jurisdiction : null,
                   At = day.At(new LocalTime(9, 0)).InUtc().ToInstant(),
               };
    }
}

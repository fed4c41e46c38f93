using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Notify.Sdk.Audience;
using Notify.Sdk.Conformance;
using Notify.Sdk.Stores;

namespace Notify.Sdk.Tests.Sending;

public sealed class OutboxRowsTests
{
    private static readonly Gen<string> Text = Gen.Elements(
        "", "ana", "Zoë Öztürk", "a\"b\\c", "line\nbreak\u2028", "日本語", "\u0000\u0001", "😀", new string('x', 2000));

    private static readonly Gen<Instant> Moment = Gen.OneOf(
        Gen.Elements(Instant.MinValue, Instant.MaxValue, default, Samples.Now),
        ArbMap.Default.GeneratorFor<long>().Select(n => NodaConstants.UnixEpoch.PlusNanoseconds(n)));

    private static readonly Gen<StoredDelivery> Delivery =
        from texts in Text.ArrayOf(8)
        from instants in Moment.ArrayOf(8)
        from state in Gen.Elements(Enum.GetValues<DeliveryState>())
        from number in Gen.Choose(0, int.MaxValue)
        from flag in Gen.Elements(true, false)
        select Stored(Rich(texts, instants, state, number, flag), instants[7], flag);

    private readonly NamesInMemory _names = new();

    [Fact]
    public void Every_delivery_comes_back_as_it_was_written() => Check(
        Delivery,
        stored => ReadBack(stored).Should().BeEquivalentTo(
            stored, o => o.ComparingRecordsByMembers().Excluding(s => s.Marks).Excluding(s => s.Standing)));

    [Fact]
    public void A_plain_delivery_takes_some_two_hundred_octets()
    {
        var stored = Stored(Samples.Planned("d1", Samples.Slot("acc-d1", 1)));
        OutboxRows rows = new(_names);
        (rows.Write(stored.Delivery.Plan).Count + rows.Write(stored).Count).Should().BeLessThan(200);
    }

    [Theory]
    [InlineData("d1", 3)]
    [InlineData("abcdefghijklmnopqrstuvwxy2", 19)]
    public void An_id_of_this_library_is_short_where_another_delivery_or_a_decision_names_it(string id, int octets)
    {
        var stored = Stored(Samples.Planned("d1"));
        var waits = stored with { Delivery = stored.Delivery with { WaitsFor = new(id) } };
        OutboxRows rows = new(_names);
        var without = rows.Write(stored).Count;
        (rows.Write(waits).Count - without).Should().Be(octets - 1);
        rows.ReadState(rows.Write(waits), stored.Delivery.Plan).Delivery.WaitsFor.Should().Be(new DeliveryId(id));
        var damaged = rows.Write(waits).ToArray()[..^8];
        FluentActions.Invoking(() => rows.ReadState(damaged, stored.Delivery.Plan)).Should().Throw<InvalidDataException>();
    }

    [Theory]
    [InlineData("d1", 1)]
    [InlineData("d1.2", 3)]
    [InlineData("d2", 3)]
    [InlineData("D1", 3)]
    [InlineData("d", 2)]
    public void An_id_of_a_provider_that_begins_with_the_deliverys_own_takes_what_is_behind_it(string providerId, int octets)
    {
        var stored = Stored(Samples.Planned("d1"));
        var accepted = stored with { Delivery = stored.Delivery with { ProviderId = providerId } };
        OutboxRows rows = new(_names);
        var without = rows.Write(stored).Count;
        (rows.Write(accepted).Count - without).Should().Be(octets);
        rows.ReadState(rows.Write(accepted), stored.Delivery.Plan).Delivery.ProviderId.Should().Be(providerId);
    }

    [Fact]
    public void A_damaged_row_is_refused_without_what_it_holds() => Check(
        from stored in Delivery
        from at in Gen.Choose(0, 10_000)
        from octet in Gen.Choose(0, 255)
        from cut in Gen.Elements(true, false)
        select (stored, at, octet, cut),
        damage =>
        {
            OutboxRows rows = new(_names);
            var plan = Damaged(rows.Write(damage.stored.Delivery.Plan), damage.at, (byte)damage.octet, damage.cut);
            var state = Damaged(rows.Write(damage.stored), damage.at, (byte)damage.octet, damage.cut);
            Try(() => rows.ReadPlan(plan, damage.stored.Delivery.Id, damage.stored.Delivery.NotificationKey));
            Try(() => rows.ReadState(state, damage.stored.Delivery.Plan));
        });

    [Fact]
    public void A_row_that_ends_early_or_is_of_another_format_is_refused()
    {
        OutboxRows rows = new(_names);
        var plan = rows.Write(Samples.Delivery("d1").Plan).ToArray();
        for (var length = 0; length < plan.Length; length++)
        {
            var read = () => rows.ReadPlan(plan.AsSpan(0, length), new("d1"), Samples.Key);
            read.Should().Throw<InvalidDataException>();
        }

        plan[0] = 2;
        var newer = () => rows.ReadPlan(plan, new("d1"), Samples.Key);
        newer.Should().Throw<InvalidDataException>().WithMessage("*format 2*reads 1*");
    }

    [Fact]
    public void Every_outcome_comes_back_as_it_was_written() => Check(
        from texts in Text.ArrayOf(4)
        from kind in Gen.Elements(Enum.GetValues<OutcomeKind>())
        from due in Moment
        from full in Gen.Elements(true, false)
        select new AccountOutcome
        {
            Account = new(texts[0], texts[1]),
            Kind = kind,
            Reasons = full ? [new(texts[2], texts[3], texts[0]), new("a", "b", texts[0]) { Channel = DeliveryChannel.Sms }] : [],
            CoveredBy = full ? new(texts[1]) : null,
            Channel = full ? DeliveryChannel.Voice : null,
            Due = full ? due : null,
            IsForecast = full,
            Zone = full ? "Europe/Berlin" : null,
            ZoneSource = full ? texts[2] : null,
            ZoneConfidence = full ? "stated" : null,
            Place = full ? texts[3] : null,
            Rules = full ? ["US-RI", texts[1]] : [],
            LawPack = full ? "2026.11" : null,
            TimeZones = full ? "2026e" : null,
            Delivery = full ? new("d1") : null,
        },
        outcome => ReadBack(outcome).Should().BeEquivalentTo(outcome));

    [Fact]
    public void Traces_come_back_as_they_were_written() => Check(
        from codes in ArbMap.Default.GeneratorFor<ulong>().ArrayOf(6)
        from kind in Gen.Elements(Enum.GetValues<TraceKind>())
        from form in Gen.Elements(Enum.GetValues<TracedName>())
        from verified in Gen.Elements(true, false)
        select new PersonTraces("k#0", codes[0], [new(kind, codes[1], codes[2], form, verified), new(kind, codes[3], 0, form, !verified)])
        {
            PersonId = codes[4],
            BirthDate = codes[5],
        },
        traces => new OutboxRows(_names).ReadTraces(new OutboxRows(_names).Write([traces])).Should().BeEquivalentTo([traces]));

    [Fact]
    public void What_is_said_again_and_again_takes_a_number()
    {
        OutboxRows rows = new(_names);
        var outcome = Samples.Outcome(new("a"), OutcomeKind.Suppressed) with { Reasons = [new("a.b", "r", new string('x', 500))] };
        var once = rows.Write(outcome).Count;
        rows.Write(outcome);
        rows.Write(outcome).Count.Should().BeLessThan(once - 400);
    }

    [Theory]
    [InlineData("sending.deferred", "sending/outcome")]
    [InlineData(ReasonCodes.CoveredByPerson, "audience/person")]
    [InlineData(ReasonCodes.CoveredByAddress, "sending/address")]
    [InlineData(ReasonCodes.Settled, "sending/settled")]
    public void What_speaks_of_one_person_goes_with_their_row(string code, string rule)
    {
        OutboxRows rows = new(_names);
        var outcome = Samples.Outcome(new("a"), OutcomeKind.Suppressed) with { Reasons = [new(code, rule, "450 Ana is busy")] };
        for (var i = 0; i < 3; i++)
            rows.Write(outcome);
        ReadBack(outcome).Should().BeEquivalentTo(outcome);
        _names.All.Should().NotContain(name => name.Contains("Ana"), "texts that rows share outlive an erasure");
    }

    private StoredDelivery ReadBack(StoredDelivery stored)
    {
        OutboxRows rows = new(_names);
        var plan = rows.Write(stored.Delivery.Plan).ToArray();
        var state = rows.Write(stored).ToArray();
        OutboxRows other = new(_names);
        return other.ReadState(state, other.ReadPlan(plan, stored.Delivery.Id, stored.Delivery.NotificationKey));
    }

    private AccountOutcome ReadBack(AccountOutcome outcome) =>
        new OutboxRows(_names).ReadOutcome(new OutboxRows(_names).Write(outcome), outcome.Account);

    private static byte[] Damaged(ArraySegment<byte> written, int at, byte octet, bool cut)
    {
        var octets = written.ToArray();
        if (cut)
            return octets[..(at % octets.Length)];
        octets[at % octets.Length] ^= octet;
        return octets;
    }

    /// <summary>Octets that were changed may say something else; they are never read with another exception.</summary>
    private static void Try(Action read)
    {
        try
        {
            read();
        }
        catch (InvalidDataException damaged)
        {
            damaged.ToString().Should().NotContain("example.com");
        }
    }

    private static StoredDelivery Stored(PlannedDelivery planned) =>
        new(planned.Delivery, [.. planned.Marks.Where(m => m.Subject.Account is not null)], planned.Slots)
        {
            Taken = [.. planned.Slots.Select(p => new TakenSlot(p.Bucket, planned.Delivery.Due))],
        };

    private static StoredDelivery Stored(Delivery delivery, Instant taken, bool flag)
    {
        var slots = new[]
        {
            Samples.Slot("acc-1", 1),
            new CapSlot(new("c", OnceSubject.Of(delivery.Person.Accounts[0].Ref), "s"), Samples.Cap(2) with
            {
                Per = CapScope.Topic | CapScope.Sender,
                Classes = [MessageClass.Transactional],
                Channels = [DeliveryChannel.Sms],
                Topics = ["t"],
                Countries = ["US"],
                Window = Duration.FromHours(flag ? 25 : 1),
                Reserved = 1,
                AutomatedVoiceOnly = flag,
                Source = "s",
            }) { Route = flag ? 1 : null },
            new CapSlot(new("d", OnceSubject.Of(Samples.Phone(1).Key), ""), FrequencyCap.MarketingPerDay),
            new CapSlot(new("e", OnceSubject.Of(new AddressKey(AddressKind.Phone, "+881")), ""), FrequencyCap.ExpensiveNumbers),
        };
        var content = ContentKeys.ForAccounts(new("", delivery.NotificationKey) { Revision = delivery.Revision });
        var accounts = delivery.Person.Accounts.Select(a => new OnceKey(content, OnceSubject.Of(a.Ref)));
        return new(delivery, [.. flag ? accounts : accounts.Append(new(content, OnceSubject.Of(new AccountRef("other"))))], slots)
        {
            Sent = flag,
            Taken = flag ? [new(slots[1].Bucket, taken)] : [],
        };
    }

    private static void Check<T>(Gen<T> gen, Action<T> holds) =>
        Prop.ForAll(gen.ToArbitrary(), holds).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    private static Delivery Rich(string[] texts, Instant[] instants, DeliveryState state, int number, bool flag)
    {
        var email = Samples.Email("ana") with { Deliverable = texts[0], VerifiedAt = flag ? instants[0] : null, Links = flag };
        var handle = new Address { Key = new(AddressKind.Telegram, texts[1]), Deliverable = texts[1] };
        Account account = new()
        {
            Ref = new(texts[2], texts[3]),
            PersonId = flag ? texts[4] : null,
            Name = texts[5],
            Addresses = [email, Samples.Phone(1), handle],
            Country = flag ? "US" : null,
            Region = "TX",
            PostalCode = texts[6],
            TimeZone = "America/Chicago",
            QuietHours = flag ? new(new LocalTime(21, 30, 0).PlusNanoseconds(1), new LocalTime(8, 0)) : null,
            ChannelOrder = new Dictionary<string, IReadOnlyList<DeliveryChannel>>
            {
                ["*"] = [DeliveryChannel.Sms, DeliveryChannel.Email],
                [texts[0]] = []
            },
            Attributes = new Dictionary<string, ContactAttribute> { [texts[7]] = new(texts[1], flag ? instants[1] : null) },
            LastConfirmed = instants[2],
            BirthDate = flag ? new LocalDate(1980, 2, 29) : null,
            Notes = [new(ReasonCodes.InvalidPhone, texts[2], texts[3])],
        };
        return Samples.Delivery("d1", "acc-1", email, Samples.Phone(1), handle).WithPlan(p => p with
        {
            Person = new()
            {
                Accounts = [account, account with { Ref = new("b") }],
                Links = [new(new("b"), account.Ref, LinkLevel.EmailAndName, email.Key),
                    new(new("b"), account.Ref, LinkLevel.SameAccount, null)],
                SharedAddresses = [email.Key],
            },
            NotificationKey = texts[4],
            Revision = number,
            AddressContent = flag ? texts[5] : $"{texts[4]}#{number}/{account.Ref}",
            FirstDue = instants[0],
            Priority = flag ? TopicPriority.Urgent : TopicPriority.Low,
            ExpiresAt = instants[4],
        }) with
        {
            RouteIndex = flag ? 2 : 0,
            State = state,
            Due = instants[3],
            Attempts = number,
            Epoch = (long)number * number,
            LeaseUntil = instants[5],
            WaitsFor = flag ? new("d0") : null,
            Provider = flag ? texts[6] : null,
            ProviderId = flag ? texts[7] : null,
            Asked = flag ? [new(2, texts[6]) { Deferrals = number, NotBefore = instants[3] }, new(-1, null) { Unknowns = 1 }] : [],
            ChangedAt = instants[6],
            Reasons = [new(texts[0], texts[1], texts[2])],
        };
    }
}

/// <summary>The numbers of texts in memory.</summary>
internal sealed class NamesInMemory : INameTable
{
    private readonly List<string> _names = [];

    public IReadOnlyList<string> All => _names;

    public int NumberOf(string name)
    {
        if (_names.IndexOf(name) is >= 0 and var known)
            return known + 1;
        _names.Add(name);
        return _names.Count;
    }

    public string NameOf(int number) =>
        number > 0 && number <= _names.Count ? _names[number - 1] : throw new InvalidDataException("No text has the number.");
}

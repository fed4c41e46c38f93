using System.Text;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Notify.Sdk.Audience;
using Notify.Sdk.Permission;
using Notify.Sdk.Sending;
using Notify.Sdk.StoreContracts;
using Notify.Sdk.Tracking;

namespace Notify.Sdk.Tests.Sending;

public sealed class OutboxJsonTests
{
    private static readonly Gen<string> Text = Gen.Elements(
        "", "ana", "Zoë Öztürk", "a\"b\\c", "line\nbreak\u2028", "日本語", "\u0000\u0001", "😀", "{{name}}", "<b>");

    private static readonly Gen<Instant> Moment = Gen.OneOf(
        Gen.Elements(Instant.MinValue, Instant.MaxValue, default, Samples.Now),
        ArbMap.Default.GeneratorFor<long>().Select(n => NodaConstants.UnixEpoch.PlusNanoseconds(n)));

    [Fact]
    public void Every_delivery_comes_back_as_it_was_written() => Check(
        from texts in Text.ArrayOf(8)
        from instants in Moment.ArrayOf(8)
        from state in Gen.Elements(Enum.GetValues<DeliveryState>())
        from number in Gen.Choose(0, int.MaxValue)
        from flag in Gen.Elements(true, false)
        select Rich(texts, instants, state, number, flag),
        delivery =>
            OutboxJson.ReadDelivery(OutboxJson.Write(delivery)).Should().BeEquivalentTo(delivery, o => o.ComparingRecordsByMembers()));

    [Fact]
    public void Every_value_of_a_notification_comes_back_as_a_template_can_use_it() => Check(
        from entries in Gen.Zip(Text, Value(3)).ListOf()
        select entries.GroupBy(e => e.Item1).ToDictionary(g => g.Key, g => g.First().Item2),
        data =>
        {
            var notification = new Notification("outage", "k") { Data = data };
            var back = OutboxJson.ReadNotification(OutboxJson.Write(notification)).Data;
            Show(back).Should().Be(Show(data));
            OnlyKnownTypes(back);
        });

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
            Reasons = full ? [new(texts[2], texts[3], texts[0])] : [],
            CoveredBy = full ? new(texts[1]) : null,
            Channel = full ? Channel.Voice : null,
            Due = full ? due : null,
            Zone = full ? "Europe/Berlin" : null,
            ZoneSource = full ? texts[2] : null,
            Delivery = full ? new("d1") : null,
        },
        outcome => OutboxJson.ReadOutcome(OutboxJson.Write(outcome)).Should().BeEquivalentTo(outcome));

    [Fact]
    public void Marks_and_places_come_back_as_they_were_written()
    {
        OnceKey[] marks = [new("k#0", OnceSubject.Of(new AccountRef("a", "crm"))), new("k#0", OnceSubject.Of(Samples.Phone(1).Key))];
        CapPlace[] places =
            [new(Samples.Bucket("a"), Samples.Cap(2) with {
            Per = CapScope.Topic | CapScope.Sender, Classes = [MessageClass.Transactional] })];
        OutboxJson.ReadMarks(OutboxJson.Write(marks)).Should().Equal(marks);
        OutboxJson.ReadPlaces(OutboxJson.Write(places)).Should().BeEquivalentTo(places);
    }

    [Fact]
    public void The_format_is_pinned()
    {
        // Files in the field hold this text: change it only together with the version, and keep reading the old one.
        var delivery = Samples.Delivery("d1", "acc-1", Samples.Email("ana"))
            with
        { WaitsFor = new("d0"), Reasons = [new("a.b", "r", "Why.")] };
        Encoding.UTF8.GetString(OutboxJson.Write(delivery)).Should().Be(
            """
            {"version":1,"value":{"id":"d1","notificationKey":"outage/north","revision":0,
            "person":{"accounts":[{"ref":{"id":"acc-1","source":""},"name":"Ana Example",
            "addresses":[{"key":{"family":"email","value":"ana@example.com"},"deliverable":"ana@example.com","links":true,"smsCapable":false,"voiceCapable":false,"phoneTimeZones":[]}],
            "language":"en","channelOrder":{},"attributes":{},"notes":[]}],"links":[],"sharedAddresses":[],"crowdedAddresses":[]},
            "addressContent":"outage/north#0",
            "routes":[{"channel":"email","address":{"key":{"family":"email","value":"ana@example.com"},"deliverable":"ana@example.com","links":true,"smsCapable":false,"voiceCapable":false,"phoneTimeZones":[]},"account":{"id":"acc-1","source":""}}],
            "routeIndex":0,"state":"planned","due":"2026-03-02T15:00:00Z","firstDue":"2026-03-02T15:00:00Z","priority":"normal","expiresAt":"2026-03-04T15:00:00Z","attempts":0,"epoch":0,"leaseUntil":"1970-01-01T00:00:00Z","waitsFor":"d0","mayHaveArrived":false,"changedAt":"2026-03-02T15:00:00Z",
            "reasons":[{"code":"a.b","rule":"r","detail":"Why."}]}}
            """.ReplaceLineEndings(""));
    }

    [Fact]
    public void A_newer_format_is_refused()
    {
        var newer = Encoding.UTF8.GetString(OutboxJson.Write(Samples.Delivery("d1")))
            .Replace("\"version\":1", "\"version\":2", StringComparison.Ordinal);
        var read = () => OutboxJson.ReadDelivery(Encoding.UTF8.GetBytes(newer));
        read.Should().Throw<InvalidDataException>().WithMessage("*format 2*reads 1 to 1*");
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("""{"version":1}""")]
    [InlineData("""{"version":1,"value":{"id":"ana@example.com"}}""")]
    [InlineData("""{"version":1,"value":{"account":{"id":"ana@example.com"},"kind":"ana@example.com"}}""")]
    [InlineData("""{"version":1,"value":{"account":"ana@example.com"}}""")]
    public void Damaged_bytes_are_refused_without_what_they_hold(string json)
    {
        var read = () => OutboxJson.ReadOutcome(Encoding.UTF8.GetBytes(json));
        read.Should().Throw<InvalidDataException>().Which.ToString().Should().NotContain("example.com");
    }

    [Fact]
    public void Data_that_no_template_can_use_are_refused_with_a_remedy()
    {
        object[] unusable = [double.NaN, float.PositiveInfinity, Samples.Now, new Dictionary<int, string> { [1] = "a" },
            Samples.Key.GetType()];
        foreach (var value in unusable)
        {
            var write = () =>
                OutboxJson.Write(new Notification("outage", "k") { Data = new Dictionary<string, object?> { ["x"] = value } });
            write.Should().Throw<ArgumentException>(value.GetType().Name).WithMessage("*Use strings*");
        }
    }

    [Fact]
    public void A_list_that_holds_itself_is_refused()
    {
        List<object?> list = [];
        list.Add(list);
        var write = () => OutboxJson.Write(new Notification("outage", "k") { Data = new Dictionary<string, object?> { ["x"] = list } });
        write.Should().Throw<ArgumentException>().WithMessage("*levels*");
    }

    [Fact]
    public void Data_parsed_from_JSON_are_understood()
    {
        using var parsed = System.Text.Json.JsonDocument.Parse("""{"a":[1,2.50,"x",{"b":null}]}""");
        var back =
            OutboxJson.ReadNotification(
            OutboxJson.Write(new Notification("outage", "k") { Data = new Dictionary<string, object?> { ["x"] = parsed.RootElement } }))
            .Data;
        Show(back).Should().Be("{x={a=[1|2.50|x|{b=null}]}}");
    }

    [Fact]
    public void Receipts_and_registers_come_back_as_they_were_written()
    {
        Receipt receipt = new("pickup", "e-1", "p-1", ReceiptKind.Complained, Samples.Now, "fbl");
        SuppressionRegister register = new() { Name = "own", ObtainedAt = Samples.Now, MaximumAge = Duration.FromDays(28) };
        ReceiptJson.Read(ReceiptJson.Write(receipt)).Should().Be(receipt);
        ReceiptJson.Read(ReceiptJson.Write(receipt with { IdempotencyKey = "d1.1" })).Should().Be(receipt with { IdempotencyKey = "d1.1" });
        OutboxJson.ReadRegister(OutboxJson.Write(register)).Should().BeEquivalentTo(register);
    }

    [Fact]
    public void A_receipt_of_an_older_version_has_no_idempotency_key()
    {
        var stored = """{"version":1,"value":{"provider":"smtp","eventId":"e","providerId":"p","kind":"bounced","at":"2026-03-02T15:00:00Z","detail":""}}"""u8;
        ReceiptJson.Read(stored).Should().Be(new Receipt("smtp", "e", "p", ReceiptKind.Bounced, Samples.Now));
    }

    private static Gen<object?> Value(int depth)
    {
        Gen<object?>[] simple =
        [
            Gen.Constant((object?)null),
            Text.Select(t => (object?)t),
            Gen.Elements<object?>(true, false),
            ArbMap.Default.GeneratorFor<long>().Select(n => (object?)n),
            ArbMap.Default.GeneratorFor<int>().Select(n => (object?)n),
            ArbMap.Default.GeneratorFor<decimal>().Select(n => (object?)n),
            ArbMap.Default.GeneratorFor<double>().Where(double.IsFinite).Select(n => (object?)n),
            Gen.Elements<object?>(1.10m, 0.1, 0.1f, 1e300, -0.0, ulong.MaxValue, decimal.MaxValue, 0.0000001m, 1e-7),
        ];
        if (depth == 0)
            return Gen.OneOf(simple);
        var inner = Value(depth - 1);
        return Gen.OneOf([
            .. simple,
            inner.ListOf().Select(l => (object?)new List<object?>(l)),
            Gen.Zip(Text, inner).ListOf().Select(l => (object?)l.GroupBy(e => e.Item1).ToDictionary(g => g.Key, g => g.First().Item2))]);
    }

    /// <summary>What a template would print, which is what must not change.</summary>
    private static string Show(object? value) => value switch
    {
        null => "null",
        string text => text,
        bool yes => yes ? "yes" : "no",
        IReadOnlyDictionary<string, object?> map =>
            "{" + string.Join('|', map.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => $"{p.Key}={Show(p.Value)}")) + "}",
        IEnumerable<object?> list => "[" + string.Join('|', list.Select(Show)) + "]",
        IFormattable number => number.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
        _ => throw new InvalidOperationException(value.GetType().Name),
    };

    private static void OnlyKnownTypes(object? value)
    {
        switch (value)
        {
            case null or string or bool or long or decimal or double: break;
            case Dictionary<string, object?> map: map.Values.ToList().ForEach(OnlyKnownTypes); break;
            case List<object?> list: list.ForEach(OnlyKnownTypes); break;
            default: value.GetType().Name.Should().Be("a known type"); break;
        }
    }

    private static void Check<T>(Gen<T> gen, Action<T> holds) =>
        Prop.ForAll(gen.ToArbitrary(), holds).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    private static Delivery Rich(string[] texts, Instant[] instants, DeliveryState state, int number, bool flag)
    {
        var email = Samples.Email("ana") with { Deliverable = texts[0], VerifiedAt = flag ? instants[0] : null, Links = flag };
        var handle = new Address { Key = new(AddressFamily.Social, texts[1]), Deliverable = texts[1], Network = SocialNetwork.Telegram };
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
            ChannelOrder = new Dictionary<string, IReadOnlyList<Channel>> { ["*"] = [Channel.Sms, Channel.Email], [texts[0]] = [] },
            Attributes = new Dictionary<string, ContactAttribute> { [texts[7]] = new(texts[1], flag ? instants[1] : null) },
            LastConfirmed = instants[2],
            BirthDate = flag ? new LocalDate(1980, 2, 29) : null,
            Notes = [new(ReasonCodes.InvalidPhone, texts[2], texts[3])],
        };
        return Samples.Delivery("d1", "acc-1", email, Samples.Phone(1), handle) with
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
            AddressContent = texts[5],
            RouteIndex = flag ? 2 : 0,
            State = state,
            Due = instants[3],
            FirstDue = instants[0],
            Priority = flag ? TopicPriority.Urgent : TopicPriority.Low,
            ExpiresAt = instants[4],
            Attempts = number,
            Epoch = (long)number * number,
            LeaseUntil = instants[5],
            WaitsFor = flag ? new("d0") : null,
            Provider = flag ? texts[6] : null,
            ProviderId = flag ? texts[7] : null,
            MayHaveArrived = flag,
            ChangedAt = instants[6],
            Reasons = [new(texts[0], texts[1], texts[2])],
        };
    }
}

using System.Text;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Notify.Sdk.Conformance;
using Notify.Sdk.Consents;
using Notify.Sdk.Stores;
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
    public void A_newer_format_is_refused()
    {
        var newer = Encoding.UTF8.GetString(OutboxJson.Write(new Notification("outage", "k")))
            .Replace("\"version\":1", "\"version\":2", StringComparison.Ordinal);
        var read = () => OutboxJson.ReadNotification(Encoding.UTF8.GetBytes(newer));
        read.Should().Throw<InvalidDataException>().WithMessage("*format 2*reads 1 to 1*");
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("""{"version":1}""")]
    [InlineData("""{"version":1,"value":{"topic":"outage","key":{"id":"ana@example.com"}}}""")]
    [InlineData("""{"version":1,"value":{"topic":"outage","key":"k","revision":"ana@example.com"}}""")]
    public void Damaged_bytes_are_refused_without_what_they_hold(string json)
    {
        var read = () => OutboxJson.ReadNotification(Encoding.UTF8.GetBytes(json));
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
}

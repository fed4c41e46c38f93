using System.Text;
using NodaTime;
using Notify.Sdk.Consents;
using Notify.Sdk.Permission;
using Notify.Sdk.Tests.TestKit;

namespace Notify.Sdk.Tests.Permission;

public sealed class RegisterImportTests : IDisposable
{
    private readonly Scenario _scenario = new(b => b
        .AddSuppressionRegister(KnownRegisters.UsDoNotCall)
        .AddSuppressionRegister(
            new()
            {
                Name = "own",
                ObtainedAt = Scenario.Monday,
                Channels = [DeliveryChannel.Email, DeliveryChannel.Sms],
                Classes = [MessageClass.Marketing, MessageClass.Transactional]
            }));

    public void Dispose() => _scenario.Dispose();

    private RegisterImport Import => _scenario.Get<RegisterImport>();

    private Instant Now => _scenario.Time.Now;

    private static MemoryStream File(string text, Encoding? encoding = null) =>
        new([.. (encoding ?? new UTF8Encoding(false)) is var e ? e.GetPreamble() : [], .. (encoding ?? new UTF8Encoding(false))
        .GetBytes(text)]);

    private async Task<ulong[]> Numbers(string register = "us-dnc") =>
        [.. (await _scenario.Suppressions.CopiesAsync()).SingleOrDefault(c => c.Register == register)?.Numbers.Numbers() ?? []];

    [Theory]
    [InlineData("212,5551234")]
    [InlineData("2125551234")]
    [InlineData("212-555-1234")]
    [InlineData("(212) 555-1234")]
    [InlineData("212.555.1234")]
    [InlineData("\"212\",\"5551234\"")]
    [InlineData("1 212 555 1234")]
    [InlineData("+12125551234")]
    [InlineData("  2125551234\t")]
    public async Task Every_spelling_of_the_registries_is_read(string line)
    {
        var report = await Import.ImportAsync("us-dnc", Now, File(line));
        (report.Numbers, report.Garbage).Should().Be((1, 0));
        (await Numbers()).Should().Equal(12125551234UL);
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public async Task Any_line_ends_header_and_empty_lines(string end)
    {
        var text = string.Join(end, "Area Code,Number", "", "212,5551234", "(212) 555-1235", "");
        var report = await Import.ImportAsync("us-dnc", Now, File(text));
        (report.Numbers, report.Garbage).Should().Be((2, 0));
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public async Task A_byte_order_mark_is_no_garbage(string encoding)
    {
        var report = await Import.ImportAsync("us-dnc", Now,
            File("2125551234\r\n2125551235\r\n", encoding == "utf-8" ? new UTF8Encoding(true) : Encoding.GetEncoding(encoding)));
        (report.Numbers, report.Garbage).Should().Be((2, 0));
    }

    [Fact]
    public async Task Garbage_is_counted_and_reported_by_line_and_the_rest_is_loaded()
    {
        var report = await Import.ImportAsync(
            "us-dnc", Now, File($"2125551234\nnonsense\n5551234\n12\n\n2125551235\n{new string('9', 5_000)}\n212555123x\nlast words"),
                new() { ListedGarbage = 4 });
        (report.Numbers, report.Garbage, report.Lines).Should().Be((2, 6, 9));
        report.GarbageLines.Should().Equal(2, 3, 4, 7);
        (await Numbers()).Should().Equal(12125551234UL, 12125551235UL);
    }

    [Fact]
    public async Task A_number_that_is_listed_twice_is_one()
    {
        (await Import.ImportAsync("us-dnc", Now, File("2125551234\n(212) 555-1234\n"))).Numbers.Should().Be(1);
    }

    [Fact]
    public async Task Whoever_stands_on_the_copy_is_not_told_and_others_are()
    {
        await _scenario.ConsentAsync(Scenario.Number("+12025550101"));
        await _scenario.ConsentAsync(Scenario.Number("+12025550102"), id: "yes-2");
        await Import.ImportAsync("us-dnc", Now, File("202,5550101\n"));
        var report = await _scenario.SendAsync("offer", People.Contact("on").Phone("+12025550101"), People.Contact("off")
            .Phone("+12025550102"));
        report.Of("on").Reasons.Should().Contain(r => r.Code == ReasonCodes.Suppressed && r.Rule == "permission/suppression/us-dnc");
        report.Of("off").Kind.Should().Be(OutcomeKind.Planned);
    }

    [Fact]
    public async Task A_register_that_was_never_imported_and_one_that_grew_old_fail_closed()
    {
        await _scenario.ConsentAsync(Scenario.Number("+12025550102"));
        async Task<AccountOutcome> Verdict() =>
            (await _scenario.Notifier.PreviewAsync(new("offer", "k"), People.Contact("a").Phone("+12025550102"))).Of("a");
        (await Verdict()).Reasons.Should().Contain(r => r.Code == ReasonCodes.RegisterStale && r.Detail.Contains("never imported"));
        await Import.ImportAsync("us-dnc", Now - Duration.FromDays(30), File("2025550101\n"));
        (await Verdict()).Kind.Should().Be(OutcomeKind.Planned);
        _scenario.Time.Advance(Duration.FromDays(1) + Duration.FromHours(1));
        (await Verdict()).Reasons.Should().Contain(r => r.Code == ReasonCodes.RegisterStale && r.Detail.Contains("31 days"));
        await Import.ImportAsync("us-dnc", Now, File("2025550101\n"));
        (await Verdict()).Kind.Should().Be(OutcomeKind.Planned);
    }

    [Fact]
    public async Task What_the_application_says_of_a_register_counts_for_copies_that_were_imported_before()
    {
        await _scenario.ConsentAsync(Scenario.Number("+12025550102"));
        await _scenario.Suppressions.DeclareAsync(KnownRegisters.UsDoNotCall
            with
        { ObtainedAt = Now - Duration.FromDays(40), MaximumAge = null });
        (await _scenario.SendAsync("offer", People.Contact("a").Phone("+12025550102"))).Of("a").Codes().Should()
            .Contain(ReasonCodes.RegisterStale);
    }

    [Fact]
    public async Task Somebody_who_comes_onto_the_register_between_plan_and_hand_over_is_not_told()
    {
        await _scenario.ConsentAsync(Scenario.Number("+12025550102"));
        await Import.ImportAsync("us-dnc", Now, File("2025550101\n"));
        await _scenario.SendAsync("offer", People.Contact("a").Phone("+12025550102"));
        await Import.ImportAsync("us-dnc", Now, File("2025550101\n2025550102\n"));
        await _scenario.DispatchAsync();
        _scenario.Texts.Calls.Should().BeEmpty();
    }

    [Fact]
    public async Task A_list_of_ones_own_holds_mail_addresses_too()
    {
        var report = await Import.ImportAsync("own", Now, File("Ana@Example.com\n+447700900101\nbo@@example\n"));
        (report.Numbers, report.Others, report.GarbageLines).Should().BeEquivalentTo((1L, 1L, new[] { 3L }));
        (await _scenario.SendAsync("outage", People.Contact("a").Email("ana@example.com"))).Of("a").Codes().Should()
            .Contain(ReasonCodes.Suppressed);
    }

    [Fact]
    public async Task A_change_list_adds_and_deletes_in_its_order()
    {
        await Import.ImportAsync("us-dnc", Now - Duration.FromDays(20), File("2125551230\n2125551231\n2125551232\n"));
        var report = await Import.ApplyChangesAsync("us-dnc", Now, File(
            "212,5551231,2026-02-28,D\n212,5551239,2026-02-28,A\n212,5551230,2026-02-28,d\n212,5551230,2026-03-01,A\n212,5551238,2026-03-01,A\n212,5551238,2026-03-01,D\nwhat\n212,5551237,2026-03-01,X\n"));
        (await Numbers()).Should().Equal(12125551230UL, 12125551232UL, 12125551239UL);
        (report.Added, report.Removed, report.Numbers).Should().Be((1, 1, 3));
        report.GarbageLines.Should().Equal(7, 8);
        (await _scenario.Suppressions.RegistersAsync()).Single().ObtainedAt.Should().Be(Now);
    }

    [Fact]
    public async Task The_columns_of_a_change_list_are_an_option()
    {
        await Import.ImportAsync("us-dnc", Now, File("2125551230\n"));
        await Import.ApplyChangesAsync("us-dnc", Now, File("add;2125551231\nremove;(212) 555-1230\n"), new()
        {
            Changes = new() { AreaCode = null, Action = 0, Number = 1, Add = "add", Delete = "remove", Delimiter = ';' },
        });
        (await Numbers()).Should().Equal(12125551231UL);
    }

    [Fact]
    public async Task A_change_list_needs_a_copy_to_change() =>
        (await FluentActions.Awaiting(() => Import.ApplyChangesAsync("us-dnc", Now, File("212,5551231,x,A\n"))).Should()
            .ThrowAsync<NotifyException>()).WithMessage("*Import a whole file first*");

    [Fact]
    public async Task A_failed_or_cancelled_import_leaves_the_copy_before_in_force()
    {
        await Import.ImportAsync("us-dnc", Now, File("2125551230\n"));
        var empty = () => Import.ImportAsync("us-dnc", Now, File("<html>The service is down for maintenance</html>\n\n"));
        (await empty.Should().ThrowAsync<NotifyException>()).WithMessage("*no line with an address*stays in force*");
        using CancellationTokenSource stop = new();
        var large = string.Concat(Enumerable.Range(0, 150_000).Select(i => $"212555{i % 10_000:0000}\n"));
        var cancelled = () => Import.ImportAsync("us-dnc", Now, File(large), null, new At(_ => stop.Cancel()), stop.Token);
        await cancelled.Should().ThrowAsync<OperationCanceledException>();
        var broken = () => Import.ImportAsync("us-dnc", Now, new BrokenStream());
        await broken.Should().ThrowAsync<IOException>();
        (await Numbers()).Should().Equal(12125551230UL);
    }

    [Fact]
    public async Task Progress_is_told()
    {
        List<RegisterProgress> told = [];
        await Import.ImportAsync("us-dnc", Now, File("x\ny\n" + string.Concat(Enumerable.Repeat("2125551230\n", 250_000))), null,
            new At(told.Add));
        told.Should().Equal(new RegisterProgress(100_000, 1), new RegisterProgress(200_000, 1));
    }

    [Fact]
    public async Task A_date_in_the_future_or_before_the_present_copy_is_refused()
    {
        var future = () => Import.ImportAsync("us-dnc", Now + Duration.FromDays(2), File("2125551230\n"));
        (await future.Should().ThrowAsync<NotifyException>()).WithMessage("*lies in the future*");
        await Import.ImportAsync("us-dnc", Now, File("2125551230\n"));
        var older = () => Import.ImportAsync("us-dnc", Now - Duration.FromDays(1), File("2125551230\n"));
        (await older.Should().ThrowAsync<NotifyException>()).WithMessage("*older than the one in force*");
    }

    [Fact]
    public async Task A_copy_that_was_declared_with_a_date_in_the_future_is_not_trusted()
    {
        await _scenario.ConsentAsync(Scenario.Number("+12025550102"));
        await _scenario.Suppressions.DeclareAsync(KnownRegisters.UsDoNotCall with { ObtainedAt = Now + Duration.FromDays(90) });
        (await _scenario.SendAsync("offer", People.Contact("a").Phone("+12025550102"))).Of("a").Reasons
            .Should().Contain(r => r.Code == ReasonCodes.RegisterStale && r.Detail.Contains("future"));
    }

    [Fact]
    public async Task A_register_that_nobody_named_is_refused() =>
        (await FluentActions.Awaiting(() => Import.ImportAsync("typo", Now, File("2125551230\n"))).Should().ThrowAsync<NotifyException>())
            .WithMessage("*AddSuppressionRegister*typo*");

    private sealed class At(Action<RegisterProgress> report) : IProgress<RegisterProgress>
    {
        public void Report(RegisterProgress value) => report(value);
    }

    private sealed class BrokenStream : MemoryStream
    {
        public override int Read(Span<byte> buffer) => throw new IOException("gone");

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            throw new IOException("gone");
    }
}

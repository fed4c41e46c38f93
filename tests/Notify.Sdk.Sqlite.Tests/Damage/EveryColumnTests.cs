using System.Text;
using Microsoft.Data.Sqlite;
using NodaTime;
using Notify.Sdk.Conformance;
using Notify.Sdk.Consents;
using Notify.Sdk.Stores;
using Notify.Sdk.Tracking;

namespace Notify.Sdk.Sqlite.Tests.Damage;

/// <summary>
/// One row of one table is damaged in one column, and every call that reads it serves the others: what is damaged is named, and nobody is
/// told for it, nor twice.
/// </summary>
public sealed class EveryColumnTests(WholeFileTemplate template) : IClassFixture<WholeFileTemplate>
{
    private const string Second = "d2@example.com";

    private readonly List<string> _failures = [];
    private int _tried;

    [Theory]
    [InlineData("names", "text = 'fr'")]
    [InlineData("lines", "key = 'other/2'")]
    [InlineData("notifications", "line = (SELECT no FROM lines WHERE key = 'other/2')")]
    [InlineData("plans", "no = 2")]
    [InlineData("deliveries", "no = 2")]
    [InlineData("counts", "state = 0")]
    [InlineData("marks", "mark = (SELECT min(mark) FROM marks WHERE delivery = 2)")]
    [InlineData("slots", "delivery = 2")]
    [InlineData("provider_ids", "delivery = (SELECT no FROM plans ORDER BY no DESC LIMIT 1 OFFSET 1)")]
    [InlineData("outcomes", "decision = (SELECT min(decision) FROM outcomes)")]
    [InlineData("cancelled_accounts", "line = (SELECT no FROM lines WHERE key = 'other/2')")]
    [InlineData("traces", "delivery = 2")]
    [InlineData("consents", "sequence = 2")]
    [InlineData("register_copies", "register = 'second'")]
    [InlineData("register_blocks", "register = 'second'")]
    [InlineData("register_others", "register = 'second'")]
    [InlineData("registers", "name = 'second'")]
    [InlineData("suppressions", "address LIKE '%d2@%'")]
    [InlineData("receipts", "event_id = 'event-2'")]
    [InlineData("hook_inbox", "event_id = 'reply/Waiting-2'")]
    [InlineData("hook_inbox", "event_id = 'reply/SetAside-2'")]
    [InlineData("soft_bounces", "address LIKE '%d2@%'")]
    public async Task A_row_that_is_damaged_in_any_column_harms_only_itself(string table, string row)
    {
        foreach (var column in WholeFile.Raw(template.Path, $"SELECT type || ' ' || name FROM pragma_table_info('{table}')", Texts))
        {
            await EachAsync(table, column[(column.IndexOf(' ', StringComparison.Ordinal) + 1)..], row,
                column.StartsWith("INTEGER", StringComparison.Ordinal) ? "9223372036854775807" : "'damaged'");
        }

        _tried.Should().BePositive();
        _failures.Should().BeEmpty();
    }

    /// <summary>Octets, which no text and no number is, and a value of the column's own kind.</summary>
    private async Task EachAsync(string table, string column, string row, string ofItsKind)
    {
        foreach (var value in new[] { "x'FFFE'", ofItsKind })
        {
            using WholeFile file = new(template.Path);
            if (!Damage(file.Path, $"UPDATE {table} SET {column} = {value} WHERE {row}"))
                continue;
            _tried++;
            await CheckAsync(file, table, column, $"{table}.{column} = {value}");
        }
    }

    [Fact]
    public async Task A_file_that_is_whole_passes_every_one_of_these_calls()
    {
        using WholeFile file = new(template.Path);
        await CheckAsync(file, "none", "none", "nothing");
        _failures.Should().BeEmpty();
        file.Log.All.Should().BeEmpty();
    }

    private async Task CheckAsync(WholeFile file, string table, string column, string damage)
    {
        var before = _failures.Count;
        await StepAsync(damage, "history", () => HistoryAsync(file));
        await StepAsync(damage, "lists", () => ListsAsync(file));
        await StepAsync(damage, "again", () => AgainAsync(file, table));
        await StepAsync(damage, "hand-over", () => HandOverAsync(file));
        await StepAsync(damage, "notifications", () => NotificationsAsync(file));
        await StepAsync(damage, "consents", () => ConsentsAsync(file, column));
        await StepAsync(damage, "suppressions", () => SuppressionsAsync(file, column));
        await StepAsync(damage, "receipts", () => ReceiptsAsync(file));
        await StepAsync(damage, "hooks", () => HooksAsync(file));
        await StepAsync(damage, "bounces", () => BouncesAsync(file));
        await StepAsync(damage, "person", () => PersonAsync(file));
        if (_failures.Count > before)
            return;
        file.Log.All.Should().OnlyHaveUniqueItems("each row is named once");
        file.Log.All.Where(l => !l.Contains(" is damaged", StringComparison.Ordinal) || l.Contains("example.com", StringComparison.Ordinal)
            || l.Contains("acc-", StringComparison.Ordinal)).Should().BeEmpty();
    }

    private async Task StepAsync(string damage, string name, Func<Task> step)
    {
        try
        {
            await step();
        }
#pragma warning disable CA1031 // all that is wrong is said together
        catch (Exception fault)
#pragma warning restore CA1031
        {
            _failures.Add($"{damage}: {name}: {fault.GetType().Name} {fault.Message.ReplaceLineEndings(" ")}");
        }
    }

    private static async Task HistoryAsync(WholeFile file)
    {
        OnceKey[] marks = [.. Enumerable.Range(1, 3).Select(i => Samples.AccountMark(WholeFile.Planned(i).Delivery, new($"acc-d{i}")))];
        (await file.Outbox.FindMarksAsync(marks)).Select(m => m.Key).Should().Contain([marks[0], marks[2]]);
        CapBucket[] buckets = [.. Enumerable.Range(1, 3).Select(i => Samples.Bucket($"acc-d{i}"))];
        (await file.Outbox.FindUsesAsync(buckets, Instant.MinValue)).Select(u => u.Bucket).Should().Contain([buckets[0], buckets[2]]);
        (await file.Outbox.FindTracesAsync($"{Samples.Key}#0", [7, 14, 21])).Select(t => t.Trace.At).Should().Contain([7, 21]);
        (await file.Outbox.FindByProviderIdAsync("smtp", "queue-7"))!.Id.Value.Should().Be("d7");
        (await file.Outbox.FindOutcomesAsync(new("none-1"))).Should().NotBeNull();
    }

    private static async Task ListsAsync(WholeFile file)
    {
        (await file.Outbox.FindAsync(new(DeliveryConcern.Late), Samples.Now + Duration.FromHours(1))).Select(d => d.Id.Value).Should()
            .Contain(["d1", "d3"]);
        (await file.Outbox.StatusAsync(Samples.Key)).Should().NotBeNull();
        (await file.Outbox.StatusAsync()).Should().NotBeNull();
    }

    private static async Task AgainAsync(WholeFile file, string table)
    {
        var added = await file.Outbox.AddAsync(Samples.Key, [.. Enumerable.Range(1, 4).Select(WholeFile.Planned)], []);
        (added[0], added[2], added[3]).Should().Be((AddResult.AlreadyMarked, AddResult.AlreadyMarked, AddResult.Added));
        if (table is "deliveries" or "plans" or "names")
            added[1].Should().Be(AddResult.AlreadyMarked, "nobody is told twice");
    }

    private static async Task HandOverAsync(WholeFile file)
    {
        var leased = await file.Outbox.LeaseAsync(Samples.Lease());
        leased.Select(d => d.Id.Value).Should().Contain(["d1", "d3", "d4"]);
        if (leased.All(d => d.Id.Value != "d2"))
            file.Log.All.Should().NotBeEmpty("what is put aside is named");
        Delivery[] sending = [.. leased.Where(d => d.Id.Value != "d2").Select(d => d with { State = DeliveryState.Sending })];
        (await file.Outbox.StepAsync([], [.. sending.Select(d => new StartingDelivery(d, [Samples.Slot(d.Person.Accounts[0].Ref.Id, 5)]))]))
            .Started.Should().OnlyContain(s => s == StartResult.Started);
        (await file.Outbox.UpdateAsync([.. sending.Select(d => d with
        {
            State = DeliveryState.Accepted,
            Epoch = d.Epoch + 1,
            Provider = "smtp",
            ProviderId = $"queue-{d.Id}",
        })])).Should().OnlyContain(written => written);
        (await file.Outbox.LeaseAsync(Samples.Lease())).Should().BeEmpty();
    }

    private static async Task NotificationsAsync(WholeFile file)
    {
        (await file.Outbox.FindNotificationAsync("other/1")).Should().NotBeNull();
        (await file.Outbox.FindNotificationAsync("other/3")).Should().NotBeNull();
        (await file.Outbox.FindCancelledAsync("other/1", [new("acc-x")])).Should().ContainSingle();
        foreach (var line in new[] { "other/1", "other/2", "other/3" })
            await file.Outbox.RegisterAsync(Samples.Record(line));
        await file.Outbox.CancelAsync(Samples.Key, Samples.Now);
    }

    private static async Task ConsentsAsync(WholeFile file, string column)
    {
        var ledger = file.Get<IConsentLedger>();
        var stopped = (await ledger.FindAsync([.. Enumerable.Range(1, 3).Select(i => WholeFile.Mail(i).Key)], "ready"))
            .Where(r => r.Status == ConsentStatus.Withdrawn).Select(r => r.Address.Value).ToList();
        stopped.Should().Contain(["d1@example.com", "d3@example.com"]);
        if (column != "address")
            stopped.Should().Contain(Second, "what said no once goes on doing so");
        await ledger.HistoryAsync([WholeFile.Mail(2).Key]);
        await ledger.AppendAsync([WholeFile.Stop(5)]);
        (await ledger.FindAsync([WholeFile.Mail(5).Key], "ready")).Should().ContainSingle();
    }

    private static async Task SuppressionsAsync(WholeFile file, string column)
    {
        var list = file.Get<ISuppressionList>();
        var found = (await list.FindAsync([.. Enumerable.Range(1, 3).Select(i => WholeFile.Mail(i).Key)])).Select(e => e.Address.Value)
            .ToList();
        found.Should().Contain(["d1@example.com", "d3@example.com"]);
        if (column != "address")
            found.Should().Contain(Second);
        var registers = await list.RegistersAsync();
        registers.Should().ContainSingle(r => r.Name == "first").Which.ObtainedAt.Should().Be(Samples.Now);
        var copies = await list.CopiesAsync();
        copies.Should().ContainSingle(c => c.Register == "first").Which.Contains(WholeFile.Listed("first")).Should().BeTrue();
        if (copies.FirstOrDefault(c => c.Register == "second")?.Contains(WholeFile.Listed("second")) != true)
            registers.Where(r => r.Name == "second").Should().OnlyContain(r => r.ObtainedAt == SuppressionRegister.NeverObtained,
                "a register without its numbers lets nobody through");
    }

    private static async Task ReceiptsAsync(WholeFile file)
    {
        var receipts = file.Get<IReceiptStore>();
        for (var round = 0; round < 2; round++)
            (await receipts.FindUnsettledAsync(10)).Select(r => r.EventId).Should().Contain(["event-1", "event-3"]);
        (await receipts.FindUnsettledAsync(1)).Should().ContainSingle();
        await receipts.SettleAsync(WholeFile.Receipt(1));
        await receipts.SettleAsync(WholeFile.Receipt(3));
        (await receipts.FindUnsettledAsync(10)).Select(r => r.EventId).Should().NotContain(["event-1", "event-3"]);
        await receipts.PurgeAsync(Instant.MaxValue);
    }

    private static async Task HooksAsync(WholeFile file)
    {
        var inbox = file.Get<IHookInbox>();
        var due = await inbox.FindDueAsync(HookEntryState.Waiting, Samples.Now + Duration.FromHours(1), 10);
        due.Select(e => e.EventId).Should().Contain(["reply/Waiting-1", "reply/Waiting-3"]);
        (await inbox.FindAsync(HookEntryState.SetAside, 10)).Select(e => e.EventId).Should().Contain(["reply/SetAside-1", "reply/SetAside-3"]);
        (await inbox.CountAsync(HookEntryState.SetAside)).Should().BeGreaterThanOrEqualTo(2);
        await inbox.SaveAsync([.. due.Select(e => e with { State = HookEntryState.Done })]);
        (await inbox.FindDueAsync(HookEntryState.Waiting, Samples.Now + Duration.FromHours(1), 10)).Should().BeEmpty("else it would be worked for ever");
        await inbox.PurgeAsync(HookEntryState.Done, Instant.MaxValue);
    }

    private static async Task BouncesAsync(WholeFile file)
    {
        var bounces = file.Get<IBounceLedger>();
        (await bounces.AddAsync(new(WholeFile.Mail(2).Key, "smtp", "e2", Samples.Now), Samples.Now)).Should().NotBeEmpty();
        (await bounces.FindAsync(WholeFile.Mail(2).Key)).Should().NotBeEmpty();
        (await bounces.FindAsync(WholeFile.Mail(1).Key)).Should().ContainSingle();
    }

    private static async Task PersonAsync(WholeFile file)
    {
        PersonRequest second = new() { Addresses = [RawAddress.Email(Second)], Accounts = [new("acc-d2")] };
        using MemoryStream shown = new();
        await file.Get<PersonalDataDesk>().ExportAsync(second, shown);
        (await file.Get<PersonalDataDesk>().EraseAsync(second)).IsComplete.Should().BeTrue();
        foreach (var path in Directory.GetFiles(Path.GetDirectoryName(file.Path)!))
        {
            using FileStream read = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using StreamReader text = new(read, Encoding.Latin1);
            (await text.ReadToEndAsync()).Contains(Second, StringComparison.Ordinal).Should().BeFalse("it was erased, damaged or not");
        }
    }

    private static List<string> Texts(SqliteCommand command)
    {
        List<string> texts = [];
        using var reader = command.ExecuteReader();
        while (reader.Read())
            texts.Add(reader.GetString(0));
        return texts;
    }

    /// <summary>Whether the column may hold the value at all.</summary>
    private static bool Damage(string path, string sql)
    {
        try
        {
            WholeFile.Raw(path, sql, c => c.ExecuteNonQuery()).Should().Be(1);
            return true;
        }
        catch (SqliteException refused) when (refused.SqliteErrorCode is 19 or 20)
        {
            return false;
        }
    }
}

/// <summary>The file before any damage.</summary>
public sealed class WholeFileTemplate : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFile _copy = new();

    public string Path => _copy.Path;

    public async Task InitializeAsync()
    {
        using WholeFile filled = new();
        await filled.FillAsync();
        await filled.Get<SqliteDatabase>().OverwriteAsync(); // so that all is in the file itself
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
        File.Copy(filled.Path, Path);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _copy.Dispose();
}

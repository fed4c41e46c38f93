using Notify.Sdk.Conformance;
using Notify.Sdk.Stores;
using Notify.Sdk.Tracking;

namespace Notify.Sdk.Sqlite.Tests;

public sealed class SqliteHookInboxTests : HookInboxContract, IDisposable
{
    private readonly TemporaryFile _file = new();
    private readonly SqliteDatabase _database;

    public SqliteHookInboxTests()
    {
        _database = new(_file.Path);
        Inbox = new SqliteHookInbox(_database);
    }

    protected override IHookInbox Inbox { get; }

    [Fact]
    public async Task What_was_taken_in_is_there_for_the_next_process()
    {
        HookEntry entry = HookEntry.Of(new Receipt("acme", "e-1", "p-1", ReceiptKind.Delivered, Samples.Now), Samples.Now);
        await Inbox.AddAsync([entry]);
        using SqliteDatabase other = new(_file.Path);
        (await new SqliteHookInbox(other).FindDueAsync(HookEntryState.Waiting, Samples.Now, 10)).Should().Equal(entry);
    }

    [Fact]
    public async Task A_damaged_entry_comes_without_its_contents_and_keeps_no_other_back()
    {
        HookEntry[] entries = [.. new[] { "e-1", "e-2" }.Select(id =>
            HookEntry.Of(new Receipt("acme", id, "p-1", ReceiptKind.Delivered, Samples.Now), Samples.Now))];
        await Inbox.AddAsync(entries);
        await _database.WriteAsync(s => s.Execute("UPDATE hook_inbox SET body = x'7B00' WHERE event_id = 'receipt/e-1'"), default);
        (await Inbox.FindDueAsync(HookEntryState.Waiting, Samples.Now, 10)).Should().Equal(entries[0] with { Receipt = null }, entries[1]);
    }

    public void Dispose()
    {
        _database.Dispose();
        _file.Dispose();
    }
}

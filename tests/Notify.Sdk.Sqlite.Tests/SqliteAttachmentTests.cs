using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Notify.Sdk.Sqlite.Tests;

/// <summary>
/// Planned in one process, sent by another: the octets wait in the file, once for all people; a key is opened where the worker runs.
/// </summary>
public sealed class SqliteAttachmentTests : IDisposable
{
    private readonly TemporaryFile _file = new();

    public void Dispose() => _file.Dispose();

    [Fact]
    public async Task Attachments_survive_a_restart_and_lie_in_the_file_once()
    {
        var octets = new byte[1_000_000];
        new Random(1).NextBytes(octets);
        Attachment[] files = [Attachment.Of("plan.pdf", "application/pdf", octets),
            Attachment.FromSource("bill.pdf", "application/pdf", "bills/11"), Attachment.Inline("logo", "image/png", new byte[] { 1, 2 })];
        await using (var planner = Process(new()))
            await planner.GetRequiredService<INotifier>().SendAsync(
                new("plans", "plans/1") { Attachments = files },
                [.. Enumerable.Range(0, 50).Select(i => new Contact($"a{i}") { Emails = [$"p{i}@example.com"], Language = "en" })]);

        List<OutgoingMessage> sent = [];
        await using (var worker = Process(sent))
            await worker.GetRequiredService<IDispatcher>().DispatchDueAsync();
        sent.Should().HaveCount(50).And.OnlyContain(m => m.Attachments.Count == 3 && m.Attachments[0].Content.ToArray()
            .SequenceEqual(octets) && m.Attachments[2].IsInline);
        sent.Should().OnlyContain(m => Encoding.UTF8.GetString(m.Attachments[1].Content.ToArray()) == $"bills/11 of {m.Account!.Value.Id}");
        SqliteConnection.ClearAllPools();
        new FileInfo(_file.Path).Length.Should().BeLessThan(3_000_000, "fifty copies would be more");
    }

    private ServiceProvider Process(List<OutgoingMessage> sent)
    {
        ServiceCollection services = new();
        services.AddNotify().UseSqlite(_file.Path).UseAttachmentSource<Bills>().AddTransport(_ => new Recorder(sent))
            .AddTopic("plans", t => t.Transactional().Email("en", "Plan", "See the plan.", "<img src=\"cid:logo\">"));
        return services.BuildServiceProvider();
    }

    private sealed class Recorder(List<OutgoingMessage> sent) : ITransport
    {
        public string Name => "recorder";

        public DeliveryChannel Channel => DeliveryChannel.Email;

        public ValueTask<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
        {
            lock (sent)
                sent.Add(message);
            return new(SendOutcome.Accepted(message.IdempotencyKey));
        }
    }

    private sealed class Bills : IAttachmentSource
    {
        public ValueTask<Stream?> OpenAsync(string key, OutgoingMessage message, CancellationToken cancellationToken) =>
            new(new MemoryStream(Encoding.UTF8.GetBytes($"{key} of {message.Account!.Value.Id}")));
    }
}

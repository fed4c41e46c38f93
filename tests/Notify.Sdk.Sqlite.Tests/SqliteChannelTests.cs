using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Notify.Sdk.Audience;
using Notify.Sdk.Consents;

namespace Notify.Sdk.Sqlite.Tests;

/// <summary>The file names channels and kinds: a process that does not know one keeps what is there for one that does.</summary>
public sealed class SqliteChannelTests : IDisposable
{
    private static readonly DeliveryChannel Page =
        new("page") { AddressKind = new("pager", new Reader()), Resembles = [DeliveryChannel.Email] };

    private readonly TemporaryFile _file = new();

    public void Dispose() => _file.Dispose();

    private sealed class Reader : IAddressReader
    {
        public AddressReading Read(string text, string? country) => AddressReading.Of(text.Trim('#'));
    }

    private sealed class Pages : ITransport
    {
        public ConcurrentQueue<string> Taken { get; } = new();

        public string Name => "pages";

        public DeliveryChannel Channel => Page;

        public ValueTask<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
        {
            Taken.Enqueue($"{message.Channel} {message.To.Deliverable}");
            return new(SendOutcome.Accepted("p"));
        }
    }

    [Fact]
    public async Task A_message_over_a_channel_of_the_host_outlives_the_process_and_one_that_does_not_know_the_channel()
    {
        Pages pages = new();
        await using (var first = Application(pages, knows: true))
        {
            var report = await first.GetRequiredService<INotifier>().SendAsync(new("outage", "o/1"),
                [new Contact("a") { Addresses = [new(Page.AddressKind, "#7")] }]);
            report.Planned.Should().Be(1);
            await first.GetRequiredService<ConsentDesk>().WithdrawAsync(
                RawAddress.Of(Page.AddressKind, "#8"), ConsentScope.Of("outage"), Page);
        }

        await using (var other = Application(pages, knows: false))
        {
            await other.GetRequiredService<IDispatcher>().DispatchDueAsync();
            var kept = (await other.GetRequiredService<INotifier>().ExplainAsync("o/1", "a"))!;
            kept.History.Should().Contain(r => r.Code == ReasonCodes.ChannelNotRegistered && r.Detail.Contains("'page'"));
        }

        await using var last = Application(pages, knows: true, later: TimeSpan.FromMinutes(2));
        await last.GetRequiredService<IDispatcher>().DispatchDueAsync();
        pages.Taken.Should().Equal("page 7");
        var stopped = await last.GetRequiredService<INotifier>().SendAsync(new("outage", "o/2"),
            [new Contact("b") { Addresses = [new(Page.AddressKind, "8")] }]);
        stopped.Outcomes.Single().Reasons.Should().Contain(r => r.Code == ReasonCodes.OptedOut, "the stop was kept at the address");
    }

    [Theory]
    [InlineData("k:pager:a:b", "pager", "a:b")]
    [InlineData("k:NO NAME:x", "phone", "")]
    [InlineData("k:pager", "phone", "")]
    [InlineData("", "phone", "")]
    public void A_key_of_any_kind_is_read_as_it_was_written_and_a_damaged_one_is_nobodys(string text, string kind, string value)
    {
        var key = SqliteText.Address(text);
        key.Should().Be(new AddressKey(AddressKind.Named(kind), value));
        if (value.Length > 0)
            SqliteText.Of(key).Should().Be(text);
    }

    private ServiceProvider Application(Pages pages, bool knows, TimeSpan later = default)
    {
        ServiceCollection services = new();
        services.AddSingleton<TimeProvider>(new Shifted(later));
        var notify = services.AddNotify().UseSqlite(_file.Path);
        if (knows)
            notify.AddChannel(Page).AddTransport(_ => pages)
                .AddTopic("outage", t => t.Transactional().Over(Page).Text(Page, "en", "No water."));
        else
            notify.AddTopic("outage", t => t.Transactional().Sms("en", "No water.").Over(DeliveryChannel.Sms));
        return services.BuildServiceProvider();
    }

    private sealed class Shifted(TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + by;
    }
}

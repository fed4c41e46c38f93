using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using NodaTime;
using Notify.Sdk.Audience;
using Notify.Sdk.Stores;
using Notify.Sdk.Tests.TestKit;

namespace Notify.Sdk.Tests;

/// <summary>What a host can get wrong about channels is said at start by name; what a reader gets wrong costs one address.</summary>
public sealed class BadChannelTests
{
    private static readonly AddressKind Pager = new("pager", new Reader(text => AddressReading.Of(text.Trim('#'))));
    private static readonly DeliveryChannel Page = new("page") { AddressKind = Pager };

    private static int s_answers;

    private sealed class Reader(Func<string, AddressReading> read) : IAddressReader
    {
        public AddressReading Read(string text, string? country) => read(text);
    }

    private static DeliveryChannel Over(Func<string, AddressReading> read) => new("page") { AddressKind = new("pager", new Reader(read)) };

    private static string FaultOf(Action<NotifyBuilder> configure)
    {
        var services = new ServiceCollection();
        configure(services.AddNotify());
        using var provider = services.BuildServiceProvider();
        return FluentActions.Invoking(() => provider.GetRequiredService<IOptions<NotifyOptions>>().Value)
            .Should().Throw<OptionsValidationException>().Which.Message;
    }

    public static TheoryData<string, Action<NotifyBuilder>, string> Faults => new()
    {
        { "two channels", b =>
            b.AddChannel(Page).AddChannel(new("page") { AddressKind = Pager }), "2 different channels have the name 'page'" },
        { "a well-known name", b => b.AddChannel(new("sms") { AddressKind = Pager }), "2 different channels have the name 'sms'" },
        { "two kinds", b => b.AddChannel(Page).AddChannel(new("beep") { AddressKind = new("pager", new Reader(AddressReading.Refused)) }),
            "2 different kinds of addresses have the name 'pager'" },
        { "no kind", b => b.AddChannel(new("page")), "Channel 'page' has no kind of addresses" },
        { "a topic", b => b.AddTopic("t", t => t.Over(Page).Text(Page, "en", "Hi.")), "Topic 't' names channel 'page'" },
        { "a cap", b => b.AddFrequencyCap(new() { Id = "c", Limit = 1, Window = Duration.FromDays(1), Channels = [Page] }),
            "Cap 'c' names channel 'page'" },
        { "a window", b =>
            b.AddSendWindow(SendWindowRule.Courtesy with { Id = "w", Channels = [Page] }), "Window 'w' names channel 'page'" },
        { "a register", b => b.AddSuppressionRegister(new() { Name = "r", Channels = [Page] }), "Register 'r' names channel 'page'" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_fault_is_said_at_start_by_name(string what, Action<NotifyBuilder> configure, string said) =>
        FaultOf(configure).Should().Contain(said, what);

    [Fact]
    public void All_faults_are_said_at_once() =>
        FaultOf(b =>
            b.AddTopic("t", t => t.Over(Page).Text(Page, "en", "Hi.")).AddSuppressionRegister(new() { Name = "r", Channels = [Page] }))
            .Should().Contain("Topic 't'").And.Contain("Register 'r'");

    [Fact]
    public void The_same_channel_twice_is_one() => new ChannelCatalog([Page, Page]).Find("page").Should().BeSameAs(Page);

    [Theory]
    [InlineData("")]
    [InlineData("Fax")]
    [InlineData("a b")]
    [InlineData("-a")]
    [InlineData("a-")]
    [InlineData("a--b")]
    [InlineData("ä")]
    [InlineData("a23456789-123456789-123456789-123")]
    public void A_malformed_name_is_refused(string name)
    {
        FluentActions.Invoking(() => new DeliveryChannel(name)).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => new AddressKind(name, Pager.Reader)).Should().Throw<ArgumentException>();
    }

    public static TheoryData<string, Func<string, AddressReading>> Readers => new()
    {
        { "throws", text => throw new InvalidOperationException(text) },
        { "answers nothing", _ => null! },
        { "another answer each time", _ => AddressReading.Of($"{Interlocked.Increment(ref s_answers)}") },
        { "does not know its own identity", text => AddressReading.Of(text + "1") },
        { "an empty identity", _ => AddressReading.Of("") },
        { "control characters", _ => AddressReading.Of("a\nb") },
        { "a megabyte", _ => AddressReading.Of(new('a', 1_000_000)) },
    };

    [Theory]
    [MemberData(nameof(Readers))]
    public async Task A_bad_reader_costs_the_address_with_a_reason_that_does_not_quote_it(string what, Func<string, AddressReading> read)
    {
        var channel = Over(read);
        using var scenario = new Scenario(b => b.AddChannel(channel).AddTransport(_ => new RecordingTransport(channel))
            .AddTopic("call", t => t.Transactional().Over(channel, DeliveryChannel.Email).Text(channel, "en", "Hi.")
                .Email("en", "Hi", "Hi.")));
        var outcome = (await scenario.SendAsync("call", People.Ana with { Addresses = [new(channel.AddressKind, "secret-7")] })).Of("ana");
        outcome.Channel.Should().Be(DeliveryChannel.Email, what);
        outcome.Reasons.Should().ContainSingle(r => r.Code == ReasonCodes.AddressReaderFailed).Which.Detail.Should().NotContain("secret");
    }

    [Fact]
    public async Task A_reader_that_changes_its_mind_tells_nobody()
    {
        var calls = 0;
        var channel = Over(text => AddressReading.Of(text.Length > 3 ? text : $"{text}-{Interlocked.Increment(ref calls)}"));
        RecordingTransport pages = new(channel);
        using var scenario = new Scenario(b => b.AddChannel(channel).AddTransport(_ => pages)
            .AddTopic("call", t => t.Transactional().Over(channel).Text(channel, "en", "Hi.")));
        var both = new[] { "a", "b" }.Select(id => People.Contact(id) with { Addresses = [new(channel.AddressKind, "7")] }).ToArray();
        await scenario.SendAsync("call", both);
        await scenario.DispatchAsync();
        pages.Calls.Should().BeEmpty("nobody knows which address it is");
    }

    [Fact]
    public async Task An_address_of_a_kind_that_nobody_registered_is_left_out_and_named()
    {
        using var scenario = new Scenario();
        var outcome = (await scenario.SendAsync("outage", People.Ana with { Addresses = [new(AddressKind.Named("pager"), "7")] }))
            .Of("ana");
        outcome.Kind.Should().Be(OutcomeKind.Planned);
        outcome.Reasons.Should().Contain(r => r.Code == ReasonCodes.InvalidAddress && r.Detail.Contains("kind pager"));
    }

    [Fact]
    public async Task A_message_over_a_channel_that_is_registered_no_more_is_kept_and_goes_when_it_is_again()
    {
        InMemoryOutbox store = new();
        RecordingTransport pages = new(Page);
        Action<NotifyBuilder> topic = b => b.AddTopic("call", t => t.Transactional().Over(Page).Text(Page, "en", "Hi."));
        using var knows = new Scenario(b => { topic(b.AddChannel(Page).AddTransport(_ => pages)); b.Services.AddOutbox(store); });
        var outcome = (await knows.SendAsync("call", People.Contact("bo") with { Addresses = [new(Pager, "#77")] })).Of("bo");
        using (var other = new Scenario(b =>
        {
            b.AddTopic("call", t => t.Transactional().Sms("en", "Hi.").Over(DeliveryChannel.Sms));
            b.Services.AddOutbox(store);
        }))
        {
            await other.DispatchAsync();
            var kept = (await store.FindAsync(outcome.Delivery!.Value))!;
            kept.State.Should().Be(DeliveryState.Planned);
            kept.Reasons.Should().ContainSingle(r => r.Code == ReasonCodes.ChannelNotRegistered).Which.Detail.Should().Contain("'page'");
        }

        await knows.DispatchAfterAsync(Duration.FromMinutes(1));
        pages.Addresses.Should().Equal("77");
    }

    [Fact]
    public void A_rule_of_a_pack_for_a_channel_that_nobody_registered_is_said_at_start()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var file = Path.Combine(folder.FullName, "no.json");
            File.WriteAllText(file, """
                { "jurisdiction": "NO", "reviewed": "2026-11-22", "entries": [ { "rule": "X-1", "jurisdiction": "NO", "channels": ["page"],
                  "classes": ["marketing"], "days": "Mon-Fri", "from": "09:00", "to": "20:00", "strength": "law", "confirmed": true,
                  "evidence": "primary", "source": "example" } ] }
                """);
            FaultOf(b => b.AddLawPack(file)).Should().Contain("Window 'X-1' names channel 'page'");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("'+4799887766' is no pager.")]
    [InlineData("No pager has the number 47 99 88 77 66.")]
    [InlineData("The subscriber 998877 is unknown.")]
    public async Task A_reader_that_repeats_the_address_is_not_repeated(string problem)
    {
        using Scenario scenario = new(b => b.AddChannel(Over(_ => AddressReading.Refused(problem))));
        var outcome = (await scenario.SendAsync("outage", People.Ana with
        {
            Addresses = [new(Over(_ => AddressReading.Refused(problem)).AddressKind!, "+4799887766")],
        })).Of("ana");
        outcome.Reasons.Should().Contain(r => r.Code == ReasonCodes.InvalidAddress && r.Detail.Contains("its words are left out"));
        outcome.Text().Should().NotContain("8877").And.NotContain("88 77");
    }

    [Fact]
    public async Task A_reader_that_says_why_is_heard()
    {
        var page = Over(_ => AddressReading.Refused("A pager has seven digits."));
        using Scenario scenario = new(b => b.AddChannel(page));
        (await scenario.SendAsync("outage", People.Ana with { Addresses = [new(page.AddressKind!, "+4799887766")] })).Of("ana")
            .Reasons.Should().Contain(r => r.Detail.Contains("A pager has seven digits."));
    }

    [Fact]
    public async Task A_transport_for_a_channel_that_nobody_registered_is_said_at_start()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddNotify().AddTransport(_ => new RecordingTransport(Page, "beeper"));
        using var host = builder.Build();
        (await host.Invoking(h => h.StartAsync()).Should().ThrowAsync<NotifyException>()).WithMessage("*'beeper' serves channel 'page'*");
    }
}

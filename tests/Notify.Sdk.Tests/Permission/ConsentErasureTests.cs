using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.Options;
using NodaTime;
using Notify.Sdk.Audience;
using Notify.Sdk.Permission;
using Notify.Sdk.Tests.TestKit;

namespace Notify.Sdk.Tests.Permission;

/// <summary>Erasing a person gives nobody the right to tell them what they refused.</summary>
public sealed class ConsentErasureTests
{
    private static readonly AddressKey Phone = Scenario.Number(People.NewYorkPhone);

    private static readonly Topic[] Topics = [TopicOf("bill"), TopicOf("news")];

    private static readonly Gen<ConsentRecord> Decision =
        from topic in Gen.Elements<string?>("bill", "news", null)
        from channel in Gen.Elements<Channel?>(Channel.Sms, Channel.Voice, null)
        from brand in Gen.Elements("", "Acme", "acme", "Other")
        from status in Gen.Elements(ConsentStatus.Withdrawn, ConsentStatus.Granted, ConsentStatus.Granted, ConsentStatus.Imported)
        from confirmation in Gen.Elements(DoubleOptIn.NotAsked, DoubleOptIn.NotAsked, DoubleOptIn.Pending)
        from disclosed in Gen.Elements<string[]?>(null, null, [], ["bill"], ["news"])
        from days in Gen.Choose(-4, 2)
        select new ConsentRecord
        {
            Id = "",
            Address = Phone,
            Topic = topic,
            Channel = channel,
            Brand = brand,
            Status = status,
            DoubleOptIn = confirmation,
            Disclosure = disclosed is null ? null : new() { Text = "words", Topics = disclosed },
            OccurredAt = Scenario.Monday + Duration.FromDays(days),
        };

    [Fact]
    public Task A_stop_outlives_erasure_when_the_yes_behind_it_is_dated_in_the_future() =>
        StaysStopped(topic: null, new() { Id = "yes", Address = Phone, Status = ConsentStatus.Granted, OccurredAt = Scenario.Monday + Duration.FromDays(300) });

    [Fact]
    public Task A_stop_of_a_topic_outlives_erasure_when_the_words_of_the_later_yes_leave_the_topic_out() =>
        StaysStopped("bill", new()
        {
            Id = "yes",
            Address = Phone,
            Topic = "bill",
            Status = ConsentStatus.Granted,
            OccurredAt = Scenario.Monday - Duration.FromHours(1),
            Disclosure = new() { Text = "News by Acme.", Topics = ["news"] },
        });

    [Fact]
    public void Whatever_was_decided_what_is_stopped_before_erasure_is_stopped_after() => Repeatable.ForAll(Gen.ListOf(Decision, 4), 2_000, decisions =>
    {
        InMemoryConsentLedger ledger = new(new TimeProviderClock(new FakeTimeProvider(Scenario.Monday)));
        ledger.AppendAsync([.. decisions.Select((d, i) => d with { Id = $"r-{i}" })]).AsTask().GetAwaiter().GetResult();
        var before = Stopped(ledger);
        ledger.EraseAsync([Phone]).AsTask().GetAwaiter().GetResult();
        before.Except(Stopped(ledger)).Should().BeEmpty();
    });

    private static async Task StaysStopped(string? topic, ConsentRecord yes)
    {
        using Scenario scenario = new();
        var ledger = scenario.Get<IConsentLedger>();
        await ledger.AppendAsync([new() { Id = "no", Address = Phone, Topic = topic, Status = ConsentStatus.Withdrawn, OccurredAt = scenario.Time.Now - Duration.FromDays(1) }, yes]);
        (await scenario.SendAsync(new Notification("bill", "bill/0"), Mobile())).Planned.Should().Be(0);
        await ledger.EraseAsync([Phone]);
        (await scenario.SendAsync(new Notification("bill", "bill/1"), Mobile())).Planned.Should().Be(0);
    }

    /// <summary>What the gate would refuse: each topic, over each channel, by what kind of stop.</summary>
    private static List<string> Stopped(InMemoryConsentLedger ledger)
    {
        List<string> stopped = [];
        foreach (var topic in Topics)
        {
            Facts facts = new();
            new ConsentFactSource(ledger, Options.Create(new ConsentOptions()))
                .LoadAsync(new() { Topic = topic, Notification = new(topic.Name, "k"), People = [], Now = Scenario.Monday, Addresses = [Phone] }, facts, default)
                .AsTask().GetAwaiter().GetResult();
            foreach (var channel in new[] { Channel.Sms, Channel.Voice })
            {
                if (facts.Consents.Stop(topic, Phone, channel, everything: true) is not null || facts.Consents.Stop(topic, Phone, channel, everything: false) is not null)
                    stopped.Add($"{topic.Name} over {channel}");
            }
        }

        return stopped;
    }

    private static Topic TopicOf(string name) => new() { Name = name, Brand = "Acme", Class = MessageClass.Marketing };

    private static Contact Mobile() => People.Contact("ana").Phone(People.NewYorkPhone);
}

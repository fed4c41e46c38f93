using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.Options;
using NodaTime;
using Notify.Sdk.Consents;
using Notify.Sdk.Permission;
using Notify.Sdk.Stores;
using Notify.Sdk.Tests.TestKit;

namespace Notify.Sdk.Tests.Permission;

/// <summary>Erasing a person gives nobody the right to tell them what they refused.</summary>
public sealed class ConsentErasureTests
{
    private static readonly AddressKey Phone = Scenario.Number(People.NewYorkPhone);

    private static readonly Topic[] Topics = [TopicOf("bill"), TopicOf("news")];

    private static readonly Gen<ConsentRecord> Decision =
        from scope in Gen.Elements(ConsentScope.Of("bill"), ConsentScope.Of("news"), ConsentScope.AllMarketing, ConsentScope.Everything)
        from channel in Gen.Elements<DeliveryChannel?>(DeliveryChannel.Sms, DeliveryChannel.Voice, null)
        from brand in Gen.Elements("", "Acme", "acme", "Other")
        from status in Gen.Elements(ConsentStatus.Withdrawn, ConsentStatus.Granted, ConsentStatus.Granted, ConsentStatus.Imported)
        from confirmation in Gen.Elements(DoubleOptIn.NotAsked, DoubleOptIn.NotAsked, DoubleOptIn.Pending)
        from disclosed in Gen.Elements<string[]?>(null, null, [], ["bill"], ["news"])
        from days in Gen.Choose(-6, 0)
        select new ConsentRecord
        {
            Id = "",
            Address = Phone,
            Scope = scope,
            Channel = channel,
            Brand = brand,
            Status = status,
            DoubleOptIn = confirmation,
            Disclosure = disclosed is null ? null : new() { Text = "words", Topics = disclosed },
            OccurredAt = Scenario.Monday + Duration.FromDays(days),
        };

    [Fact]
    public Task A_stop_of_a_topic_outlives_erasure_when_the_words_of_the_later_yes_leave_the_topic_out() =>
        StaysStopped(ConsentScope.Of("bill"), new()
        {
            Id = "yes",
            Address = Phone,
            Scope = ConsentScope.Of("bill"),
            Status = ConsentStatus.Granted,
            OccurredAt = Scenario.Monday - Duration.FromHours(1),
            Disclosure = new() { Text = "News by Acme.", Topics = ["news"] },
        });

    [Fact]
    public void Whatever_was_decided_what_is_stopped_before_erasure_is_stopped_after() =>
        Repeatable.ForAll(Gen.ListOf(Decision, 4), 2_000, decisions =>
    {
        InMemoryConsentLedger ledger = new(new TimeProviderClock(FakeTime.At(Scenario.Monday)));
        ledger.AppendAsync([.. decisions.Select((d, i) => d with { Id = $"r-{i}" })]).AsTask().GetAwaiter().GetResult();
        var before = Stopped(ledger);
        ledger.EraseAsync([Phone]).AsTask().GetAwaiter().GetResult();
        before.Except(Stopped(ledger)).Should().BeEmpty();
    });

    private static async Task StaysStopped(ConsentScope scope, ConsentRecord yes)
    {
        using Scenario scenario = new();
        var ledger = scenario.Get<IConsentLedger>();
        await ledger.AppendAsync(
            [new() { Id = "no", Address = Phone, Scope = scope, Status = ConsentStatus.Withdrawn, OccurredAt =
            scenario.Time.Now - Duration.FromDays(1) }, yes]);
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
                .LoadAsync(
                    new()
                    {
                        Topic = topic,
                        Notification = new(topic.Name, "k"),
                        People = [],
                        Now = Scenario.Monday,
                        Addresses = [Phone]
                    }, facts, default)
                .AsTask().GetAwaiter().GetResult();
            foreach (var channel in new[] { DeliveryChannel.Sms, DeliveryChannel.Voice })
            {
                if (Enum.GetValues<ConsentBreadth>().Any(breadth => facts.Consents.Stop(topic, Phone, channel, breadth) is not null))
                    stopped.Add($"{topic.Name} over {channel}");
            }
        }

        return stopped;
    }

    private static Topic TopicOf(string name) => new() { Name = name, Brand = "Acme", Class = MessageClass.Marketing };

    private static Contact Mobile() => People.Contact("ana").Phone(People.NewYorkPhone);
}

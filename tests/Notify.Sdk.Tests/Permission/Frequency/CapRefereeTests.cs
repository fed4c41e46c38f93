using NodaTime;
using Notify.Sdk.Conformance;
using Notify.Sdk.Stores;
using Notify.Sdk.Tests.TestKit;

namespace Notify.Sdk.Tests.Permission;

/// <summary>The whole library beside a naive simulation that wakes at the same late instants.</summary>
public class CapRefereeTests
{
    [Fact]
    public async Task One_late_worker_sends_exactly_what_a_naive_simulation_sends()
    {
        var told = 0;
        for (var seed = 100; seed < 160; seed++)
        {
            RandomCaps random = new(seed, Scenario.Monday);
            using var scenario = new Scenario(b => Configure(b, random));
            NaiveCaps naive = new(random.Caps);
            foreach (var plan in random.Plans)
                naive.Add(plan with { Id = await PlanAsync(scenario, plan) });
            foreach (var wake in random.Wakes)
            {
                scenario.Time.MoveTo(wake);
                await scenario.DispatchAsync();
                naive.Wake(wake);
            }

            scenario.Mail.Calls.Select(c => (c.Delivery.Value, c.At)).Order().Should().Equal(naive.Sent.Order(), "seed {0}", seed);
            told += scenario.Mail.Calls.Count;
        }

        told.Should().BeGreaterThan(500);
    }

    [Fact]
    public async Task Four_late_workers_never_send_more_than_a_cap_allows_and_lose_nothing()
    {
        for (var seed = 200; seed < 206; seed++)
        {
            RandomCaps random = new(seed, Scenario.Monday);
            InMemoryOutbox outbox = new();
            var time = FakeTime.At(Scenario.Monday);
            var workers = Enumerable.Range(0, 4).Select(_ => new Scenario(b =>
            {
                Configure(b, random);
                b.Services.AddOutbox(outbox);
                b.Services.AddOneAtATime();
            }, time: time)).ToList();
            foreach (var worker in workers)
                worker.Mail.Answer = Answer;
            foreach (var plan in random.Plans)
                await PlanAsync(workers[0], plan);

            for (var wake = 0; wake < 24 * 60 && (await outbox.StatusAsync()).NextDue is not null; wake++)
            {
                time.Advance(Duration.FromMinutes(40 + (wake * 7 % 50)));
                await Task.WhenAll(workers.Select(w => Task.Run(w.DispatchAsync)));
            }

            var status = await outbox.StatusAsync();
            status.ByState.Keys.Should().BeSubsetOf([DeliveryState.Accepted, DeliveryState.Failed],
                "seed {0}: all that was due is settled", seed);
            var sent = workers.SelectMany(w => w.Mail.MaybeTaken).ToList();
            sent.Should().HaveCount(status.ByState[DeliveryState.Accepted]).And.OnlyHaveUniqueItems(m => m.Delivery);
            foreach (var cap in random.Caps)
            {
                sent.Should()
                    .OnlyContain(m => sent.Count(o => o.To.Key == m.To.Key && o.At <= m.At && o.At > m.At - cap.Window) <= cap.Limit,
                    "seed {0}", seed);
                var ordinary = sent.Where(m => m.Topic != "urgent").ToList();
                ordinary.Should()
                    .OnlyContain(
                    m => ordinary.Count(o => o.To.Key == m.To.Key && o.At <= m.At
                    && o.At > m.At - cap.Window) <= cap.Limit - cap.Reserved, "seed {0}", seed);
            }

            workers.ForEach(w => w.Dispose());
        }
    }

    /// <summary>By the message's own id: some are refused for good, some at first.</summary>
    private static ValueTask<SendOutcome> Answer(OutgoingMessage message, CancellationToken cancellationToken) =>
        new((message.Delivery.Value[0] % 8) switch
        {
            0 => SendOutcome.Rejected("no"),
            1 when message.At < Scenario.Monday + Duration.FromDays(2) => SendOutcome.Deferred("later"),
            _ => SendOutcome.Accepted("p-" + message.Delivery.Value),
        });

    private static void Configure(NotifyBuilder builder, RandomCaps random)
    {
        foreach (var cap in random.Caps)
            builder.AddFrequencyCap(cap);
        foreach (var priority in Enum.GetValues<TopicPriority>())
            builder.AddTopic(Topic(priority), t => t.Transactional().Priority(priority).Over(DeliveryChannel.Email)
                .Email("en", "News", "News."));
    }

    private static async Task<string> PlanAsync(Scenario scenario, NaivePlan plan)
    {
        Notification notification = new(Topic(plan.Priority), plan.Id)
        {
            NotBefore = plan.Due,
            ExpiresAt = Scenario.Monday + Duration.FromDays(300)
        };
        return (await scenario.SendAsync(notification, People.Contact(plan.Who).Email($"{plan.Who}@example.com"))).Of(plan.Who)
            .Delivery!.Value.Value;
    }

    private static string Topic(TopicPriority priority) => priority switch
    {
        TopicPriority.Low => "low",
        TopicPriority.Normal => "normal",
        TopicPriority.Urgent => "urgent",
        _ => throw new ArgumentOutOfRangeException(nameof(priority)),
    };
}

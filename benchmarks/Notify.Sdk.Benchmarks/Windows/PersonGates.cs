using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Notify.Sdk.Audience;
using Notify.Sdk.Consents;
using Notify.Sdk.Permission;
using Notify.Sdk.Planning;
using Notify.Sdk.Stores;

namespace Notify.Sdk.Benchmarks.Windows;

/// <summary>A person of a list and everything that is asked about them.</summary>
internal sealed class PersonGates : IDisposable
{
    private static readonly Instant Now = Instant.FromUtc(2026, 11, 24, 17, 0); // Tuesday noon in New York

    private readonly ServiceProvider _services;
    private readonly Planner _planner;
    private readonly RouteBuffer _buffer = new();
    private readonly Attempt[] _people;

    public PersonGates(int routes, bool loaded)
    {
        var services = new ServiceCollection();
        services.AddNotify().ConfigureConsent(o => o.PeopleGaveTheirNumbers = true)
            .AddTopic("outage", t => t.Transactional().Over([.. new[] { DeliveryChannel.Sms, DeliveryChannel.Email }.Take(routes)])
            .Sms("en", "Outage in {{area}}").Email("en", "Outage in {{area}}", "Dear {{recipient.name}}, there is an outage in {{area}}."));
        _services = services.BuildServiceProvider();
        _planner = _services.GetRequiredService<Planner>();
        var facts = loaded ? Batch() : new Facts();
        _people = [.. Enumerable.Range(0, 1_024).Select(i => Attempt(i, facts))];
    }

    public bool Proceeds(int person)
    {
        _buffer.Clear();
        _planner.Weigh(_people[person], _buffer);
        return _buffer.Open.Count > 0 && _buffer.Open[0].When.Due == Now;
    }

    public void Dispose() => _services.Dispose();

    private Attempt Attempt(int i, Facts facts)
    {
        var normalizer = _services.GetRequiredService<ContactNormalizer>();
        var account =
            normalizer.Normalize(
            new Contact($"a{i}")
            {
                Name = "Ann Example",
                Country = "US",
                Region = "NY",
                Emails = [$"ann{i}@example.com"],
                Phones =
            [$"+1212555{100 + i % 100:0000}"]
            });
        var notification = new Notification("outage", "outage/1")
        {
            ExpiresAt = Now + Duration.FromDays(1),
            Data = new Dictionary<string, object?> { ["area"] = "North" }
        };
        return new()
        {
            Topic = _services.GetRequiredService<TopicCatalog>().Get("outage"),
            Notification = notification,
            Person = new Person { Accounts = [account] },
            Account = account,
            Address = account.Addresses[0],
            Channel = DeliveryChannel.Email,
            Facts = facts,
            At = Now,
            AccountContent = "outage/1#0",
            AddressContent = "outage/1#0",
        };
    }

    /// <summary>What is known about others of the batch: half have consents, half have marks.</summary>
    private static Facts Batch()
    {
        var facts = new Facts();
        facts.Set(new ConsentFacts([.. Enumerable.Range(0, 500).Select(i => new ConsentRecord
        {
            Id = $"c{i}", Address = new(AddressKind.Email, $"bob{i}@example.com"), Scope = ConsentScope.Of("outage"),
                Status = ConsentStatus.Granted, OccurredAt = Now - Duration.FromDays(9),
        })]));
        facts.Set(
            new HistoryFacts(
            [.. Enumerable.Range(0, 500)
            .Select(i =>
            new OnceMark(new("other/1#0", OnceSubject.Of(new AddressKey(AddressKind.Email, $"bob{i}@example.com"))), new("d"),
            OnceStanding.Told))], []));
        return facts;
    }
}

using NodaTime;
using Notify.Sdk.Audience;
using Notify.Sdk.Permission;
using Notify.Sdk.Planning;

namespace Notify.Sdk.Sending;

/// <summary>One call of send or preview: what holds for all of its people.</summary>
internal sealed class Send(Topic topic, Notification notification, Instant now, bool isPreview, int batchSize)
{
    private readonly string _content = ContentKeys.ForAccounts(notification);

    public Topic Topic => topic;

    /// <summary>With its expiry set.</summary>
    public Notification Notification => notification;

    public Instant Now => now;

    public bool IsPreview => isPreview;

    /// <summary>Who was the first to be planned at an address that several people share.</summary>
    public SharedAddressClaims Claims { get; } = new(topic);

    public IEnumerable<Person[]> Batches(IReadOnlyList<Person> people) => people.Chunk(batchSize);

    public FactRequest FactsFor(IReadOnlyList<Person> people) => FactRequest.For(topic, notification, people, now);

    /// <summary>The attempt without a route.</summary>
    public Attempt AttemptFor(Person person, Facts facts) => new()
    {
        Topic = topic,
        Notification = notification,
        Person = person,
        Facts = facts,
        At = now,
        AccountContent = _content,
        AddressContent = topic.Content == TopicContent.Shared ? _content : ContentKeys.ForAddress(topic, notification, person),
        Account = person.Accounts[0],
        Address = NoAddress,
        Channel = default,
    };

    private static readonly Address NoAddress = new() { Key = default, Deliverable = "" };
}

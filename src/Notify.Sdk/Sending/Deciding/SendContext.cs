using System.Buffers.Binary;
using System.Security.Cryptography;
using NodaTime;
using Notify.Sdk.Audience;
using Notify.Sdk.Permission;
using Notify.Sdk.Planning;
using Notify.Sdk.Stores;

namespace Notify.Sdk.Sending;

/// <summary>One call of send or preview: what holds for all of its people.</summary>
internal sealed class SendContext(Topic topic, Notification notification, Instant now, bool isPreview, int batchSize, PersonCodes codes)
{
    public Topic Topic => topic;

    /// <summary>With its expiry set.</summary>
    public Notification Notification => notification;

    public Instant Now => now;

    /// <summary>Names the content as far as accounts are concerned.</summary>
    public string AccountContent { get; } = ContentKeys.ForAccounts(notification);

    public bool IsPreview => isPreview;

    /// <summary>The same key and revision as an earlier call registered it, or null.</summary>
    public NotificationRecord? Known { get; init; }

    /// <summary>What the list says of its people's permission, where it is looked at and not kept; else null.</summary>
    public ListedDecisions? Listed { get; set; }

    /// <summary>How many people it reaches; null where any number may be reached.</summary>
    public Reach? Reach { get; set; }

    /// <summary>
    /// Whether another call may have planned the same content, so that its people have to be known again. Where none has, the
    /// outbox refuses whom a call at the same time tells, and these are decided again with a look back.
    /// </summary>
    public bool LooksBack { get; set; }

    private readonly ulong _run = BinaryPrimitives.ReadUInt64LittleEndian(RandomNumberGenerator.GetBytes(sizeof(ulong)));

    /// <summary>Who was the first to be planned at an address that several people share.</summary>
    public SharedAddressHolders Holders { get; } = new(topic);

    public IEnumerable<Person[]> Batches(IEnumerable<Person> people) => people.Chunk(batchSize);

    public FactRequest FactsFor(IReadOnlyList<Person> people) =>
        FactRequest.For(topic, notification, people, now, atHandOver: false, LooksBack ? codes : null, _run);

    /// <summary>Where the person can be known again by other calls.</summary>
    public PersonTraces Traces(Person person) => codes.Of(AccountContent, _run, person);

    /// <summary>Names the content as far as addresses are concerned.</summary>
    public string AddressContent(Person person) =>
        topic.Content == TopicContent.Shared ? AccountContent : ContentKeys.ForAddress(topic, notification, person);

    /// <summary>The attempt without a route.</summary>
    public Attempt AttemptFor(Person person, Facts facts) => new()
    {
        Topic = topic,
        Notification = notification,
        Person = person,
        Facts = facts,
        At = now,
        AccountContent = AccountContent,
        AddressContent = AddressContent(person),
        Account = person.Accounts[0],
        Address = NoAddress,
        Channel = topic.Channels[0], // each route has its own
    };

    private static readonly Address NoAddress = new() { Key = default, Deliverable = "" };
}

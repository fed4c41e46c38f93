using Notify.Sdk.Audience;
using Notify.Sdk.Stores;

namespace Notify.Sdk.Permission;

/// <summary>
/// Which buckets a message falls into. A cap per person counts in a bucket of every account of the person, so that it
/// holds when accounts are grouped differently the next time.
/// </summary>
internal static class CapBuckets
{
    public static bool Counts(FrequencyCap cap, Topic topic) =>
        Counts(cap, topic.Class)
        && (cap.Topics.Count == 0 || cap.Topics.Contains(topic.Name));

    /// <summary>
    /// Whether a cap is about a class at all. Answers are bound by what numbers may cost and by nothing else: whoever earns by such a
    /// number would ask for help all day.
    /// </summary>
    public static bool Counts(FrequencyCap cap, MessageClass @class) => @class switch
    {
        MessageClass.Emergency => false,
        MessageClass.Answer => cap.Per.HasFlag(CapScope.Destination) && cap.Classes.Contains(MessageClass.Transactional),
        _ => cap.Classes.Contains(@class),
    };

    public static bool Counts(FrequencyCap cap, Topic topic, DeliveryChannel channel) =>
        Counts(cap, topic)
        && (cap.Channels.Count == 0 || cap.Reach.Holds(channel))
        && (!cap.AutomatedVoiceOnly || (channel == DeliveryChannel.Voice ? !topic.LiveVoice : channel.IsOrMayBe(DeliveryChannel.Voice)));

    /// <summary>
    /// Whether the cap holds where the person may be. One account in the slot is enough, whichever is told: what was sent
    /// through another would else not count.
    /// </summary>
    public static bool Holds(FrequencyCap cap, IWhereabouts where, Person person, Address address) =>
        (cap.Prefixes.Count == 0 || cap.PrefixOf(address.Key) is not null)
        && ((cap.Countries.Count == 0 && cap.Regions.Count == 0) || where.Of(person, address).LiesIn(cap.Countries, cap.Regions));

    public static IEnumerable<CapBucket> Of(FrequencyCap cap, Topic topic, DeliveryChannel channel, Person person, AddressKey address)
    {
        var scope = Scope(cap, topic, channel);
        if (cap.Per.HasFlag(CapScope.Destination))
        {
            yield return new(cap.Id, OnceSubject.Of(new AddressKey(AddressKind.Phone, cap.PrefixOf(address) ?? "+")), scope);
            yield break;
        }

        if (cap.Per.HasFlag(CapScope.Address))
        {
            yield return new(cap.Id, OnceSubject.Of(address.ToLine()), scope);
            yield break;
        }

        foreach (var account in person.Accounts)
            yield return new(cap.Id, OnceSubject.Of(account.Ref), scope);
    }

    private static string Scope(FrequencyCap cap, Topic topic, DeliveryChannel channel)
    {
        var parts = cap.Per & (CapScope.Topic | CapScope.Channel | CapScope.Sender);
        return parts == CapScope.Person ? "" : string.Join('|',
            parts.HasFlag(CapScope.Topic) ? topic.Name : "",
            parts.HasFlag(CapScope.Channel) ? channel.ToString() : "",
            parts.HasFlag(CapScope.Sender) ? topic.Brand : "");
    }
}

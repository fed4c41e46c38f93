using NodaTime;

namespace Notify.Sdk;

/// <summary>
/// One thing to tell a list of people. <see cref="Key"/> makes it idempotent: sending the same key again tells
/// nobody twice; the same key with other content is refused unless <see cref="Revision"/> is higher.
/// </summary>
public sealed record Notification
{
    /// <summary>Creates a notification.</summary>
    /// <param name="topic">Name of a registered topic.</param>
    /// <param name="key">Idempotency key, 1 to 200 printable characters, for example <c>outage/2026-11-22/north</c>.</param>
    public Notification(string topic, string key)
    {
        Topic = topic;
        Key = key;
    }

    /// <summary>Name of a registered topic.</summary>
    public string Topic { get; init; }

    /// <summary>Idempotency key: 1 to 200 characters, no control characters, no personal data.</summary>
    public string Key { get; init; }

    /// <summary>Raised when the content changes; the unsent older revision is superseded. Default 0.</summary>
    public int Revision { get; init; }

    /// <summary>
    /// Template variables that are the same for everyone. Values: strings, numbers, booleans, lists and dictionaries of these. Copied:
    /// later changes to them change nothing.
    /// </summary>
    public IReadOnlyDictionary<string, object?> Data { get; init => field = value is null ? NoData : DataCopy.Of(value); } = NoData;

    /// <summary>
    /// Files and inline images of every email of this notification, beside those of the topic. Octets are kept once for all people, at
    /// most <see cref="SendingOptions.MaxKeptAttachmentOctets"/>; what is larger, or differs by person, is named by a key. The list is
    /// copied.
    /// </summary>
    public IReadOnlyList<Attachment> Attachments { get; init => field = value is null ? [] : [.. value]; } = [];

    /// <summary>Nothing leaves before this instant (a reminder's lead time). Default: at once.</summary>
    public Instant? NotBefore { get; init; }

    /// <summary>
    /// Nothing leaves at or after this instant. Default: <see cref="NotBefore"/>, or planning when that is later, plus
    /// <see cref="Topic.Lifetime"/>.
    /// </summary>
    public Instant? ExpiresAt { get; init; }

    /// <summary>For an event: the account that the event is about, whose data are used where it belongs to the person.</summary>
    public AccountRef? About { get; init; }

    /// <summary>
    /// Who says that this is a matter of life and safety, and why. Required for, and allowed only with,
    /// <see cref="MessageClass.Emergency"/>.
    /// </summary>
    public EmergencyDeclaration? Emergency { get; init; }

    private static readonly IReadOnlyDictionary<string, object?> NoData = new Dictionary<string, object?>();

    /// <summary>The topic and key; never the data.</summary>
    public override string ToString() => $"{Topic} '{Key}' revision {Revision}";
}

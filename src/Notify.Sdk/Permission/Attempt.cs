using NodaTime;
using Notify.Sdk.Audience;
using Notify.Sdk.Stores;

namespace Notify.Sdk.Permission;

/// <summary>
/// One thought of sending: this notification, to this person, on this route, at this instant. What a gate judges.
/// The same shape while planning and at hand-over.
/// </summary>
public readonly record struct Attempt
{
    /// <summary>The topic.</summary>
    public required Topic Topic { get; init; }

    /// <summary>The notification; <see cref="Notification.ExpiresAt"/> is always set.</summary>
    public required Notification Notification { get; init; }

    /// <summary>The person, with all their accounts.</summary>
    public required Person Person { get; init; }

    /// <summary>The account whose data are used.</summary>
    public required Account Account { get; init; }

    /// <summary>The address.</summary>
    public required Address Address { get; init; }

    /// <summary>The channel.</summary>
    public required DeliveryChannel Channel { get; init; }

    /// <summary>What was loaded about the batch of people.</summary>
    public required Facts Facts { get; init; }

    /// <summary>The instant at which the message would leave: now at hand-over, now or later while planning.</summary>
    public required Instant At { get; init; }

    /// <summary>The delivery that is being handed over, whose own marks and cap places do not count; null while planning.</summary>
    public DeliveryId? Self { get; init; }

    /// <summary>Names the content as far as one account is concerned; see <see cref="ContentKeys"/>.</summary>
    public required string AccountContent { get; init; }

    /// <summary>Names the content as far as one address is concerned; see <see cref="ContentKeys"/>.</summary>
    public required string AddressContent { get; init; }

    /// <summary>When nothing leaves any more.</summary>
    public Instant ExpiresAt => Notification.ExpiresAt ?? Instant.MaxValue;

    /// <summary>What makes two messages over the channel go to the same place: <see cref="Address.KeyFor"/>.</summary>
    public AddressKey Key => Address.KeyFor(Channel);

    /// <summary>Whether several people of the list share the address.</summary>
    public bool IsSharedAddress => Person.SharedAddresses.Contains(Address.Key);

    /// <summary>Topic, channel and account; no address.</summary>
    public override string ToString() => $"{Notification} over {Channel} for {Account}";
}

using NodaTime;

namespace Notify.Sdk;

/// <summary>
/// A proven address of an account: parsed, normalised, and known to be of a form that can receive. Immutable.
/// Only the normaliser makes them, so every later stage can rely on them.
/// </summary>
public sealed record Address
{
    /// <summary>What makes two spellings the same address.</summary>
    public required AddressKey Key { get; init; }

    /// <summary>What to hand to a transport: mailbox, E.164 number, or what the reader of its kind says.</summary>
    public required string Deliverable { get; init; }

    /// <summary>When the account proved that it owns the address; null if it never did.</summary>
    public Instant? VerifiedAt { get; init; }

    /// <summary>
    /// False for role mailboxes (<c>info@</c>), which receive but are no evidence of who someone is, and for phone numbers in
    /// doubt, which do not even receive.
    /// </summary>
    public bool Links { get; init; } = true;

    /// <summary>For phones: whether numbers of this type usually receive text messages.</summary>
    public bool SmsCapable { get; init; }

    /// <summary>For phones: whether numbers of this type can be called.</summary>
    public bool VoiceCapable { get; init; }

    /// <summary>For phones: ISO 3166-1 alpha-2 code of the numbering plan, or null.</summary>
    public string? PhoneRegion { get; init; }

    /// <summary>For phones: the TZDB zones that the prefix may lie in; empty when unknown.</summary>
    public IReadOnlyList<string> PhoneTimeZones { get; init; } = [];

    /// <summary>
    /// The kind as which it was given. Differs from that of the key for a number of WhatsApp, which has the key of the phone number, so
    /// that one number is one identity over SMS, voice and WhatsApp.
    /// </summary>
    public AddressKind Kind { get => field ?? Key.Kind; init; }

    /// <summary>For phones: ASCII digits of the extension, to be dialled once the call is taken; null when there is none.</summary>
    public string? Extension { get; init; }

    /// <summary>
    /// What makes two messages over a channel go to the same place: texts to any extension of a number reach one handset, calls
    /// to two extensions reach two people.
    /// </summary>
    public AddressKey KeyFor(DeliveryChannel channel) => channel == DeliveryChannel.Voice ? Key : Key.ToLine();

    /// <summary>Whether a message can travel to this address over <paramref name="channel"/>.</summary>
    public bool Reaches(DeliveryChannel channel) =>
        Kind == channel.AddressKind && (Kind != AddressKind.Phone || (channel == DeliveryChannel.Sms ? SmsCapable
            : channel == DeliveryChannel.Voice ? VoiceCapable : SmsCapable || VoiceCapable));

    /// <summary>Masked; an address never leaks through <c>ToString</c>.</summary>
    public override string ToString() => Key.ToString();
}

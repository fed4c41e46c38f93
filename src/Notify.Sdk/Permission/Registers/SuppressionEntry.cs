using NodaTime;
using Notify.Sdk.Audience;

namespace Notify.Sdk.Consents;

/// <summary>Why an address stands on a register.</summary>
public enum SuppressionKind : byte
{
    /// <summary>The customer's own list.</summary>
    OwnList,

    /// <summary>A do-not-call register.</summary>
    DoNotCall,

    /// <summary>The recipient complained.</summary>
    Complaint,

    /// <summary>The address does not exist (hard bounce). Not passed by emergencies.</summary>
    Invalid,

    /// <summary>
    /// The number was given to somebody else; <see cref="SuppressionEntry.AddedAt"/> is when it was last disconnected. Not passed by
    /// emergencies. Only what was agreed or proved at the number since then counts.
    /// </summary>
    Reassigned,

    /// <summary>Messages did not get through several times over several days. Emergencies still try.</summary>
    Unreachable,

    /// <summary>The person wrote something that may be an opt-out: held until it is settled, not suppressed.</summary>
    Doubtful,
}

/// <summary>One address on one register.</summary>
/// <param name="Address">The address.</param>
/// <param name="Register">Name of the register, for example <c>us-dnc</c>.</param>
/// <param name="Kind">Why it stands there.</param>
/// <param name="AddedAt">Since when.</param>
public sealed record SuppressionEntry(AddressKey Address, string Register, SuppressionKind Kind, Instant AddedAt)
{
    /// <summary>
    /// The address, a number without its extension, so that the entry holds at each of them. One in doubt is kept as two entries.
    /// </summary>
    public AddressKey Address { get; init => field = value.WithoutExtension(); } = Address.WithoutExtension();

    /// <summary>The first entry of a register stays, except that of a number that was disconnected once more.</summary>
    internal bool Replaces(SuppressionEntry known) =>
        Kind == SuppressionKind.Reassigned && known.Kind == SuppressionKind.Reassigned && AddedAt > known.AddedAt;

    /// <summary>Register and kind.</summary>
    public override string ToString() => $"{Register} ({Kind})";
}

/// <summary>
/// A register with a date: what it governs, and how old it may be. Older than that it fails closed: everything it
/// governs is suppressed until a newer copy is imported.
/// </summary>
public sealed record SuppressionRegister
{
    /// <summary>There is no copy yet.</summary>
    public static Instant NeverObtained => Instant.MinValue;

    /// <summary>Name, for example <c>us-dnc</c>.</summary>
    public required string Name { get; init; }

    /// <summary>
    /// When the present copy was obtained. Default <see cref="NeverObtained"/>: everything that the register governs is
    /// suppressed until a copy is imported.
    /// </summary>
    public Instant ObtainedAt { get; init; } = NeverObtained;

    /// <summary>What entries of an imported copy are. Default <see cref="SuppressionKind.DoNotCall"/>.</summary>
    public SuppressionKind Kind { get; init; } = SuppressionKind.DoNotCall;

    /// <summary>
    /// How old a copy may be, for example 31 days (US, Canada), 28 (UK), 21 (Singapore); null for a list that does not age.
    /// </summary>
    public Duration? MaximumAge { get; init; }

    /// <summary>The channels it governs. Default: SMS and voice.</summary>
    public IReadOnlyList<DeliveryChannel> Channels
    {
        get;
        init => (field, Reach) = (value, ChannelSet.Of(value));
    } = [DeliveryChannel.Sms, DeliveryChannel.Voice];

    /// <summary>The channels as bits.</summary>
    internal ChannelSet Reach { get; private init; } = ChannelSet.Of([DeliveryChannel.Sms, DeliveryChannel.Voice]);

    /// <summary>The classes it governs. Default: marketing.</summary>
    public IReadOnlyList<MessageClass> Classes { get; init; } = [MessageClass.Marketing];

    /// <summary>Parts of countries (ISO 3166-2, such as <c>US-TX</c>) whose people it governs, besides <see cref="Countries"/>.</summary>
    /// <exception cref="ArgumentException">Not a country, a hyphen, and 1 to 3 letters or digits.</exception>
    public IReadOnlyList<string> Regions { get; init => field = CountryCodes.CheckedParts(value); } = [];

    /// <summary>
    /// The countries (ISO 3166-1 alpha-2) whose people it governs; empty for all, unless <see cref="Regions"/> are named.
    /// </summary>
    /// <exception cref="ArgumentException">A code that is no country.</exception>
    public IReadOnlyList<string> Countries { get; init => field = CountryCodes.Checked(value); } = [];
}

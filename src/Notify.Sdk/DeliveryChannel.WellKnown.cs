using System.Collections.Frozen;

namespace Notify.Sdk;

/// <content>The channels that the library knows.</content>
public sealed partial class DeliveryChannel
{
    /// <summary>Email, addressed by a mailbox.</summary>
    public static DeliveryChannel Email { get; } = new("email") { HasSubject = true, HasHtml = true, HasAttachments = true };

    /// <summary>Text message, addressed by a phone number.</summary>
    public static DeliveryChannel Sms { get; } = new("sms");

    /// <summary>Automated voice call (text to speech), addressed by a phone number.</summary>
    public static DeliveryChannel Voice { get; } = new("voice");

    /// <summary>Message in a social network, addressed by a handle.</summary>
    public static DeliveryChannel Social { get; } = new("social");

    /// <summary>All channels that the library knows. Every host has them.</summary>
    public static IReadOnlyList<DeliveryChannel> WellKnown { get; } = [Email, Sms, Voice, Social];

    private static readonly FrozenDictionary<string, DeliveryChannel> s_wellKnown = WellKnown.ToFrozenDictionary(c => c.Name);

    /// <summary>The place of a well-known channel in <see cref="WellKnown"/>; less than -1 for any other.</summary>
    internal static int PlaceOf(DeliveryChannel channel)
    {
        for (var i = 0; i < WellKnown.Count; i++)
        {
            if (ReferenceEquals(WellKnown[i], channel))
                return i;
        }

        return int.MinValue;
    }

    /// <summary>
    /// The channel of a name as rows, lists and rules have it: a well-known one, or the name alone. The catalogue knows
    /// what the host registered under it.
    /// </summary>
    /// <exception cref="ArgumentException">The name is malformed.</exception>
    public static DeliveryChannel Named(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return s_wellKnown.TryGetValue(name, out var known) ? known : new(name);
    }
}

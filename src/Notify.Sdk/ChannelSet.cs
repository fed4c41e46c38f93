namespace Notify.Sdk;

/// <summary>
/// The channels that a rule names, as bits of the well-known ones, so that thousands of rules are asked without a walk. The one place that
/// says whether a rule holds for a channel.
/// </summary>
/// <param name="Known">A bit for each well-known channel.</param>
/// <param name="Others">All others; null for none.</param>
internal readonly record struct ChannelSet(uint Known, DeliveryChannel[]? Others)
{
    public static ChannelSet Of(IReadOnlyList<DeliveryChannel> channels)
    {
        var (known, others) = (0u, (List<DeliveryChannel>?)null);
        for (var i = 0; i < channels.Count; i++)
        {
            if (channels[i].Place >= 0)
                known |= 1u << channels[i].Place;
            else
                (others ??= []).Add(channels[i]);
        }

        return new(known, others?.ToArray());
    }

    /// <summary>
    /// Whether this set, of a rule that frees, covers all by which another rule holds for the channel: what frees one likeness alone
    /// leaves it bound by the others.
    /// </summary>
    public bool Frees(DeliveryChannel channel, ChannelSet bound) => Holds(channel) && (bound.Known & channel.Likes & ~Known) == 0;

    /// <summary>Whether the rule holds for the channel: it names it, or a channel that it resembles.</summary>
    public bool Holds(DeliveryChannel channel) =>
        (Known & channel.Likes) != 0 || (Others is not null && Array.IndexOf(Others, channel) >= 0);
}

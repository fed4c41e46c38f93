using System.Runtime.CompilerServices;
using Notify.Sdk.Audience;

namespace Notify.Sdk.Planning;

/// <summary>
/// Why ways that there are to reach a person are not even judged: a channel that they left out, a number of a kind that the
/// channel does not reach. One reason for each channel or address. A channel for which they have no address at all is no way.
/// </summary>
internal static class RoutesNotTaken
{
    private const string Rule = "planning/routes";

    // One object for each channel: many people leave the same one out.
    private static readonly ConditionalWeakTable<DeliveryChannel, Reason> s_leftOut = [];

    /// <summary>The person left the channel out, as far as somebody could be reached over it.</summary>
    public static void LeftOut(List<Reason> reasons, DeliveryChannel channel, Person person)
    {
        for (var i = 0; i < person.Accounts.Count; i++)
        {
            if (!AnyReaches(person.Accounts[i], channel))
                continue;
            reasons.Add(s_leftOut.GetValue(channel, static c => new(
                ReasonCodes.ChannelLeftOut, Rule, $"{c}: the order of channels that the person chose leaves it out.")));
            return;
        }
    }

    /// <summary>Another account of the person left the channel out, which counts for its own addresses.</summary>
    public static void LeftOut(List<Reason> reasons, DeliveryChannel channel, Account account)
    {
        if (AnyReaches(account, channel))
            reasons.Add(
                new(ReasonCodes.ChannelLeftOut, Rule,
                $"{channel}: the order of channels of account {account.Ref} leaves it out, so its addresses are not used for it."));
    }

    /// <summary>
    /// The channel does not reach the address. Only phone numbers are of several kinds: that a mailbox takes no texts is no news.
    /// </summary>
    public static void OutOfReach(List<Reason> reasons, DeliveryChannel channel, Address address)
    {
        if (address.Key.Kind != AddressKind.Phone || address.Kind != AddressKind.Phone
            || (channel != DeliveryChannel.Sms && channel != DeliveryChannel.Voice))
            return;
        var reason = new Reason(ReasonCodes.AddressOutOfReach, Rule,
            $"{channel}: {address} is of a kind that {(channel == DeliveryChannel.Sms ? "receives no text messages" : "is not called")}.");
        // Two accounts may have the same number.
        if (!reasons.Contains(reason))
            reasons.Add(reason);
    }

    private static bool AnyReaches(Account account, DeliveryChannel channel)
    {
        for (var i = 0; i < account.Addresses.Count; i++)
        {
            if (account.Addresses[i].Reaches(channel))
                return true;
        }

        return false;
    }
}

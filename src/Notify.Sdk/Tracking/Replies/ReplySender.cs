namespace Notify.Sdk.Tracking;

/// <summary>A further brand that people write to, by numbers and mailboxes of its own.</summary>
/// <param name="Brand">The brand of its topics.</param>
/// <param name="Support">Where its people get help.</param>
/// <param name="To">Its numbers and mailboxes.</param>
internal sealed record ReplySender(string Brand, string Support, IReadOnlyList<string> To);

/// <summary>Which brand a message was written to.</summary>
internal sealed class ReplySenders(IEnumerable<ReplySender> senders, AddressIntake addresses)
{
    // As they are written, and as numbers and mailboxes are kept; message centres leave out the plus of a number.
    private readonly Dictionary<string, ReplySender> _senders = BySpelling(senders, addresses);

    /// <summary>The further brand of the message; null for the one of <see cref="ReplyOptions"/>.</summary>
    public ReplySender? Of(InboundReply reply) => reply.To is not { } to ? null
        : Spellings(to, addresses).Select(spelling => _senders.GetValueOrDefault(spelling)).FirstOrDefault(s => s is not null);

    /// <exception cref="NotifyException">Two brands have one number or mailbox.</exception>
    private static Dictionary<string, ReplySender> BySpelling(IEnumerable<ReplySender> senders, AddressIntake addresses)
    {
        Dictionary<string, ReplySender> all = new(StringComparer.OrdinalIgnoreCase);
        foreach (var sender in senders)
        {
            foreach (var to in sender.To)
            {
                foreach (var spelling in Spellings(to, addresses))
                {
                    if (!all.TryAdd(spelling, sender) && all[spelling] != sender)
                        throw new NotifyException(
                            $"AddReplySender: '{to}' belongs to '{all[spelling].Brand}' and to '{sender.Brand}'. Nobody "
                            + "could tell which of them a STOP means; give each brand numbers and mailboxes of its own.");
                }
            }
        }

        return all;
    }

    private static IEnumerable<string> Spellings(string to, AddressIntake addresses)
    {
        yield return to.Trim();
        foreach (var raw in new[] { RawAddress.Phone(to), RawAddress.Phone($"+{to}"), RawAddress.Email(to) })
        {
            if (addresses.TryRead(raw, out var key, out _))
                yield return $"{key.Kind}:{key.Value}";
        }
    }
}

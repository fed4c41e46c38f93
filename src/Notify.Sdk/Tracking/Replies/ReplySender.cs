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
    private readonly Dictionary<string, ReplySender> _senders = senders
        .SelectMany(s => s.To.SelectMany(to => Spellings(to, addresses)).Distinct().Select(to => (to, s)))
        .ToDictionary(s => s.to, s => s.s, StringComparer.OrdinalIgnoreCase);

    /// <summary>The further brand of the message; null for the one of <see cref="ReplyOptions"/>.</summary>
    public ReplySender? Of(InboundReply reply) => reply.To is not { } to ? null
        : Spellings(to, addresses).Select(spelling => _senders.GetValueOrDefault(spelling)).FirstOrDefault(s => s is not null);

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

using Notify.Sdk.Stores;

namespace Notify.Sdk.Tracking;

/// <summary>
/// Whose personal data are meant: give everything that you know of the person. Addresses find consents, bounces, suppressions and
/// deliveries; accounts find deliveries and decisions. One does not lead to the other, because a mailbox or a telephone may be shared.
/// </summary>
public sealed record PersonRequest
{
    /// <summary>Addresses, as they were written.</summary>
    public IReadOnlyCollection<RawAddress> Addresses { get; init => field = value ?? []; } = [];

    /// <summary>Accounts.</summary>
    public IReadOnlyCollection<AccountRef> Accounts { get; init => field = value ?? []; } = [];

    /// <summary>How many of each; no address.</summary>
    public override string ToString() => $"{Addresses.Count} addresses and {Accounts.Count} accounts";
}

/// <summary>What an erasure did.</summary>
/// <param name="Outbox">Deliveries.</param>
/// <param name="Consents">Records of consents and opt-outs that lost their personal data.</param>
/// <param name="Suppressions">
/// Entries of suppression registers that were taken off; those that must go on refusing do so by a salted key.
/// </param>
/// <param name="Bounces">Bounces that were forgotten.</param>
/// <param name="IsOverwritten">
/// Whether nothing is left of it on a disk either. While somebody reads an older state of a store, its log keeps what was erased.
/// </param>
public sealed record ErasureReport(OutboxErasure Outbox, int Consents, int Suppressions, int Bounces, bool IsOverwritten)
{
    /// <summary>Replies that were set aside or waited for people, and lost their words.</summary>
    public int Replies { get; init; }

    /// <summary>Replies that were not worked yet: they may be stops, and keep their words until they are.</summary>
    public int WaitingReplies { get; init; }

    /// <summary>
    /// Whether everything is erased. When it is not, messages are being handed over at this moment, a reply is not worked yet, or a
    /// store is
    /// not overwritten yet: erase again in a minute.
    /// </summary>
    public bool IsComplete => Outbox.Leaving == 0 && WaitingReplies == 0 && IsOverwritten;
}

using NodaTime;
using Notify.Sdk.Consents;

namespace Notify.Sdk.Permission;

/// <summary>Whether the confirmation of a sign-up may go to an address.</summary>
internal enum SignUpVerdict : byte
{
    /// <summary>It may.</summary>
    Passes,

    /// <summary>Nobody asked for it at this address.</summary>
    NotAsked,

    /// <summary>The person said no after they had asked.</summary>
    Stopped,

    /// <summary>The address was asked to confirm too often.</summary>
    TooMany,
}

/// <summary>One decision at an address, and when the ledger took it.</summary>
internal readonly record struct TakenConsent(ConsentRecord Record, Instant RecordedAt);

/// <summary>
/// The one rule of confirmations that pass a stop: asked for at the very address, not stopped since, one in 24 hours and three in
/// 30 days. Counted over the chain, whose order is the same for every process: of two who ask at once the first entry passes.
/// </summary>
internal static class SignUpRule
{
    public const int MostInMonth = 3;

    public static readonly Duration Day = Duration.FromHours(24);

    public static readonly Duration Month = Duration.FromDays(30);

    /// <param name="taken">All decisions at the address, in the order of the chain.</param>
    /// <param name="requestId">The id of the pending record.</param>
    public static SignUpVerdict Judge(IReadOnlyList<TakenConsent> taken, string requestId)
    {
        var asked = IndexOf(taken, requestId);
        if (asked < 0)
            return SignUpVerdict.NotAsked;
        return IsStopped(taken, taken[asked].Record) ? SignUpVerdict.Stopped
            : Passed(taken).Contains(asked) ? SignUpVerdict.Passes
            : SignUpVerdict.TooMany;
    }

    /// <summary>Whether one more that is asked now would pass.</summary>
    public static bool HasRoom(IReadOnlyList<TakenConsent> taken, Instant now) =>
        HasRoom([.. Passed(taken).Select(i => taken[i].RecordedAt)], now);

    /// <summary>Those that were let pass, by their place: each judged after the ones before it.</summary>
    private static List<int> Passed(IReadOnlyList<TakenConsent> taken)
    {
        List<int> passed = [];
        List<Instant> at = [];
        for (var i = 0; i < taken.Count; i++)
        {
            if (!IsPending(taken[i].Record) || !HasRoom(at, taken[i].RecordedAt))
                continue;
            passed.Add(i);
            at.Add(taken[i].RecordedAt);
        }

        return passed;
    }

    /// <summary>A clock that was turned back makes no room: what lies after now counts as well.</summary>
    private static bool HasRoom(List<Instant> passed, Instant now) =>
        !passed.Exists(p => now - p < Day) && passed.Count(p => now - p < Month) < MostInMonth;

    private static int IndexOf(IReadOnlyList<TakenConsent> taken, string requestId)
    {
        for (var i = 0; i < taken.Count; i++)
        {
            if (taken[i].Record.Id == requestId && IsPending(taken[i].Record))
                return i;
        }

        return -1;
    }

    private static bool IsPending(ConsentRecord record) => record is { Status: ConsentStatus.Granted, DoubleOptIn: DoubleOptIn.Pending };

    /// <summary>Any no that reaches as far as what was asked for, over any channel and of any brand: the careful side.</summary>
    private static bool IsStopped(IReadOnlyList<TakenConsent> taken, ConsentRecord asked) => taken.Any(t =>
        t.Record.Status == ConsentStatus.Withdrawn
        && t.Record.OccurredAt >= asked.OccurredAt
        && (t.Record.Scope.Topic is null || t.Record.Scope == asked.Scope));
}

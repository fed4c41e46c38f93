using NodaTime;
using Notify.Sdk.Consents;

namespace Notify.Sdk.Permission;

/// <summary>What a record at an address counts for.</summary>
internal enum ConsentState : byte
{
    /// <summary>In force.</summary>
    InForce,

    /// <summary>In force, but the topic is not among what was disclosed.</summary>
    Undisclosed,

    /// <summary>Waits for its confirmation.</summary>
    Pending,

    /// <summary>Was in force once.</summary>
    Lapsed,

    /// <summary>Counts for nothing.</summary>
    None,
}

/// <summary>
/// Goes through the records at one address that say yes to a topic over a channel, newest first, until an opt-out or an end. The one
/// place that says which consents are in force. Allocates nothing.
/// </summary>
internal ref struct StandingWalk(List<ConsentRecord>? records, Topic topic, DeliveryChannel channel, Instant at)
{
    private int _next = (records?.Count ?? 0) - 1;
    private bool _expressedLapsed;

    public ConsentRecord Current { get; private set; } = null!;

    public ConsentState State { get; private set; }

    public bool MoveNext()
    {
        while (_next >= 0)
        {
            Current = records![_next--];
            if (!ConsentStanding.Concerns(Current, topic, channel) || Current.OccurredAt > at)
                continue;
            if (Current.Status == ConsentStatus.Withdrawn)
                break; // what was agreed before an opt-out is over, whatever came afterwards
            State = StateOf(Current);
            if (Current.Status == ConsentStatus.Expired)
                _next = -1;
            return true;
        }

        _next = -1;
        return false;
    }

    private ConsentState StateOf(ConsentRecord record)
    {
        if (record.Status == ConsentStatus.Expired)
            return ConsentState.Lapsed;
        if (record.Basis == ConsentBasis.LegalDuty && topic.Class == MessageClass.Marketing)
            return ConsentState.None; // no law demands advertising
        if (record.DoubleOptIn == DoubleOptIn.Pending)
            return ConsentState.Pending;
        var expressed = ConsentStanding.IsExpressed(record);
        if (record.ExpiresAt <= at)
        {
            // A grant that lapsed at once only takes a stop back.
            if (record.ExpiresAt == record.OccurredAt)
                return ConsentState.None;
            _expressedLapsed |= expressed && ConsentStanding.Discloses(record, topic.Name);
            return ConsentState.Lapsed;
        }

        if (!ConsentStanding.Discloses(record, topic.Name))
            return ConsentState.Undisclosed;
        // A term that the person agreed to last is not outlived by what they said before.
        return expressed && _expressedLapsed ? ConsentState.None : ConsentState.InForce;
    }
}

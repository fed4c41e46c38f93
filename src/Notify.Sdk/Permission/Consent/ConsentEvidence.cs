using NodaTime;

namespace Notify.Sdk.Consents;

/// <summary>How a consent was given. What proves an act of one person is personal data, and goes when they are erased.</summary>
public sealed record ConsentEvidence
{
    /// <summary>The medium, for example <c>web-form</c>, <c>keyword</c>, <c>paper</c>, <c>call</c>. No personal data.</summary>
    public string? Method { get; init; }

    /// <summary>The form or script and its version. No personal data.</summary>
    public string? FormId { get; init; }

    /// <summary>The campaign or programme. No personal data.</summary>
    public string? Campaign { get; init; }

    /// <summary>The page on which it was given. Personal: its query may name the person.</summary>
    public string? SourceUrl { get; init; }

    /// <summary>From which IP address. Personal.</summary>
    public string? IpAddress { get; init; }

    /// <summary>With which browser or application. Personal.</summary>
    public string? UserAgent { get; init; }

    /// <summary>Who entered it: the person, or an employee for them. Personal.</summary>
    public string? Actor { get; init; }

    /// <summary>What the person did, for example <c>ticked the empty box "offers"</c>. Personal.</summary>
    public string? AffirmativeAct { get; init; }

    /// <summary>Method and form; nothing personal.</summary>
    public override string ToString() => $"{Method} {FormId}".Trim();
}

/// <summary>How a consent was withdrawn.</summary>
public sealed record Revocation
{
    /// <summary>The way, for example <c>keyword</c>, <c>one-click</c>, <c>call</c>. No personal data.</summary>
    public string? Method { get; init; }

    /// <summary>What the person wrote, verbatim. Personal.</summary>
    public string? RawWords { get; init; }

    /// <summary>The rule that read it as an opt-out, for example <c>en/stop</c>. No personal data.</summary>
    public string? MatchedRule { get; init; }

    /// <summary>Since when nothing is sent any more.</summary>
    public Instant? HonouredAt { get; init; }

    /// <summary>When the one confirmation was sent.</summary>
    public Instant? ConfirmationSentAt { get; init; }

    /// <summary>Method and rule; nothing personal.</summary>
    public override string ToString() => $"{Method} {MatchedRule}".Trim();
}

/// <summary>Where an imported record comes from. No personal data: it outlives erasure.</summary>
/// <param name="Source">The system, for example <c>old-crm</c>.</param>
/// <param name="BatchId">The run or file, for example <c>2026-11-22</c>.</param>
/// <param name="Line">Line or row of the file, counted from 1; 0 when it has none.</param>
/// <param name="Column">The header of the column that says it, where the file has one of its own for it; else null.</param>
public sealed record ImportSource(string Source, string BatchId, long Line = 0, string? Column = null);

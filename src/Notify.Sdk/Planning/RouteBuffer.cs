namespace Notify.Sdk.Planning;

/// <summary>Where the routes of one person are judged. Used again for the next person, so that judging allocates nothing.</summary>
internal sealed class RouteBuffer
{
    /// <summary>All routes, best first.</summary>
    public List<RouteCandidate> Candidates { get; } = [];

    /// <summary>Those that are permitted, best first.</summary>
    public List<(RouteCandidate Route, Permitted When)> Open { get; } = [];

    /// <summary>Why the others are not, and why other ways are no routes.</summary>
    public List<Reason> Refusals { get; } = [];

    /// <summary>What would open one of the others.</summary>
    public MissingEvidence Missing { get; set; }

    public void Clear()
    {
        Missing = MissingEvidence.None;
        Candidates.Clear();
        Open.Clear();
        Refusals.Clear();
    }
}

namespace Notify.Sdk.Audience;

/// <summary>
/// Keeps a shortened or missing name from becoming a bridge between two people. <c>J. Smith</c> with John's mailbox and
/// Jane's mailbox could be either, so all claims that hang together and lead to different full names are dropped
/// together; which of them came first has no say.
/// </summary>
internal sealed class ClaimJudge
{
    private readonly IReadOnlyList<Claim> _claims;
    private readonly UnionFind _blocks;
    private readonly BlockNames _names;
    private readonly UnionFind _clusters;
    private readonly int _rows; // nodes below are blocks by root, from here on circles

    /// <summary>The blocks are the groups so far, joined by this level's equal full names.</summary>
    public ClaimJudge(int rows, NameEvidence evidence, UnionFind blocks, INameNumbers names)
    {
        _rows = rows;
        _claims = evidence.Claims;
        _blocks = blocks;
        _names = new(rows, blocks, names);
        _clusters = new(rows + evidence.Circles);
    }

    public void Keep(LinkLevel level, List<Evidence> found)
    {
        var doubtful = Doubtful();
        foreach (var claim in _claims)
        {
            if (claim.Row == claim.Anchor) continue; // the anchor of its circle
            var (from, to) = Ends(claim);
            var keep = (Named(from), Named(to)) switch
            {
                (true, true) => from == to || _names.Share(from, to),
                (true, false) => !doubtful.Contains(_clusters.Find(to)),
                _ => !doubtful.Contains(_clusters.Find(from)),
            };
            if (keep) found.Add(new(claim.Row, claim.Anchor, level, claim.Key, claim.Names));
        }
    }

    /// <summary>The clusters of nodes without a full name whose claims lead to people with no full name in common.</summary>
    private HashSet<int> Doubtful()
    {
        foreach (var claim in _claims)
        {
            var (from, to) = Ends(claim);
            if (!Named(from) && !Named(to)) _clusters.Union(from, to);
        }

        var bonds = new List<(int Cluster, int Block)>();
        foreach (var claim in _claims)
        {
            var (from, to) = Ends(claim);
            if (Named(from) != Named(to)) bonds.Add(Named(from) ? (_clusters.Find(to), from) : (_clusters.Find(from), to));
        }

        bonds.Sort();
        var doubtful = new HashSet<int>();
        for (int start = 0, end; start < bonds.Count; start = end)
        {
            for (end = start + 1; end < bonds.Count && bonds[end].Cluster == bonds[start].Cluster;) end++;
            if (bonds[start].Block != bonds[end - 1].Block && !_names.ShareOne(bonds[start..end].Select(b => b.Block))) doubtful.Add(
                bonds[start].Cluster);
        }

        return doubtful;
    }

    private (int From, int To) Ends(in Claim claim) =>
        (_blocks.Find(claim.Row), claim.Circle < 0 ? _blocks.Find(claim.Anchor) : _rows + claim.Circle);

    private bool Named(int node) => node < _rows && _names.Any(node);
}

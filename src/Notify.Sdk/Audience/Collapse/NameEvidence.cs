namespace Notify.Sdk.Audience;

/// <summary>
/// Levels 3 and 4: who, among the accounts with one address, is the same by name. Equal full names are evidence; a
/// name with initials, or none, is only a claim, to be judged by <see cref="ClaimJudge"/>.
/// </summary>
internal sealed class NameEvidence(IAddressHolders addresses, INameNumbers names)
{
    private const int NoAnchor = -1;

    // The people at one address, by name. Reused from address to address: at most MaxAccountsPerAddress entries.
    private readonly List<(int Name, int Anchor)> _full = [];
    private readonly List<(int Name, int Anchor, int Circle)> _short = [];
    private readonly List<int> _nameless = [];
    private bool _hasStranger;

    public List<Claim> Claims { get; } = [];

    public int Circles { get; private set; }

    public void Gather(LinkLevel level, List<Evidence> found)
    {
        for (var key = 0; key < addresses.Count; key++)
            if (addresses.Links(key) && addresses.IsEmail(key) == (level == LinkLevel.EmailAndName)) Gather(level, key, found);
    }

    private void Gather(LinkLevel level, int key, List<Evidence> found)
    {
        _full.Clear();
        _short.Clear();
        _nameless.Clear();
        _hasStranger = false;
        var holders = addresses.HoldersOf(key);
        foreach (var holder in holders)
        {
            var name = names.Of(holder.Row);
            if (name == NameTable.Nameless) AddNameless(holder.Row);
            else if (names.IsFull(name)) JoinFull(level, key, name, holder.Row, found);
        }

        foreach (var holder in holders)
        {
            var name = names.Of(holder.Row);
            if (name != NameTable.Nameless && !names.IsFull(name)) ClaimShort(key, name, holder.Row);
        }

        ClaimNameless(key);
    }

    private void JoinFull(LinkLevel level, int key, int name, int row, List<Evidence> found)
    {
        foreach (var (known, anchor) in _full)
        {
            if (known != name) continue;
            found.Add(new(row, anchor, level, key, NameAgreement.Equal));
            return;
        }

        _full.Add((name, row));
    }

    /// <summary>
    /// One full name fits: that one is claimed. None fits: accounts with the same initials claim each other. Several
    /// fit: the initials may be anybody's, so they join nobody, not even their like.
    /// </summary>
    private void ClaimShort(int key, int name, int row)
    {
        for (var i = 0; i < _short.Count; i++)
        {
            var (known, anchor, circle) = _short[i];
            if (known != name) continue;
            if (anchor == NoAnchor) return;
            if (circle >= 0) Claims.Add(new(row, anchor, circle, key, NameAgreement.Equal));
            else Claims.Add(new(row, anchor, -1, key, NameAgreement.InitialFits));
            return;
        }

        var fits = 0;
        var fitting = NoAnchor;
        foreach (var (full, anchor) in _full)
        {
            if (!names.IsInitialOf(name, full)) continue;
            fits++;
            fitting = anchor;
        }

        if (fits == 0)
        {
            _short.Add((name, row, Circles));
            Claims.Add(new(row, row, Circles++, key, NameAgreement.Equal));
        }
        else if (fits == 1)
        {
            _short.Add((name, fitting, -1));
            Claims.Add(new(row, fitting, -1, key, NameAgreement.InitialFits));
        }
        else _short.Add((name, NoAnchor, -1));
    }

    /// <summary>
    /// People use several mailboxes far more often than several telephones: who has no name, but a number that nobody else on
    /// the list has, is rather another person at the same mailbox than the one who is there. Then two people have it.
    /// </summary>
    private void AddNameless(int row)
    {
        if (addresses.HasOwnPhone(row)) _hasStranger = true;
        else _nameless.Add(row);
    }

    private void ClaimNameless(int key)
    {
        if (_nameless.Count == 0 || _hasStranger) return;
        var persons = _full.Count;
        var (anchor, circle) = persons > 0 ? (_full[0].Anchor, -1) : (NoAnchor, -1);
        foreach (var (_, shortAnchor, shortCircle) in _short)
        {
            if (shortCircle < 0) continue;
            persons++;
            (anchor, circle) = (shortAnchor, shortCircle);
        }

        if (persons != 1) return;
        foreach (var row in _nameless) Claims.Add(new(row, anchor, circle, key, NameAgreement.Nameless));
    }
}

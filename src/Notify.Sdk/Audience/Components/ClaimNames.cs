namespace Notify.Sdk.Audience;

/// <summary>
/// The names of some rows by their codes: a name is numbered by the first row of the component that has it, from 1 on. A text is
/// read again when its initials are asked for and the codes cannot tell. One thread.
/// </summary>
internal sealed class ClaimNames : INameNumbers
{
    private const RowFacts Named = RowFacts.FullName | RowFacts.ShortName;

    private readonly ClaimRows _rows;
    private readonly ListDigest _digest;
    private readonly AccountMaker _maker;
    private readonly int[] _numbers;
    private readonly Dictionary<int, NameKey> _keys = [];

    public ClaimNames(ClaimRows rows, ListDigest digest, AccountMaker maker)
    {
        (_rows, _digest, _maker) = (rows, digest, maker);
        _numbers = new int[rows.Rows.Count];
        for (var row = 0; row < _numbers.Length; row++)
            if (KindOf(row) != 0) _numbers[row] = FirstWith(row) + 1; // else NameTable.Nameless
    }

    public int Of(int row) => _numbers[row];

    public bool IsFull(int name) => (KindOf(name - 1) & RowFacts.FullName) != 0;

    public bool IsInitialOf(int shortened, int full) => NameCodes.CanTell(CodeOf(shortened - 1), CodeOf(full - 1))
        ? NameCodes.IsInitialOf(CodeOf(shortened - 1), CodeOf(full - 1))
        : _maker.IsInitialOf(KeyOf(shortened), KeyOf(full));

    /// <summary>A component has no more rows than a person may have accounts.</summary>
    private int FirstWith(int row)
    {
        var first = _rows.StartOf(row);
        while (CodeOf(first) != CodeOf(row) || KindOf(first) != KindOf(row)) first++;
        return first;
    }

    private ulong CodeOf(int row) => _digest.Names[_rows.Rows[row]];

    private RowFacts KindOf(int row) => _digest.Facts[_rows.Rows[row]] & Named;

    private NameKey KeyOf(int name)
    {
        if (!_keys.TryGetValue(name, out var key)) _keys.Add(name, key = _maker.NameOf(_rows.Rows[name - 1]));
        return key;
    }
}

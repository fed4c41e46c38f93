using System.Runtime.InteropServices;

namespace Notify.Sdk.Audience;

/// <summary>The names of some rows by their codes; a text is read again when its initials are asked for and the codes cannot tell. One thread.</summary>
internal sealed class ClaimNames : INameNumbers
{
    private readonly AccountMaker _maker;
    private readonly int[] _numbers;
    private readonly List<(int Row, bool IsFull, ulong Code, NameKey Key)> _names = [default]; // from 1 on; the key is made when first asked for

    public ClaimNames(List<int> rows, ListDigest digest, AccountMaker maker)
    {
        _maker = maker;
        _numbers = new int[rows.Count];
        var known = new Dictionary<(ulong, bool), int>(rows.Count);
        for (var i = 0; i < _numbers.Length; i++)
        {
            var facts = digest.Facts[rows[i]];
            if ((facts & (RowFacts.FullName | RowFacts.ShortName)) == 0) continue; // NameBook.Nameless
            var code = digest.Names[rows[i]];
            var isFull = (facts & RowFacts.FullName) != 0;
            ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(known, (code, isFull), out var exists);
            if (!exists)
            {
                number = _names.Count;
                _names.Add((rows[i], isFull, code, NameKey.None));
            }

            _numbers[i] = number;
        }
    }

    public int Of(int row) => _numbers[row];

    public bool IsFull(int name) => _names[name].IsFull;

    public bool IsInitialOf(int shortened, int full) => NameCodes.CanTell(_names[shortened].Code, _names[full].Code)
        ? NameCodes.IsInitialOf(_names[shortened].Code, _names[full].Code)
        : _maker.IsInitialOf(KeyOf(shortened), KeyOf(full));

    private NameKey KeyOf(int name)
    {
        ref var known = ref CollectionsMarshal.AsSpan(_names)[name];
        if (known.Key.IsNone) known.Key = _maker.NameOf(known.Row);
        return known.Key;
    }
}

using System.Runtime.InteropServices;

namespace Notify.Sdk.Audience;

/// <summary>Who has which address, counted before anything is linked.</summary>
internal sealed class AddressOwners : IAddressHolders
{
    private readonly List<AddressKey> _keys = [];
    private readonly List<bool> _linkless = [];
    private readonly int _maxAccounts;
    private readonly IAddressFacts? _list;
    private int[] _start = [];
    private int[] _count = [];
    private Holder[] _holders = [];
    private bool[] _hasOwnPhone = [];

    private AddressOwners(int maxAccounts, IAddressFacts? list) => (_maxAccounts, _list) = (maxAccounts, list);

    /// <summary>One account that has the address, by its row.</summary>
    public record struct Holder(int Row, bool Verified);

    public int Count => _keys.Count;

    public AddressKey Key(int id) => _keys[id];

    public bool HasOwnPhone(int row) => _hasOwnPhone[row];

    public bool IsEmail(int id) => _keys[id].Kind == AddressKind.Email;

    /// <summary>The accounts with the address, each once, in the order of the rows.</summary>
    public ReadOnlySpan<Holder> HoldersOf(int id) => _holders.AsSpan(_start[id], _count[id]);

    /// <summary>Whether the address is evidence at all: of two accounts or more, of nobody's role, and not shared by too many.</summary>
    public bool Links(int id) => _count[id] >= 2 && !IsCrowded(id) && !_linkless[id];

    /// <summary>Whether too many accounts have the address for it to be anybody's own.</summary>
    public bool IsCrowded(int id) => _count[id] > _maxAccounts;

    /// <param name="rows">The accounts.</param>
    /// <param name="maxAccounts">How many accounts may have an address before it is nobody's own.</param>
    /// <param name="list">What the whole list says of addresses when the rows are a part of it.</param>
    public static AddressOwners Of(Account[] rows, int maxAccounts, IAddressFacts? list = null)
    {
        var book = new AddressOwners(maxAccounts, list);
        book.Fill(rows, book.Number(rows));
        book.FindOwnPhones(rows);
        return book;
    }

    /// <summary>Numbers the keys by first occurrence; answers the numbers of all addresses in order of reading.</summary>
    private List<int> Number(Account[] rows)
    {
        var read = new List<int>(rows.Length * 2);
        var ids = new Dictionary<AddressKey, int>(rows.Length);
        foreach (var row in rows)
        {
            for (var i = 0; i < row.Addresses.Count; i++)
            {
                var address = row.Addresses[i];
                ref var id = ref CollectionsMarshal.GetValueRefOrAddDefault(ids, address.Key, out var known);
                if (!known)
                {
                    id = _keys.Count;
                    _keys.Add(address.Key);
                    _linkless.Add(_list?.NeverLinks(address.Key) ?? false);
                }

                if (!address.Links) _linkless[id] = true;
                read.Add(id);
            }
        }

        return read;
    }

    private void Fill(Account[] rows, List<int> read)
    {
        _start = new int[Count];
        _count = new int[Count];
        _holders = new Holder[read.Count];
        foreach (var id in read) _count[id]++;
        for (var id = 1; id < Count; id++) _start[id] = _start[id - 1] + _count[id - 1];
        Array.Clear(_count);

        var next = 0;
        for (var row = 0; row < rows.Length; row++)
        {
            for (var i = 0; i < rows[row].Addresses.Count; i++)
            {
                var id = read[next++];
                var verified = rows[row].Addresses[i].VerifiedAt is not null;
                var end = _start[id] + _count[id];
                if (_count[id] > 0 && _holders[end - 1].Row == row)
                {
                    _holders[end - 1].Verified |= verified; // the key twice in one account is one holder
                    continue;
                }

                _holders[end] = new(row, verified);
                _count[id]++;
            }
        }
    }

    private void FindOwnPhones(Account[] rows)
    {
        _hasOwnPhone = new bool[rows.Length];
        for (var id = 0; id < Count; id++)
        {
            if (_keys[id].Kind != AddressKind.Phone || _linkless[id] || !AreOneAccount(rows, HoldersOf(id))) continue;
            foreach (var holder in HoldersOf(id)) _hasOwnPhone[holder.Row] = true;
        }
    }

    private static bool AreOneAccount(Account[] rows, ReadOnlySpan<Holder> holders)
    {
        foreach (var holder in holders)
            if (rows[holder.Row].Ref.Id != rows[holders[0].Row].Ref.Id) return false;
        return true;
    }
}

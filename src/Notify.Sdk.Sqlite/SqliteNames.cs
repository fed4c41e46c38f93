using Notify.Sdk.Stores;

namespace Notify.Sdk.Sqlite;

/// <summary>The numbers of texts in their table, remembered by the connection. Used by one call at a time.</summary>
internal sealed class SqliteNames(SqliteSession session) : INameTable
{
    private const int MostRemembered = 100_000;
    private const int MostNumbers = int.MaxValue - 1; // rows write the number behind the name's own

    private readonly Dictionary<string, int> _numbers = [];
    private readonly Dictionary<int, string> _names = [];

    public int NumberOf(string name)
    {
        if (_numbers.TryGetValue(name, out var number))
            return number;
        if (Find(name) is { } known)
            return Remember(known, name);
        // One whose own number is damaged gets another; rows that name it by the old one are lost with it.
        session.Execute(
            """
            INSERT INTO names (no, text) VALUES ((SELECT coalesce(max(no), 0) + 1 FROM names WHERE no < ?2), ?1)
            ON CONFLICT (text) DO UPDATE SET no = excluded.no
            """,
            name, MostNumbers);
        return Remember(Find(name)!.Value, name);
    }

    public string NameOf(int number)
    {
        if (_names.TryGetValue(number, out var name))
            return name;
        name = session.First("SELECT text FROM names WHERE no = ?1", static r => r.GetString(0), number)
            ?? throw new InvalidDataException("A stored row names a text that is not in its file. The file was damaged; restore a backup.");
        Remember(number, name);
        return name;
    }

    /// <summary>A transaction was taken back: numbers that were given in it are free again.</summary>
    public void Forget()
    {
        _numbers.Clear();
        _names.Clear();
    }

    /// <summary>The number of a text, or null where it has none.</summary>
    public int? Find(string name) => _numbers.TryGetValue(name, out var known) ? known
        : (int?)session.Number("SELECT no FROM names WHERE text = ?1 AND no BETWEEN 0 AND ?2", name, MostNumbers);

    private int Remember(int number, string name)
    {
        if (_names.Count >= MostRemembered)
            Forget();
        _numbers[name] = number;
        _names[number] = name;
        return number;
    }
}

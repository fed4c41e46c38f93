namespace Notify.Sdk.Stores;

/// <summary>
/// Small numbers for texts that many rows repeat: names of channels and zones, reasons, rules. A store keeps the table beside its rows,
/// and what it numbered it never numbers anew. Used by one thread at a time.
/// </summary>
public interface INameTable
{
    /// <summary>The number of a text, which it gets now if it has none. Above zero.</summary>
    int NumberOf(string name);

    /// <summary>The text of a number.</summary>
    /// <exception cref="InvalidDataException">No text has the number: the row was damaged, or belongs to another store.</exception>
    string NameOf(int number);
}

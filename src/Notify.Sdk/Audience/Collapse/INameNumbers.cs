namespace Notify.Sdk.Audience;

/// <summary>The names of rows as small numbers: equal names have equal numbers.</summary>
internal interface INameNumbers
{
    /// <summary>The number of a row's name, or <see cref="NameTable.Nameless"/>.</summary>
    int Of(int row);

    bool IsFull(int name);

    bool IsInitialOf(int shortened, int full);
}

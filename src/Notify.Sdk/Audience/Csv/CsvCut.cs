namespace Notify.Sdk.Audience;

/// <summary>What the search for the next row came to.</summary>
internal enum CsvCut : byte
{
    /// <summary>A row was found.</summary>
    Row,

    /// <summary>The bytes at hand end before the row does.</summary>
    More,

    /// <summary>There is no row any more.</summary>
    End,
}

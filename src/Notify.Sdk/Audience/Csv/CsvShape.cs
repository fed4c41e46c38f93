namespace Notify.Sdk.Audience;

/// <summary>What is known of a row.</summary>
internal enum CsvShape : byte
{
    /// <summary>It is whole.</summary>
    Any,

    /// <summary>It is one line in which quotation marks, if any, stand around whole fields and nowhere else.</summary>
    Plain,

    /// <summary>The same, and all signs are ASCII.</summary>
    PlainAscii,
}

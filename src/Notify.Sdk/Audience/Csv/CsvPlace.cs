namespace Notify.Sdk.Audience;

/// <summary>Where a row stands among bytes, without its last line end.</summary>
internal readonly record struct CsvPlace(int Start, int Length);

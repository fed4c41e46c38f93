using NodaTime;

namespace Notify.Sdk.Audience;

/// <summary>Where a row stands, for what its person said.</summary>
/// <param name="File">The name of the file without its folder; empty for a stream.</param>
/// <param name="Written">When the file was written; null for a stream.</param>
/// <param name="Line">The line on which the row begins; 0 where it is read again and nobody asks.</param>
internal readonly record struct CsvOrigin(string File, Instant? Written, long Line)
{
    /// <summary>The answers with their place; a no without a date counts from when the file was written.</summary>
    public ContactPermission[] Of(IReadOnlyList<ContactPermission> said)
    {
        var placed = new ContactPermission[said.Count];
        for (var i = 0; i < placed.Length; i++)
            placed[i] = said[i] with
            {
                At = said[i].At ?? (said[i].Answer == ContactAnswer.Yes ? null : Written),
                File = File,
                Line =
                Line
            };
        return placed;
    }
}

namespace Notify.Sdk.Planning;

/// <summary>Finds hours of one rule that overlap: as a union they would say more than either, which nobody means.</summary>
internal static class WindowOverlap
{
    private const int Week = 7 * 1_440;

    /// <summary>What overlaps, in words, or null.</summary>
    public static string? Of(SendWindowRule rule)
    {
        var spans = (from window in rule.Windows
                     from day in window.Days.Distinct()
                     let start = ((int)day - 1) * 1_440
                     orderby start + window.Minutes.From
                     select (From: start + window.Minutes.From, To: start + window.Minutes.To, Window: window)).ToList();
        for (var i = 0; i < spans.Count; i++)
        {
            // The last of the week may run into the first of the next.
            var (next, later) = i + 1 < spans.Count ? (spans[i + 1], 0) : (spans[0], Week);
            if (spans.Count > 1 && spans[i].To > next.From + later)
                return $"Send window '{rule.Id}' has hours that overlap: {spans[i].Window} and {next.Window}. Hours of one rule are a "
                    + $"union; for hours that must both be open make two rules.";
        }

        return null;
    }
}

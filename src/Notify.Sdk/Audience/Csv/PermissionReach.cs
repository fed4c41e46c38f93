namespace Notify.Sdk.Audience;

/// <summary>What an answer concerns: everything or marketing, on one channel or on all.</summary>
/// <param name="MarketingOnly">Marketing only.</param>
/// <param name="Channel">The channel; null for all.</param>
internal readonly record struct PermissionReach(bool MarketingOnly, DeliveryChannel? Channel)
{
    /// <summary>
    /// Reads <c>everything</c>, <c>marketing</c>, either with a channel behind a slash (<c>marketing/email</c>), or several of these with
    /// a plus between. Null for anything else.
    /// </summary>
    public static IReadOnlyList<PermissionReach>? Parse(string text)
    {
        List<PermissionReach> reaches = [];
        foreach (var part in text.Split('+', StringSplitOptions.TrimEntries))
        {
            var words = part.Split('/', StringSplitOptions.TrimEntries);
            var scope = words[0].ToLowerInvariant();
            if (words.Length > 2 || scope is not ("everything" or "marketing"))
                return null;
            if (words.Length == 1)
                reaches.Add(new(scope == "marketing", null));
            else if (CsvValues.ChannelsOf(words[1]) is { } channels)
                reaches.AddRange(channels.Select(c => new PermissionReach(scope == "marketing", c)));
            else
                return null;
        }

        return reaches;
    }
}

using System.Text.RegularExpressions;

namespace QuickStart;

/// <summary>The library tells a developer which option to set; here the same advice for whoever runs this program.</summary>
internal static partial class Advice
{
    public static string OnTheCommandLine(string text) =>
        Country().Replace(Column().Replace(text, "--column \"$1=$2\""), "use --country $1").Replace(
            "set AudienceOptions.DefaultCountry", "use --country", StringComparison.Ordinal);

    [GeneratedRegex(@"ContactCsvOptions\.Columns\[""([^""]+)""\] = ""([^""]*)""")]
    private static partial Regex Column();

    [GeneratedRegex(@"set AudienceOptions\.DefaultCountry \(""(..)""\)")]
    private static partial Regex Country();
}

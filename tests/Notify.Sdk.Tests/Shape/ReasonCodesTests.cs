using System.Text.RegularExpressions;

namespace Notify.Sdk.Tests.Shape;

/// <summary>Every reason that the library gives is explained to its readers.</summary>
public partial class ReasonCodesTests
{
    private static List<string> Codes => [.. typeof(ReasonCodes).GetFields().Select(f => (string)f.GetRawConstantValue()!)];

    [Fact]
    public void Every_code_has_a_line_in_the_docs_and_every_line_a_code() =>
        Row().Matches(File.ReadAllText(Repository.PathTo("docs", "reasons.md"))).Select(m => m.Groups[1].Value).Should().BeEquivalentTo(Codes);

    [Fact]
    public void Codes_are_lower_case_stage_and_what_and_never_twice() =>
        Codes.Should().OnlyHaveUniqueItems().And.OnlyContain(c => Form().IsMatch(c));

    [GeneratedRegex(@"^\| `([^`]+)` \| \S[^|]* \| \S[^|]* \|$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("^(audience|permission|planning|rendering|sending|tracking)\\.[a-z]+(-[a-z]+)*$")]
    private static partial Regex Form();
}

using Notify.Sdk.PhoneNumbers.Lane;

namespace Notify.Sdk.PhoneNumbers.Tests.Lane;

public sealed class PlanCompilerTests
{
    [Fact]
    public void Every_region_and_code_of_the_library_compiles_and_all_together_are_small()
    {
        var (unknown, bytes) = Plans.CompileAll();

        unknown.Should().BeEmpty();
        bytes.Should().BeInRange(100_000, 2_000_000);
    }

    // What the metadata may hold one day; the last is what they hold today.
    [Theory]
    [InlineData("(?=1)\\d{3}", false)]
    [InlineData("1(?!2)\\d", false)]
    [InlineData("\\d+", false)]
    [InlineData("\\d*", false)]
    [InlineData("\\d{2,}", false)]
    [InlineData("\\d{,2}", false)]
    [InlineData("\\d??", false)]
    [InlineData("[^1]", false)]
    [InlineData("[1", false)]
    [InlineData("[9-1]", false)]
    [InlineData("(1)\\1", false)]
    [InlineData("\\D", false)]
    [InlineData(".", false)]
    [InlineData("^1", false)]
    [InlineData("1)", false)]
    [InlineData("(1", false)]
    [InlineData("1{2", false)]
    [InlineData("\\p{Nd}", false)]
    [InlineData("(?:1[2-46]|[78]\\d{2})?\\d{3,4}", true)]
    public void A_construct_that_is_not_known_is_said_not_guessed(string pattern, bool isKnown)
    {
        (PatternParser.Parse(pattern) is not null).Should().Be(isKnown);
        (PrefixProgram.Compile(pattern) is not null).Should().Be(isKnown);
        Built(pattern).Should().Be(isKnown);
    }

    [Fact]
    public void An_automaton_does_not_know_the_end_of_the_text_and_a_program_does()
    {
        Built("1$").Should().BeFalse();
        PrefixProgram.Compile("1$")!.TryMatch([1], out _, out _).Should().BeTrue();
        PrefixProgram.Compile("1$")!.TryMatch([1, 2], out _, out _).Should().BeFalse();
    }

    [Fact]
    public void A_plan_with_a_pattern_that_is_not_known_is_left_to_the_library()
    {
        var known = Google.PhoneNumberUtil.GetInstance().GetMetadataForRegion("DE");
        var mobile = new Google.PhoneNumberDesc.Builder().MergeFrom(known.Mobile).SetNationalNumberPattern("1\\d+").Build();

        PlanCompiler.Compile(known).Should().NotBeNull();
        Compiles(metadata => metadata.SetMobile(mobile)).Should().BeFalse();
        Compiles(metadata => metadata.SetNationalPrefixForParsing("0+")).Should().BeFalse();
        Compiles(metadata => metadata.SetNationalPrefixForParsing("(0)").SetNationalPrefixTransformRule("$2")).Should().BeFalse();
        Compiles(metadata => metadata.SetInternationalPrefix("00(?=1)")).Should().BeFalse();

        bool Compiles(Func<Google.PhoneMetadata.Builder, Google.PhoneMetadata.Builder> change) =>
            PlanCompiler.Compile(change(Google.PhoneMetadata.CreateBuilder(known)).Build()) is not null;
    }

    private static bool Built(string pattern)
    {
        var builder = new AutomatonBuilder();
        builder.Add(PatternParser.Parse(pattern));
        return builder.Build() is not null;
    }
}

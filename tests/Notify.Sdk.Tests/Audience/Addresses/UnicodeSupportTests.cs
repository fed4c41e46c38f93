using System.Globalization;
using Notify.Sdk.Audience;

namespace Notify.Sdk.Tests.Audience;

public class UnicodeSupportTests
{
    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true };

    [Fact]
    public void A_process_with_ICU_passes() => FluentActions.Invoking(UnicodeSupport.EnsureAvailable).Should().NotThrow();

    [Fact]
    public void A_process_that_does_not_normalise_is_told_the_remedy() =>
        FluentActions.Invoking(() => UnicodeSupport.Prove(text => text, Idn.GetAscii))
            .Should().Throw<InvalidOperationException>().WithMessage("*<InvariantGlobalization>false*libicu*");

    [Fact]
    public void A_process_that_maps_a_domain_to_another_one_is_refused() =>
        // What .NET answers in invariant mode: the capital umlaut encoded as it stands.
        FluentActions.Invoking(() => UnicodeSupport.Prove(Normalise, d => d[0] == 'B' ? "xn--bcher-2pa.example" : Idn.GetAscii(d)))
            .Should().Throw<InvalidOperationException>();

    [Fact]
    public void A_process_with_the_transitional_mapping_is_refused() =>
        FluentActions.Invoking(() => UnicodeSupport.Prove(Normalise, d => d.Contains('ß') ? "fass.example" : Idn.GetAscii(d)))
            .Should().Throw<InvalidOperationException>();

    [Fact]
    public void A_mapping_that_fails_is_refused_with_the_same_words() =>
        FluentActions.Invoking(() => UnicodeSupport.Prove(Normalise, _ => throw new PlatformNotSupportedException()))
            .Should().Throw<InvalidOperationException>().WithMessage("*InvariantGlobalization*");

    private static string Normalise(string text) => text.Normalize();
}

using Notify.Sdk.PhoneNumbers.Tests.Oracle;

namespace Notify.Sdk.PhoneNumbers.Tests;

public sealed class EqualityTests
{
    [Fact]
    public void Every_field_of_every_text_of_the_corpus_is_as_the_library_has_it()
    {
        var comparison = new Comparison();
        foreach (var (text, region) in Corpus.Numbers())
            comparison.Ask(text, region);

        comparison.Texts.Should().Be(51_000);
        comparison.Valid.Should().BeGreaterThan(30_000);
        comparison.ToString().Should().BeEmpty();
    }
}

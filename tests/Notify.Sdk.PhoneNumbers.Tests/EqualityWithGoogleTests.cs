using Notify.Sdk.PhoneNumbers.Tests.Oracle;

namespace Notify.Sdk.PhoneNumbers.Tests;

public sealed class EqualityWithGoogleTests
{
    [Fact]
    public void Every_column_of_every_line_of_the_public_corpus_is_as_Google_has_it()
    {
        var (lines, differences) = Answers.Compare(CorpusFile.Read("corpus-public.tsv.gz"));

        lines.Should().Be(50_506);
        differences.Should().BeEmpty();
    }

    [Fact]
    public void Where_the_engines_of_Google_differ_the_answer_is_that_of_Java()
    {
        var java = CorpusFile.Read("divergent-public.tsv.gz").Where(line => line[0] == "JAVA").Select(line => line[2..]);

        var (lines, differences) = Answers.Compare(java);

        lines.Should().BeGreaterThan(100);
        differences.Should().BeEmpty();
    }
}

using System.Runtime.CompilerServices;
using Notify.Sdk.PhoneNumbers.Tests.Oracle;

namespace Notify.Sdk.PhoneNumbers.Tests;

public sealed class HotPathTests
{
    [Fact]
    public void A_number_takes_24_bytes() => Unsafe.SizeOf<PhoneNumber>().Should().Be(24);

    [Fact]
    public void Many_threads_get_the_answers_of_one()
    {
        var texts = Corpus.Numbers().Take(20_000).ToArray();
        var one = texts.Select(text => Answer.Ours(text.Text, text.Region)).ToArray();

        var differences = Enumerable.Range(0, texts.Length).AsParallel()
            .Count(i => Answer.Ours(texts[i].Text, texts[i].Region) != one[i]);

        differences.Should().Be(0);
    }
}

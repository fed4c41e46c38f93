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

        var differences = texts.AsParallel().AsOrdered().Select(text => Answer.Ours(text.Text, text.Region)).Zip(one).Count(pair => pair.First != pair.Second);

        differences.Should().Be(0);
    }
}

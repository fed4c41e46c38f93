using Notify.Sdk.Audience;

namespace Notify.Sdk.Tests.Audience;

public class HeadSortTests
{
    [Theory]
    [InlineData(ulong.MaxValue)]
    [InlineData(0xFFFFUL)]
    [InlineData(0UL)]
    public void Rows_are_in_the_order_of_their_heads(ulong mask)
    {
        var random = new Random(1);
        var heads = Enumerable.Range(0, 600_000).Select(_ => (ulong)random.NextInt64() & mask).ToArray();
        var rows = Enumerable.Range(0, heads.Length).ToArray();
        var (sorted, moved) = ((ulong[])heads.Clone(), (int[])rows.Clone());
        HeadSort.Sort(sorted, moved, default);
        sorted.Should().BeInAscendingOrder();
        moved.Select(r => heads[r]).SequenceEqual(sorted).Should().BeTrue();
    }

    [Fact]
    public void It_stops_when_cancelled() => FluentActions.Invoking(() => HeadSort.Sort(new ulong[10], new int[10], new(canceled: true)))
        .Should().Throw<OperationCanceledException>();
}

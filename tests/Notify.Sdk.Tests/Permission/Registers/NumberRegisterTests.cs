using FsCheck.Fluent;
using Notify.Sdk.Permission;
using Notify.Sdk.Stores;
using Notify.Sdk.Tests.TestKit;

namespace Notify.Sdk.Tests.Permission;

public sealed class NumberRegisterTests
{
    /// <summary>A million members, their neighbours and a million others, against a set that is known to be right.</summary>
    [Theory]
    [InlineData(1_000_000, 12_010_000_000, 19_899_999_999)] // spread over North America
    [InlineData(200_000, 12_125_550_000, 12_127_999_999)] // crowded into a few exchanges
    [InlineData(50_000, 1_000_000, 999_999_999_999_999)] // every length there is
    public void A_register_never_gives_a_false_answer(int count, long from, long to)
    {
        Random random = new(42);
        HashSet<ulong> members = [];
        NumberRegisterBuilder builder = new();
        for (var i = 0; i < count; i++)
        {
            var number = (ulong)random.NextInt64(from, to);
            members.Add(number);
            builder.Add(number);
        }

        var register = builder.Build();
        register.Count.Should().Be(members.Count);
        var wrong = 0;
        foreach (var member in members)
        {
            for (var near = member - 2; near <= member + 2; near++)
                wrong += register.Contains(near) == members.Contains(near) ? 0 : 1;
        }

        for (var i = 0; i < 1_000_000; i++)
        {
            var any = (ulong)random.NextInt64(0, to + 1_000_000);
            wrong += register.Contains(any) == members.Contains(any) ? 0 : 1;
        }

        wrong.Should().Be(0);
    }

    [Fact]
    public void It_is_the_set_of_what_was_added_whatever_that_is() => Repeatable.ForAll(
        Gen.ListOf(Gen.OneOf(
            Gen.Choose(0, 40).Select(n => (ulong)n),
            Gen.Choose(0, 40).Select(n => uint.MaxValue - 20UL + (ulong)n),
            Gen.Choose(0, 40).Select(n => (1UL << 40) + ((ulong)n << 28)),
            Gen.Choose(0, int.MaxValue).Select(n => (ulong)n * 466_033UL))),
        200,
        numbers =>
        {
            NumberRegisterBuilder builder = new();
            foreach (var number in numbers)
                builder.Add(number);
            var register = builder.Build();
            var set = numbers.ToHashSet();
            register.Numbers().Should().Equal(set.Order());
            foreach (var number in numbers.Append(0UL).Append(ulong.MaxValue))
            {
                register.Contains(number).Should().Be(set.Contains(number));
                register.Contains(number + 1).Should().Be(set.Contains(number + 1));
                register.Contains(number ^ (1UL << 33)).Should().Be(set.Contains(number ^ (1UL << 33)));
            }

            NumberBlocks.Read(NumberBlocks.Write(register), register.Count).Numbers().Should().Equal(register.Numbers());
        });

    [Fact]
    public void An_empty_register_lists_nobody()
    {
        NumberRegister.Empty.Contains(0).Should().BeFalse();
        new NumberRegisterBuilder().Build().Numbers().Should().BeEmpty();
    }

    [Theory]
    [InlineData("+12025550101", true)]
    [InlineData("+12025550101;ext=7", true)] // whoever calls an extension calls the number
    [InlineData("+12025550102", false)]
    [InlineData("12025550101", false)]
    [InlineData("+", false)]
    [InlineData("+;ext=7", false)]
    [InlineData("+1202555010x", false)]
    [InlineData("+1202555010112025550101", false)]
    [InlineData("", false)]
    [InlineData("+99999999999999999999", false)]
    public void Addresses_are_found_by_their_number(string key, bool found)
    {
        NumberRegisterBuilder builder = new();
        builder.Add(12025550101);
        var register = builder.Build();
        register.Contains(new AddressKey(AddressKind.Phone, key)).Should().Be(found);
        register.Contains(new AddressKey(AddressKind.X, key)).Should().BeFalse();
    }

    [Fact]
    public void Ten_million_numbers_fit_in_a_hundred_megabytes()
    {
        NumberRegisterBuilder builder = new();
        for (var i = 0UL; i < 1_000_000; i++)
            builder.Add(12_000_000_000 + (i * 7919));
        (builder.Build().SizeInBytes * 10).Should().BeLessThan(100_000_000);
    }
}

using System.Runtime.Intrinsics;
using Notify.Sdk.Audience;

namespace Notify.Sdk.Tests.Audience;

public class AsciiBlocksTests
{
    [Fact]
    public void A_block_has_the_letters_from_a_place_on_and_then_zeros()
    {
        // Each text ends where its array ends, and stands in one that is not cleared before it.
        for (var length = 1; length <= AsciiBlocks.MaxText; length++)
        {
            var array = Enumerable.Range(0, length + 3).Select(i => (char)('!' + i)).ToArray();
            var text = array.AsSpan(3);
            for (var at = 0; at < length; at++)
            {
                var block = new byte[AsciiBlocks.Size];
                AsciiBlocks.Load(text, at).CopyTo(block);
                var left = Math.Min(length - at, AsciiBlocks.Size);
                block.Should().Equal([.. text.Slice(at, left).ToArray().Select(c => (byte)c), .. new byte[AsciiBlocks.Size - left]]);
            }
        }
    }

    [Theory]
    [InlineData('\u0080')]
    [InlineData('\u00FF')]
    [InlineData('\u0141')]
    [InlineData('\u8041')]
    [InlineData('\uFF41')]
    public void What_is_not_ASCII_has_the_highest_bit(char letter)
    {
        for (var length = 1; length <= 40; length++)
            for (var at = 0; at < length; at++)
            {
                var text = new string('a', length).ToCharArray();
                text[at] = letter;
                var from = at / AsciiBlocks.Size * AsciiBlocks.Size;
                AsciiBlocks.Load(text, from).ExtractMostSignificantBits().Should().Be(1u << (at - from));
            }
    }

    [Fact]
    public void Capital_letters_become_small_ones_and_nothing_else_changes()
    {
        for (var sign = 0; sign < 0x100; sign++)
        {
            var lower = AsciiBlocks.Lower(Vector128.Create((byte)sign), out var letters);
            lower[3].Should().Be((byte)(sign < 0x80 ? char.ToLowerInvariant((char)sign) : sign));
            (letters[3] != 0).Should().Be(char.IsAsciiLetter((char)sign));
        }
    }
}

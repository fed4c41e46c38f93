using System.Globalization;
using Notify.Sdk.Audience;

namespace Notify.Sdk.Tests.Audience;

public class KeyedHashTests
{
    // For texts that are long or not ASCII. From OpenSSL 3: openssl mac -macopt hexkey:000102...0f -macopt size:16 -macopt c-rounds:1
    // -macopt d-rounds:3 SIPHASH,
    // over UTF-16 little-endian. Kind 0 adds nothing to the standard.
    [Theory]
    [InlineData("", "E77EBCB22788A5BEFD62DB6ADD303001")]
    [InlineData("ab", "1B70003C279C243CDF4A19DA74EF4260")]
    [InlineData("abcd", "D378046ECB8BB9E1B29668AEC2A29E54")]
    [InlineData("ann.lee@example.com", "8BA11CDE1FF5A7DCFA4DE6E01993329B")]
    public void SipHash_is_SipHash_1_3_of_128_bits(string text, string expected)
    {
        var hash = new SipHash(0x0706050403020100, 0x0f0e0d0c0b0a0908).Of(0, text);
        var bytes = new byte[16];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt128LittleEndian(bytes, hash);
        Convert.ToHexString(bytes).Should().Be(expected);
    }

    [Fact]
    public void Every_letter_the_kind_and_the_key_count()
    {
        var hashes = new HashSet<UInt128>();
        foreach (var length in Enumerable.Range(0, 40))
        {
            var text = string.Create(CultureInfo.InvariantCulture, $"{new string('a', length)}");
            hashes.Add(new KeyedHash(1, 2).Of(0, text)).Should().BeTrue();
            hashes.Add(new KeyedHash(1, 2).Of(1, text)).Should().BeTrue();
            hashes.Add(new KeyedHash(2, 2).Of(0, text)).Should().BeTrue();
            if (length > 0) hashes.Add(new KeyedHash(1, 2).Of(0, text[1..] + "b")).Should().BeTrue();
        }
    }

    [Theory]
    [InlineData("email")]
    [InlineData("phone")]
    [InlineData("slack")]
    public void Addresses_of_each_kind_spread_over_all_partitions(string kind)
    {
        const int each = 64;
        var sizes = new int[Partitions<KeyEntry>.Count];
        for (var i = 0; i < each * sizes.Length; i++)
            sizes[KeyEntry.PartitionOf(new KeyedHash(1, 2).OfAddress(AddressKind.Named(kind), i.ToString(CultureInfo.InvariantCulture)),
                sizes.Length)]++;
        sizes.Should().OnlyContain(size => size > each / 4 && size < each * 2);
    }

    [Fact]
    public void Nobody_can_prepare_a_list_against_it() => KeyedHash.Random().Of(0, "a").Should().NotBe(KeyedHash.Random().Of(0, "a"));

    [Fact]
    public void Short_texts_are_the_sum_of_their_words_times_random_numbers()
    {
        var random = new Random(4);
        foreach (var length in Enumerable.Range(0, AsciiBlocks.MaxText + 1))
        {
            var text = string.Create(length, random, static (letters, from) =>
            {
                foreach (ref var letter in letters) letter = (char)from.Next(0x80);
            });
            var (hash, room) = (new KeyedHash(1, 2), new byte[AsciiBlocks.MaxText]);
            System.Text.Encoding.ASCII.GetBytes(text, room);
            hash.Of(3, text).Should().Be(Obvious(3, text));
            hash.Of64(3, text).Should().Be((ulong)Obvious(3, text));
            hash.OfBlocks(3, room, length).Should().Be(Obvious(3, text));
            hash.OfBlocks64(3, room, length).Should().Be((ulong)Obvious(3, text));
        }
    }

    private static UInt128 Obvious(byte kind, string text)
    {
        var random = Enumerable.Range(0, 40).Where(i => i % 2 == 0).Select(i => new SipHash(1, 2).Of(byte.MaxValue, [(char)i])).ToArray();
        var bytes = text.Select(c => (ulong)c).ToArray();
        var words = bytes.Chunk(8).Select(w => w.Select((b, i) => b << (8 * i)).Aggregate(0UL, (a, b) => a | b))
            .Prepend(((ulong)kind << 8) | (uint)text.Length).ToArray();
        return new(Half(1), Half(0));

        ulong Half(int which)
        {
            var sum = random[which];
            for (var i = 0; i < words.Length; i++) sum += random[(2 * (i + 1)) + which] * words[i];
            var upper = (ulong)(sum >> 64);
            upper = (upper ^ (upper >> 32)) * 0x9E3779B97F4A7C15;
            return upper ^ (upper >> 29);
        }
    }

    [Theory]
    [InlineData("ä")]
    [InlineData("abcdefgh\u0100abcdefgh")]
    [InlineData("abcdefghabcdefgh\uFFFF")]
    [InlineData("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0")]
    public void All_other_texts_are_left_to_SipHash(string text)
    {
        new KeyedHash(1, 2).Of(3, text).Should().Be(new SipHash(1, 2).Of(3, text));
        new KeyedHash(1, 2).Of64(3, text).Should().Be((ulong)new SipHash(1, 2).Of(3, text));
    }

    [Theory]
    [InlineData("+1", 1)]
    [InlineData("+12025550100", 12025550100)]
    [InlineData("+390600000000", 390600000000)]
    [InlineData("+999999999999999999", 999999999999999999)]
    public void A_phone_number_is_hashed_as_its_digits(string key, ulong digits) =>
        new KeyedHash(1, 2).OfAddress(AddressKind.Phone, key).Should().Be(new KeyedHash(1, 2).OfPhone(digits));

    [Theory]
    [InlineData("+01")]
    [InlineData("1")]
    [InlineData("+")]
    [InlineData("+1;ext=1")]
    [InlineData("+1000000000000000001")]
    [InlineData("+18446744073709551617")]
    public void What_is_not_only_digits_is_not_hashed_as_a_number(string key) =>
        new KeyedHash(1, 2).OfAddress(AddressKind.Phone, key).Should().NotBe(new KeyedHash(1, 2).OfPhone(1))
            .And.NotBe(new KeyedHash(1, 2).OfPhone(1000000000000000001));
}

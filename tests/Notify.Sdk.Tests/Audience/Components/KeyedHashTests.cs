using System.Globalization;
using Notify.Sdk.Audience;

namespace Notify.Sdk.Tests.Audience;

public class KeyedHashTests
{
    // From OpenSSL 3: openssl mac -macopt hexkey:000102...0f -macopt size:16 -macopt c-rounds:1 -macopt d-rounds:3 SIPHASH,
    // over UTF-16 little-endian. Kind 0 adds nothing to the standard.
    [Theory]
    [InlineData("", "E77EBCB22788A5BEFD62DB6ADD303001")]
    [InlineData("ab", "1B70003C279C243CDF4A19DA74EF4260")]
    [InlineData("abcd", "D378046ECB8BB9E1B29668AEC2A29E54")]
    [InlineData("ann.lee@example.com", "8BA11CDE1FF5A7DCFA4DE6E01993329B")]
    public void It_is_SipHash_1_3_of_128_bits(string text, string expected)
    {
        var hash = new KeyedHash(0x0706050403020100, 0x0f0e0d0c0b0a0908).Of(0, text);
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
    [InlineData(AddressFamily.Email)]
    [InlineData(AddressFamily.Phone)]
    [InlineData(AddressFamily.Social)]
    public void Addresses_of_each_family_spread_over_all_partitions(AddressFamily family)
    {
        const int each = 64;
        var sizes = new int[Partitions<KeyEntry>.Count];
        for (var i = 0; i < each * sizes.Length; i++)
            sizes[KeyEntry.PartitionOf(new KeyedHash(1, 2).OfAddress(family, i.ToString(CultureInfo.InvariantCulture)), sizes.Length)]++;
        sizes.Should().OnlyContain(size => size > each / 4 && size < each * 2);
    }

    [Fact]
    public void Nobody_can_prepare_a_list_against_it() => KeyedHash.Random().Of(0, "a").Should().NotBe(KeyedHash.Random().Of(0, "a"));
}

using System.Security.Cryptography;
using Notify.Sdk.Sending;
using Notify.Sdk.Stores;

namespace Notify.Sdk.Tests.Sending;

/// <summary>Short ids say the same and stand in the same order as the texts that they are short for.</summary>
public class ShortIdsTests
{
    private const string Alphabet = "0123456789abcdefghijklmnopqrstuvwxyz";

    [Fact]
    public void Ids_of_every_length_are_read_as_they_were_written_and_keep_their_order()
    {
        var ids = Enumerable.Range(0, 4_000).Select(i => RandomNumberGenerator.GetString(Alphabet, 1 + i % ShortIds.Longest))
            .Concat(Alphabet.SelectMany(letter => Enumerable.Range(1, ShortIds.Longest).Select(length => new string(letter, length))))
            .Distinct().ToList();
        ids.Select(Octets).Select(o => ShortIds.Unpack(o)).Should().Equal(ids);
        ids.OrderBy(i => i, StringComparer.Ordinal).Should()
            .Equal(ids.OrderBy(Octets, Comparer<byte[]>.Create(static (one, other) => one.AsSpan().SequenceCompareTo(other))));
    }

    [Fact]
    public void An_id_of_this_library_takes_18_octets() => Octets("abcdefghijklmnopqrstuvwxyz").Should().HaveCount(18);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("D1")]
    [InlineData("d-1")]
    [InlineData("d 1")]
    [InlineData("dä")]
    [InlineData("01234567890123456789012345678901234567890123456789012345678901234")]
    public void Any_other_text_is_no_id(string? id)
    {
        ShortIds.Pack(id, new byte[ShortIds.MostOctets]).Should().Be(0);
        FluentActions.Invoking(() => OutboxRules.Check(new DeliveryId(id!))).Should().Throw<ArgumentException>();
    }

    [Theory]
    [InlineData("")]
    [InlineData("0001")] // begins with no character
    [InlineData("00")]
    [InlineData("FFFF")]
    [InlineData("055A")] // no character in the middle
    [InlineData("05590559")] // an end, and more behind it
    public void Octets_that_no_id_has_are_damaged(string octets) =>
        FluentActions.Invoking(() => ShortIds.Unpack(Convert.FromHexString(octets))).Should().Throw<InvalidDataException>();

    private static byte[] Octets(string id)
    {
        var octets = new byte[ShortIds.MostOctets];
        return octets[..ShortIds.Pack(id, octets)];
    }
}

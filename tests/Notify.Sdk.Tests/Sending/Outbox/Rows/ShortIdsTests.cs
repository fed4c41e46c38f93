using System.Security.Cryptography;
using Notify.Sdk.Sending;

namespace Notify.Sdk.Tests.Sending;

/// <summary>Short ids say the same and stand in the same order as the texts that they are short for.</summary>
public class ShortIdsTests
{
    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz234567";

    [Fact]
    public void Ids_of_this_library_are_read_as_they_were_written_and_keep_their_order()
    {
        var ids = Enumerable.Range(0, 2_000).Select(_ => RandomNumberGenerator.GetString(Alphabet, 26))
            .Concat(Alphabet.Select(letter => new string(letter, 26))).ToList();
        ids.Select(Octets).Select(o => ShortIds.Unpack(o)).Should().Equal(ids);
        ids.OrderBy(i => i, StringComparer.Ordinal).Should()
            .Equal(ids.OrderBy(Octets, Comparer<byte[]>.Create(static (one, other) => one.AsSpan().SequenceCompareTo(other))));
    }

    [Theory]
    [InlineData("d1")]
    [InlineData("abcdefghijklmnopqrstuvwxy")]
    [InlineData("abcdefghijklmnopqrstuvwxyzz")]
    [InlineData("Abcdefghijklmnopqrstuvwxyz")]
    [InlineData("1bcdefghijklmnopqrstuvwxyz")]
    [InlineData("8bcdefghijklmnopqrstuvwxyz")]
    public void Any_other_id_stands_as_a_text(string id) => ShortIds.TryPack(id, new byte[ShortIds.Octets]).Should().BeFalse();

    [Fact]
    public void Octets_of_another_length_are_damaged() => FluentActions.Invoking(() => ShortIds.Unpack(new byte[16])).Should()
        .Throw<InvalidDataException>();

    private static byte[] Octets(string id)
    {
        var octets = new byte[ShortIds.Octets];
        ShortIds.TryPack(id, octets).Should().BeTrue();
        return octets;
    }
}

using System.Security.Cryptography;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Notify.Sdk.Email.Dkim;
using Notify.Sdk.Email.Tests.Support;

namespace Notify.Sdk.Email.Tests.Dkim;

/// <summary>The relaxed forms of RFC 6376 section 3.4.</summary>
public class CanonicalizationTests
{
    [Theory]
    [InlineData("A: X", "a:X")] // RFC 6376 section 3.4.5
    [InlineData("B : Y\t\r\n\tZ  ", "b:Y Z")]
    [InlineData("SUBJect:  AbC\r\n", "subject:AbC")]
    [InlineData("Subject:", "subject:")]
    [InlineData("Subject: \r\n \r\n x", "subject:x")]
    [InlineData("X\t: a:b  c", "x:a:b c")]
    public void A_field_in_relaxed_form(string field, string expected) =>
        Encoding.UTF8.GetString(RelaxedHeader.Of(Encoding.UTF8.GetBytes(field))).Should().Be(expected);

    [Theory]
    [InlineData(" C \r\nD \t E\r\n\r\n\r\n", " C\r\nD E\r\n")] // RFC 6376 section 3.4.5
    [InlineData("", "")]
    [InlineData("\r\n", "")]
    [InlineData("\r\n\r\n\r\n", "")]
    [InlineData("  \t \r\n \r\n", "")]
    [InlineData(" ", "")]
    [InlineData("a", "a\r\n")]
    [InlineData("a \t", "a\r\n")]
    [InlineData("a\r\n", "a\r\n")]
    [InlineData("\r\n\r\na\r\n \r\nb", "\r\n\r\na\r\n\r\nb\r\n")]
    [InlineData("a\r b\r\n", "a\r b\r\n")]
    [InlineData("a\r", "a\r\r\n")]
    public void A_body_in_relaxed_form(string body, string expected) => Hash(body, body.Length + 1).Should().Be(Sha(expected));

    [Fact]
    public void The_hash_of_an_empty_body_is_the_published_one() => // RFC 6376 section 3.4.4
        Hash("", 1).Should().Be("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");

    [Fact]
    public void The_hash_does_not_depend_on_how_the_body_is_cut() => Texts.Always(Bodies, body =>
    {
        var whole = Hash(body, int.MaxValue);
        Hash(body, 1).Should().Be(whole);
        Hash(body, 3).Should().Be(whole);
        whole.Should().Be(Sha(Slow(body)));
    });

    [Fact]
    public void The_relaxed_form_of_a_field_is_its_own_relaxed_form() => Texts.Always(Bodies, text =>
    {
        var once = RelaxedHeader.Of(Encoding.UTF8.GetBytes("Name:" + text));
        RelaxedHeader.Of(once).Should().Equal(once);
        Encoding.UTF8.GetString(once).Should().NotContainAny("\r", "\n", "  ", "\t");
    });

    [Fact]
    public void A_header_is_split_at_fields_and_not_at_folds()
    {
        var fields = RelaxedHeader.Split("From: a\r\nSubject: b\r\n c\r\n\td\r\nX: y\r\n"u8);
        fields.Select(field => field.Name).Should().Equal("From", "Subject", "X");
        Encoding.ASCII.GetString(fields[1].Field).Should().Be("Subject: b\r\n c\r\n\td");
    }

    private static Gen<string> Bodies { get; } =
        Gen.Elements("a", "bc", " ", "  ", "\t", "\r\n", "\r\n\r\n", "\r", ".", "é", "d e", " \r\n").ArrayOf().Select(string.Concat);

    /// <summary>Word by word what the RFC says, on the whole text at once.</summary>
    private static string Slow(string body)
    {
        var lines = body.Split("\r\n").Select(line => System.Text.RegularExpressions.Regex.Replace(line, "[ \t]+", " ").TrimEnd(' ')).ToList();
        while (lines.Count > 0 && lines[^1].Length == 0)
            lines.RemoveAt(lines.Count - 1);
        return string.Concat(lines.Select(line => line + "\r\n"));
    }

    private static string Sha(string text) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string Hash(string body, int piece)
    {
        using var hash = new RelaxedBody();
        foreach (var octets in Encoding.UTF8.GetBytes(body).Chunk(Math.Max(1, Math.Min(piece, 1 << 20))))
            hash.Append(octets);
        return Convert.ToBase64String(hash.Finish());
    }
}

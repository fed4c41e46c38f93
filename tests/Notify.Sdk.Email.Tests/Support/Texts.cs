using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Notify.Sdk.Email.Tests.Support;

/// <summary>Texts made of what breaks mail: spaces, escapes, scripts, emoji, controls, lone surrogates.</summary>
internal static class Texts
{
    private static readonly string[] Pieces =
    [
        "a", "Z", "9", "word", " ", "  ", "\t", "=", "=?", "?=", "=_", "=3D", "=?utf-8?Q?x?=", ".", "--", "\"", "\\", "<", ">", ",", ";",
            ":", "@", "%41", "_",
        "é", "ß", "日本語", "Ж", "😀", "👩‍👩‍👧", "e\u0301", "\u00a0", "\u200b", "\u2028", "\u0085", "\u0001", "\u007f", "\ud83d", "\ude00",
        "a-rather-long-word-that-fills-a-line-", "\ufeff", "From ",
    ];

    private static readonly string[] Breaks = ["\n", "\r\n", "\r", " \n", "\t\r\n", "\n.\n", "\n\n"];

    /// <summary>Text without CR, LF and NUL.</summary>
    public static Gen<string> OneLine { get; } = Join(Gen.Elements(Pieces));

    /// <summary>Text with line breaks of every kind.</summary>
    public static Gen<string> ManyLines { get; } =
        Join(Gen.Frequency((5, Gen.Elements(Pieces)), (1, Gen.Elements(Breaks)), (1, Gen.Constant("\0"))));

    /// <summary>What a receiver can get: lone surrogates are U+FFFD.</summary>
    public static string Clean(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    /// <summary>What a receiver gets of a body: clean, every line break CRLF, and one at the end.</summary>
    public static string Canonical(string text)
    {
        var lines = Clean(text).Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n')
            .Replace("\n", "\r\n", StringComparison.Ordinal);
        return lines.EndsWith('\n') ? lines : lines + "\r\n";
    }

    /// <summary>Holds for 500 texts, always the same ones.</summary>
    public static void Always(Gen<string> texts, Action<string> rule) => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(500).WithReplay(20261122, 7).WithEndSize(120),
        Prop.ForAll(texts.ToArbitrary(), rule));

    private static Gen<string> Join(Gen<string> pieces) => pieces.ArrayOf().Select(string.Concat);
}

using System.Collections.Frozen;
using Notify.Sdk.Permission;

namespace Notify.Sdk.Tracking;

/// <summary>
/// The texts that come with the library: the lines <c>answer:</c> of the word files. Brand, "no more messages" and ways to get help
/// are what the rules ask for (47 CFR 64.1200(a)(12), CTIA Messaging Principles 5.1); the words are ours. All fit GSM 7-bit;
/// accents that it does not have are left out.
/// </summary>
internal static class ReplyTexts
{
    private const string Kind = "answer:";

    public static IReadOnlyDictionary<(ReplyAnswer Answer, string Language), string> Shipped { get; } = OptOutLexicon.Shipped.Lines
        .Where(line => line.Kind.StartsWith(Kind, StringComparison.Ordinal))
        .ToFrozenDictionary(line => (Enum.Parse<ReplyAnswer>(line.Kind[Kind.Length..]), line.Language), line => line.Text);
}

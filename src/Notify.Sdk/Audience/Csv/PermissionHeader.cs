using System.Text.RegularExpressions;

namespace Notify.Sdk.Audience;

/// <summary>
/// Reads headers that speak of permission by the words in them (<see cref="PermissionWords"/>), in English, German, French, Spanish,
/// Italian, Portuguese, Dutch and Polish: whether something is accepted, refused or denied, of what, and over which channel. A header
/// that seems to speak of permission and has a word that is not understood is asked for, never left out: whoever has such a column means
/// something by it.
/// </summary>
internal static partial class PermissionHeader
{
    /// <summary>The field that a header means, such as <c>opt_in:marketing/email</c>; null where its words do not say.</summary>
    public static CsvField? Read(string header)
    {
        var said = Understand(header);
        // In "Phone / do not call?" stands a number, or an answer: nobody knows.
        if (DoubleHeader.NamesField(header) || !said.IsWhole || said.Has(Speech.Circumstance) || said.Has(Speech.Doubtful))
            return null;
        var (newsletter, advertising) = (said.Has(Speech.Newsletter), said.Has(Speech.Advertising));
        var turns = (said.Has(Speech.Denial) ? 1 : 0) + (said.Has(Speech.Refusal) ? 1 : 0) + (said.Has(Speech.Withdrawal) ? 1 : 0);
        var wants = said.Has(Speech.Acceptance | Speech.Wish) || (turns == 0 && newsletter);
        if (turns > 1 || (turns == 0 && !wants) || (said.Has(Speech.Withdrawal) && !wants))
            return null;
        var channel = newsletter ? "email" : said.Channel;
        if (channel is null && !advertising && !(turns == 1 && said.Has(Speech.Contact)))
            return null;
        // Whoever leaves a newsletter wants no mail; whoever took a consent back, or refuses advertising, no advertising.
        var isMarketing = turns == 0 || advertising || (said.Has(Speech.Acceptance) && !newsletter);
        return ContactColumns.Find(
            $"{(turns == 0 ? "opt_in" : "opt_out")}:{(isMarketing ? "marketing" : "everything")}{(channel is null ? "" : "/" + channel)}");
    }

    /// <summary>Whether a header that names no field seems to say what somebody allowed.</summary>
    public static bool IsDoubtful(string header)
    {
        var said = Understand(header);
        // How or where somebody agreed is no answer; why or when somebody left may be one.
        if (said.Has(Speech.Circumstance) && !said.Has(Speech.Refusal | Speech.Withdrawal | Speech.Denial | Speech.Doubtful))
            return false;
        var isAboutMessages = said.Has(Speech.Advertising | Speech.Newsletter | Speech.Contact) || said.Channel is not null;
        return said.Has(Speech.Doubtful | Speech.Refusal | Speech.Acceptance | Speech.Newsletter)
            || (said.Has(Speech.Advertising) && said.IsWhole)
            || (said.Has(Speech.Wish | Speech.Denial | Speech.Withdrawal) && isAboutMessages)
            || (said.Found == Speech.Withdrawal && said.IsWhole);
    }

    private static Understood Understand(string header)
    {
        var found = (Speech)0;
        string? channel = null, usual = null;
        var isWhole = true;
        // What is written as one word in one language is several in another: "opt-in", "e-mail", "dado de baja".
        var words = Words().Split(PermissionWords.Joined(Capitals().Replace(header, " "))).Select(HeaderKey.Of)
            .Where(w => w.Length > 0).ToList();
        for (var i = 0; i < words.Count; i++)
        {
            var rest = words[i];
            // "Phone No." counts something; a "no" denies what comes behind it.
            if (PermissionWords.WholeWords.TryGetValue(rest, out var whole) && !(rest == "no" && i == words.Count - 1))
            {
                found |= whole;
                continue;
            }

            foreach (var (part, speech, over) in PermissionWords.Parts)
            {
                if (!rest.Contains(part, StringComparison.Ordinal))
                    continue;
                rest = rest.Replace(part, "", StringComparison.Ordinal);
                found |= speech;
                if (speech == Speech.Contact)
                    channel ??= over;
                else
                    usual ??= over; // lists that people leave are lists of mails, unless something else is said
            }

            isWhole &= rest.Length <= PermissionWords.LongestInflection && (rest.Length < words[i].Length || rest.Length == 1);
        }

        return new(found, channel ?? usual, isWhole);
    }

    [GeneratedRegex(@"[^\p{L}\p{Nd}]+")]
    private static partial Regex Words();

    /// <summary>Where a word begins in <c>HasOptedOut</c>.</summary>
    [GeneratedRegex(@"(?<=\p{Ll})(?=\p{Lu})")]
    private static partial Regex Capitals();

    private readonly record struct Understood(Speech Found, string? Channel, bool IsWhole)
    {
        public bool Has(Speech speech) => (Found & speech) != 0;
    }
}

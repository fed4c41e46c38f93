using System.Net;

namespace Notify.Sdk.Rendering;

/// <summary>
/// Derives a plain text from HTML, for people and programs that show no HTML: tags go, blocks become lines, a link keeps its
/// address in parentheses, an image its <c>alt</c> unless the next line says the same; what the style of its tag hides, and characters that
/// only fill a preview, are left out. Linear time, for any input.
/// </summary>
public static class HtmlText
{
    private static readonly HashSet<string> Blocks = new(StringComparer.OrdinalIgnoreCase)
    {
        "address", "article", "aside", "blockquote", "br", "caption", "center", "dd", "div", "dl", "dt", "figcaption", "figure",
            "footer", "form",
        "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "table", "tr", "ul",
    };

    private static readonly HashSet<string> Spaced = new(StringComparer.OrdinalIgnoreCase)
    {
        "p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "table", "ul", "ol", "pre",
    };

    private static readonly HashSet<string> Silent = new(StringComparer.OrdinalIgnoreCase) {
        "script", "style", "head", "title", "template", "svg" };

    /// <summary>The text, lines separated by LF, without blank lines at either end.</summary>
    /// <param name="html">A document or a part of one; need not be well formed.</param>
    public static string From(string html)
    {
        var text = new HtmlTextBuilder();
        var position = 0;
        var link = "";
        while (position < html.Length)
        {
            if (!StartsTag(html, position))
            {
                var next = html.IndexOf('<', position + 1);
                next = next < 0 ? html.Length : next;
                text.Words(WebUtility.HtmlDecode(html[position..next]));
                position = next;
                continue;
            }

            var tag = HtmlTag.Read(html, ref position);
            if (tag.Opens && Silent.Contains(tag.Name))
                position = HtmlTag.AfterClosing(html, position, tag.Name);
            if (tag.IsHidden)
            {
                position = tag.IsVoid ? position : HtmlTag.AfterElement(html, position, tag.Name);
                continue;
            }

            link = Apply(tag, link, text);
        }

        return text.ToString();
    }

    private static bool StartsTag(string html, int position) => html[position] == '<' && position + 1 < html.Length
        && (char.IsAsciiLetter(html[position + 1]) || html[position + 1] is '/' or '!' or '?');

    private static string Apply(HtmlTag tag, string link, HtmlTextBuilder text)
    {
        if (Blocks.Contains(tag.Name))
        {
            text.Break(Spaced.Contains(tag.Name) ? 2 : 1, force: tag.Name.Equals("br", StringComparison.OrdinalIgnoreCase));
        }

        switch (tag.Name.ToUpperInvariant())
        {
            case "LI" when tag.Opens:
                text.Words("- ");
                break;
            case "TD" or "TH" when tag.Opens:
                text.Words(" ");
                break;
            case "IMG":
                text.Image(tag.Attribute("alt"));
                break;
            case "A" when tag.Opens:
                text.Part();
                return tag.Attribute("href");
            case "A":
                text.Link(link);
                return "";
            default:
                break;
        }

        return link;
    }
}

using System.Text;

namespace Notify.Sdk.Rendering;

/// <summary>Collects words into lines: white space collapses, blank lines never come in twos.</summary>
internal sealed class HtmlTextBuilder
{
    private readonly StringBuilder _text = new();
    private int _breaks;
    private bool _space;

    /// <summary>Adds text in which any white space is one space.</summary>
    public void Words(string text)
    {
        foreach (var c in text)
        {
            if (c is ' ' or '\t' or '\r' or '\n' or '\f')
            {
                _space = true;
                continue;
            }

            Separate();
            _text.Append(c);
        }
    }

    /// <summary>Asks for a line break before the next word: 1 for a new line, 2 for a blank line. Forced ones add up to two.</summary>
    public void Break(int breaks, bool force)
    {
        _breaks = force ? Math.Min(_breaks + 1, 2) : Math.Max(_breaks, breaks);
        _space = false;
    }

    /// <summary>Adds the address of a link, unless it is just what the link shows, or leads nowhere outside the message.</summary>
    public void Link(string address)
    {
        if (LeadsSomewhere(address) && !EndsWith(address))
        {
            Words($" ({address})");
        }
    }

    /// <summary>The text.</summary>
    public override string ToString() => _text.ToString();

    private static bool LeadsSomewhere(string address) =>
        address.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || address.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
        || address.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase) || address.StartsWith("tel:", StringComparison.OrdinalIgnoreCase);

    private bool EndsWith(string address) => _text.Length >= address.Length
        && _text.ToString(_text.Length - address.Length, address.Length).Equals(address, StringComparison.Ordinal);

    private void Separate()
    {
        if (_text.Length > 0 && _breaks > 0)
        {
            _text.Append('\n', _breaks);
        }
        else if (_text.Length > 0 && _space)
        {
            _text.Append(' ');
        }

        (_breaks, _space) = (0, false);
    }
}

using System.Text;

namespace Notify.Sdk.Rendering;

/// <summary>Collects words into lines: white space collapses, blank lines never come in twos.</summary>
internal sealed class HtmlTextBuilder
{
    private static readonly string[] Schemes = ["https://", "http://", "mailto:", "tel:"];

    private readonly StringBuilder _text = new();
    private int _breaks;
    private bool _space;
    private int _line;          // where the line under way begins
    private int _beforeLine;    // where the line before it ends
    private bool _imageAlone;   // whether nothing but an image and its link stands on it
    private string? _image;     // the line before it, if that was so there

    /// <summary>Adds text in which any white space is one space.</summary>
    public void Words(string text)
    {
        foreach (var c in text)
        {
            if (c is ' ' or '\t' or '\r' or '\n' or '\f' or '\u00a0')
            {
                _space = true;
                continue;
            }

            // Fillers of previews; joiners within a word are letters of some scripts and make up emoji.
            if (c is '\u034f' or '\u00ad' or '\u200b' or '\u2060' or '\ufeff'
                || (c is '\u200c' or '\u200d' && (_space || _breaks > 0 || _text.Length == 0)))
                continue;

            Separate();
            _text.Append(c);
            _imageAlone = false;
        }
    }

    /// <summary>Adds what an image shows. Where it stands alone on its line and the next line says the same, that is left out.</summary>
    public void Image(string alt)
    {
        if (string.IsNullOrWhiteSpace(alt))
            return;
        var alone = _breaks > 0 || _text.Length == 0;
        Words(alt);
        _imageAlone = alone;
    }

    /// <summary>Keeps a link apart from a word or a link that ends right before it.</summary>
    public void Part() => _space |= _text.Length > 0 && (char.IsLetterOrDigit(_text[^1]) || _text[^1] == ')');

    /// <summary>Asks for a line break before the next word: 1 for a new line, 2 for a blank line. Forced ones add up to two.</summary>
    public void Break(int breaks, bool force)
    {
        _breaks = force ? Math.Min(_breaks + 1, 2) : Math.Max(_breaks, breaks);
        _space = false;
    }

    /// <summary>Adds the address of a link, unless it is just what the link shows, or leads nowhere outside the message.</summary>
    public void Link(string address)
    {
        var alone = _imageAlone;
        var bare = Schemes.Aggregate(address, (rest, scheme) => rest.StartsWith(scheme, StringComparison.OrdinalIgnoreCase)
            ? rest[scheme.Length..] : rest);
        if (bare.Length < address.Length && !EndsWith(address) && !EndsWith(bare.TrimEnd('/')) && !EndsWith(bare))
            Words($" ({(address.StartsWith("http", StringComparison.OrdinalIgnoreCase) ? address : bare)})");
        _imageAlone = alone;
    }

    /// <summary>The text.</summary>
    public override string ToString()
    {
        EndLine();
        return _text.ToString();
    }

    private bool EndsWith(string address) => address.Length > 0 && _text.Length >= address.Length
        && _text.ToString(_text.Length - address.Length, address.Length).Equals(address, StringComparison.Ordinal);

    private void Separate()
    {
        if (_text.Length > 0 && _breaks > 0)
        {
            EndLine();
            _beforeLine = _text.Length;
            _text.Append('\n', _breaks);
            _line = _text.Length;
        }
        else if (_text.Length > 0 && _space)
            _text.Append(' ');

        (_breaks, _space) = (0, false);
    }

    private void EndLine()
    {
        var line = _text.ToString(_line, _text.Length - _line);
        _text.Length = line.Equals(_image, StringComparison.OrdinalIgnoreCase) ? _beforeLine : _text.Length;
        _image = _imageAlone ? line : null;
    }
}

using System.Globalization;
using System.Text;

namespace Notify.Sdk.Rendering;

/// <summary>
/// What a template writes, up to a bound: it refuses while it is written to, so that lists nested in lists cost no more time and
/// memory than a message may be long. Each write counts as one octet at least.
/// </summary>
internal sealed class BoundedText() : TextWriter(CultureInfo.InvariantCulture)
{
    /// <summary>The longest text, in octets of UTF-8.</summary>
    public const int MaximumOctets = 256 * 1024;

    private const int MostKept = 8 * 1024;

    [ThreadStatic]
    private static StringBuilder? t_spare;

    private readonly StringBuilder _text = TakeSpare() ?? new();
    private int _left = MaximumOctets;

    public override Encoding Encoding => Encoding.UTF8;

    /// <summary>Whether something did not fit.</summary>
    public bool IsFull { get; private set; }

    public override void Write(char value) => Write([value]);

    public override void Write(string? value) => Write(value.AsSpan());

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(ReadOnlySpan<char> buffer)
    {
        // A text of more letters than that has more octets, and need not be counted.
        _left -= buffer.Length > MaximumOctets ? MaximumOctets + 1 : Math.Max(1, Encoding.GetByteCount(buffer));
        if (_left < 0)
        {
            IsFull = true;
            throw TooLong();
        }

        _text.Append(buffer);
    }

    private static StringBuilder? TakeSpare()
    {
        var spare = t_spare;
        t_spare = null;
        return spare;
    }

    public static RenderingException TooLong() =>
        new($"the text grows longer than {MaximumOctets / 1024} KB; check for lists nested in lists", ReasonCodes.RenderingFailed);

    /// <summary>The text; the last call, for its room goes to the next one.</summary>
    public string End()
    {
        var text = _text.ToString();
        if (_text.Capacity <= MostKept)
            t_spare = _text.Clear();
        return text;
    }
}

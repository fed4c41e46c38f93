using System.Text;
using HandlebarsDotNet;

namespace Notify.Sdk.Rendering;

/// <summary>Percent-encodes the values in a link. Thread-safe.</summary>
internal sealed class LinkEncoder : ITextEncoder
{
    public void Encode(StringBuilder? text, TextWriter target) => Encode(text?.ToString(), target);

    public void Encode(string? text, TextWriter target)
    {
        if (text is not null)
            target.Write(Uri.EscapeDataString(text));
    }

    public void Encode<T>(T? text, TextWriter target)
        where T : IEnumerator<char>
    {
        StringBuilder value = new();
        while (text is not null && text.MoveNext())
            value.Append(text.Current);
        Encode(value, target);
    }
}

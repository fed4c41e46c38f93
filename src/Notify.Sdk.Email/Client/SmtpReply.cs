using System.Globalization;

namespace Notify.Sdk.Email.Client;

/// <summary>A whole reply of the server (RFC 5321 section 4.2). Immutable.</summary>
internal sealed class SmtpReply
{
    /// <param name="code">Three digits.</param>
    /// <param name="text">The lines without code and separator, joined by line feeds.</param>
    public SmtpReply(int code, string text) =>
        (Code, Text) = (code, text.Any(c => c != '\n' && char.IsControl(c))
            ? string.Concat(text.Select(c => c != '\n' && char.IsControl(c) ? ' ' : c)) : text);

    /// <summary>The code.</summary>
    public int Code { get; }

    /// <summary>The lines, whole and as the server wrote them: they may quote an address.</summary>
    public string Text { get; }

    /// <summary>The enhanced status code of the first line, or null.</summary>
    public EnhancedStatusCode? Enhanced => EnhancedStatusCode.OfReply(Text, Code);

    /// <summary>2xx.</summary>
    public bool IsSuccess => Code / 100 == 2;

    /// <summary>4xx: not now.</summary>
    public bool IsTransient => Code / 100 == 4;

    /// <summary>5xx: for good.</summary>
    public bool IsPermanent => Code / 100 == 5;

    /// <summary>421: the server closes the connection, whatever the step (RFC 5321 section 3.8).</summary>
    public bool SaysGoodbye => Code == 421;

    /// <summary>The code alone: the text may quote an address.</summary>
    public override string ToString() => Code.ToString(CultureInfo.InvariantCulture);
}

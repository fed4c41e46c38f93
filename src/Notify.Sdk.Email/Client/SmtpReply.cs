namespace Notify.Sdk.Email.Client;

/// <summary>A whole reply of the server (RFC 5321 section 4.2). Immutable.</summary>
/// <param name="code">Three digits, 200 to 599.</param>
/// <param name="text">The lines without code and separator, joined by line feeds; no other control characters.</param>
internal sealed class SmtpReply(int code, string text)
{
    /// <summary>The code.</summary>
    public int Code => code;

    /// <summary>The lines, whole and as the server wrote them: they may quote an address.</summary>
    public string Text => text;

    /// <summary>The enhanced status code of the first line, or null.</summary>
    public EnhancedStatusCode? Enhanced => EnhancedStatusCode.OfReply(text, code);

    /// <summary>2xx.</summary>
    public bool IsSuccess => code / 100 == 2;

    /// <summary>4xx: not now.</summary>
    public bool IsTransient => code / 100 == 4;

    /// <summary>5xx: for good.</summary>
    public bool IsPermanent => code / 100 == 5;

    /// <summary>421: the server closes the connection, whatever the step (RFC 5321 section 3.8).</summary>
    public bool SaysGoodbye => code == 421;

    /// <summary>The code alone: the text may quote an address.</summary>
    public override string ToString() => code.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

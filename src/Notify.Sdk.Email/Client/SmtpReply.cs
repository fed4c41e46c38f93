namespace Notify.Sdk.Email.Client;

/// <summary>A whole reply of the server (RFC 5321 section 4.2). Immutable.</summary>
/// <param name="code">Three digits.</param>
/// <param name="text">The lines without code and separator, joined by line feeds.</param>
internal sealed class SmtpReply(int code, string text)
{
    /// <summary>The code.</summary>
    public int Code => code;

    /// <summary>The lines, whole and as the server wrote them: they may quote an address.</summary>
    public string Text => text;

    /// <summary>The enhanced status code of the first line; null also for one of another class: 550 and 2.0.0 do not go together.</summary>
    public EnhancedStatusCode? Enhanced =>
        EnhancedStatusCode.TryParse(text, out var status) && status.Class == code / 100 ? status : null;

    public bool IsSuccess => code / 100 == 2;

    public bool IsTransient => code / 100 == 4;

    public bool IsPermanent => code / 100 == 5;

    /// <summary>421: the server closes the connection, whatever the step (RFC 5321 section 3.8).</summary>
    public bool SaysGoodbye => code == 421;

    /// <summary>The code alone: the text may quote an address.</summary>
    public override string ToString() => code.ToString(CultureInfo.InvariantCulture);
}

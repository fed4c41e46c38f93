namespace Notify.Sdk.Email.Composing;

/// <summary>
/// Where a mail program sends the wish to stop (RFC 2369 section 3.2, RFC 8058). At least one of the two. Immutable.
/// </summary>
/// <param name="OneClick">
/// An https URI with an opaque token per recipient. A POST to it must stop the messages without login, cookie or question;
/// a GET must not, because scanners fetch links. Null leaves out <c>List-Unsubscribe-Post</c>.
/// </param>
/// <param name="Mailto">A mailto URI whose mailbox is read by a program, or null.</param>
public sealed record UnsubscribeLinks(Uri? OneClick, Uri? Mailto = null)
{
    /// <summary>Which of the two are there; a token is a secret of the recipient.</summary>
    public override string ToString() => $"unsubscribe by {(OneClick is null ? "mail" : Mailto is null ? "one click" : "one click or mail")}";
}

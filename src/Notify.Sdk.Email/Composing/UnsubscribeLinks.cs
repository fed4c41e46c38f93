namespace Notify.Sdk.Email.Composing;

/// <summary>Where a mail program sends the wish to stop (RFC 2369 section 3.2, RFC 8058). At least one of the two. Immutable.</summary>
/// <param name="OneClick">
/// An https URI with an opaque token per recipient. A POST to it must stop the messages without login, cookie or question;
/// a GET must not, because scanners fetch links. Null leaves out <c>List-Unsubscribe-Post</c>.
/// </param>
/// <param name="Mailto">A mailto URI whose mailbox is read by a program, or null.</param>
internal sealed record UnsubscribeLinks(Uri? OneClick, Uri? Mailto = null)
{
    /// <summary>What <c>List-Unsubscribe</c> says: the https URI first, then the mailto one (RFC 8058 section 3.1).</summary>
    public string FieldValue => string.Join(", ", new[] { OneClick, Mailto }.OfType<Uri>().Select(uri => $"<{Ascii(uri)}>"));

    /// <summary>Which of the two are there; a token is a secret of the recipient.</summary>
    public override string ToString() =>
        $"unsubscribe by {(OneClick is null ? "mail" : Mailto is null ? "one click" : "one click or mail")}";

    private static string Ascii(Uri uri) => System.Text.Ascii.IsValid(uri.AbsoluteUri)
        ? uri.AbsoluteUri
        : new UriBuilder(uri) { Host = uri.IdnHost }.Uri.AbsoluteUri;
}

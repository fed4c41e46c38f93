namespace Notify.Sdk.Email.Composing;

/// <summary>A header field of your own, written as unstructured text (RFC 5322 section 2.2.1). Immutable.</summary>
/// <param name="Name">1 to 60 characters of printable ASCII without space and colon, for example <c>X-Campaign</c>.</param>
/// <param name="Value">Any Unicode text without CR, LF and NUL; folded, and encoded where it is not plain ASCII.</param>
internal sealed record EmailHeader(string Name, string Value)
{
    /// <summary>The words "header field"; a value may be personal, a name may be hostile.</summary>
    public override string ToString() => "header field";
}

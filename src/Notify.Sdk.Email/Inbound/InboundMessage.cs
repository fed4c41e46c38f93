namespace Notify.Sdk.Email.Inbound;

/// <summary>
/// A foreign message, read within limits and without ever failing: what cannot be understood is left out. Immutable.
/// Everything in it is personal data.
/// </summary>
public sealed class InboundMessage
{
    private InboundMessage(InboundPart root, string? problem)
    {
        Root = root;
        Problem = problem;
    }

    /// <summary>The message itself; without fields when it is unreadable.</summary>
    public InboundPart Root { get; }

    /// <summary>Why it cannot be read at all, without its words; null when it could.</summary>
    public string? Problem { get; }

    /// <summary>Reads a message as it lies in a mailbox: header fields, an empty line, a body.</summary>
    /// <param name="octets">The message; not copied, so leave it unchanged while the result is in use.</param>
    /// <param name="limits">How much is read; null for <see cref="InboundLimits.Default"/>.</param>
    public static InboundMessage Read(ReadOnlyMemory<byte> octets, InboundLimits? limits = null)
    {
        limits ??= InboundLimits.Default;
        if (octets.Length > limits.MessageOctets)
            return Unreadable($"The message has {octets.Length} octets, and at most {limits.MessageOctets} are read. Raise InboundLimits.MessageOctets.", limits);
        var root = new MimeReader(limits).Read(octets);
        return root.Headers.Count == 0
            ? Unreadable("The message does not begin with header fields. Hand over the whole message as it came.", limits)
            : new(root, null);
    }

    /// <summary>The value of the first field of that name with its encoded-words read, or null.</summary>
    public string? Header(string name) => Root.Header(name);

    /// <summary>The text that a person wrote: the first plain text that is no file, else the first HTML as text, else empty.</summary>
    public string Text()
    {
        var texts = Root.WalkOwn().Where(part => !part.IsAttachment).ToList();
        return texts.Find(part => part.MediaType == "text/plain")?.Text()
            ?? (texts.Find(part => part.MediaType == "text/html") is { } html ? Composing.HtmlText.From(html.Text()) : "");
    }

    /// <summary>The words "inbound message"; no address, no words.</summary>
    public override string ToString() => "inbound message";

    private static InboundMessage Unreadable(string problem, InboundLimits limits) =>
        new(new([], ContentType.Read(null), default, [], limits), problem);
}

using Notify.Sdk.Tracking;

namespace Notify.Sdk.Http.Hooks;

/// <summary>What a genuine hook says. Immutable.</summary>
public sealed record HookContents
{
    /// <summary>Neither a receipt nor a reply: an event that is of no interest here.</summary>
    public static HookContents Nothing { get; } = new();

    /// <summary>
    /// For <see cref="IReceiptProcessor.RecordAsync"/>. The reader names those without an event id by the digest of the hook.
    /// </summary>
    public IReadOnlyList<Receipt> Receipts { get; init; } = [];

    /// <summary>For <see cref="IInboundProcessor.ReceiveAsync"/>; those without a message id as receipts.</summary>
    public IReadOnlyList<InboundReply> Replies { get; init; } = [];

    /// <summary>
    /// What the provider expects to be answered, where it reads the body of an answer; null for an empty body. Sent once the contents are
    /// kept.
    /// </summary>
    public HookAnswer? Answer { get; init; }

    /// <summary>With ids for events that the provider gave none: the digest of the hook, and their places in it.</summary>
    internal HookContents Named(HookRequest request) =>
        Receipts.All(r => r.EventId.Length > 0) && Replies.All(r => r.MessageId.Length > 0) ? this : this with
        {
            Receipts = [.. Receipts.Select((r, i) => r.EventId.Length > 0 ? r : r with { EventId = Place(request, i) })],
            Replies = [.. Replies.Select((r, i) => r.MessageId.Length > 0 ? r : r with { MessageId = Place(request, i) })],
        };

    /// <summary>One receipt.</summary>
    public static HookContents Of(Receipt receipt) => new() { Receipts = [receipt] };

    /// <summary>One reply.</summary>
    public static HookContents Of(InboundReply reply) => new() { Replies = [reply] };

    private static string Place(HookRequest request, int place) =>
        string.Create(CultureInfo.InvariantCulture, $"{request.Digest()}/{place}");

    /// <summary>How many; no words.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Receipts.Count} receipts, {Replies.Count} replies");
}

/// <summary>The body of the answer to a hook. No personal data: it may be logged by whoever stands between.</summary>
/// <param name="ContentType">For example <c>text/xml</c>; it is sent as UTF-8.</param>
/// <param name="Body">The body.</param>
public sealed record HookAnswer(string ContentType, string Body);

/// <summary>Whether a hook is believed.</summary>
public enum HookVerdict : byte
{
    /// <summary>It is the provider's own: answer 2xx once its contents are kept.</summary>
    Genuine,

    /// <summary>Its signature is missing, wrong or too old: answer 401, and make nothing of it.</summary>
    NotGenuine,

    /// <summary>It cannot be read: answer 400, and make nothing of it.</summary>
    Malformed,
}

/// <summary>What a reader makes of a hook.</summary>
/// <param name="Verdict">Whether it is believed.</param>
/// <param name="Contents">What it says; nothing unless it is genuine.</param>
public sealed record HookReading(HookVerdict Verdict, HookContents Contents);

/// <summary>
/// Reads the hooks of one provider: a pure function, for whatever takes requests in. From the container by the provider's name
/// (<c>GetRequiredKeyedService&lt;IHookReader&gt;("acme")</c>), or all of them. Thread-safe.
/// </summary>
public interface IHookReader
{
    /// <summary>The name under which the provider was registered.</summary>
    string Name { get; }

    /// <summary>Looks at the signature and reads. Never throws because of what a hook contains.</summary>
    HookReading Read(HookRequest request);
}

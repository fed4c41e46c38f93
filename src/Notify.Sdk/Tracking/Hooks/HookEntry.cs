using System.Security.Cryptography;
using System.Text;
using NodaTime;
using Notify.Sdk.Tracking;

namespace Notify.Sdk.Stores;

/// <summary>Where an event in the inbox stands.</summary>
public enum HookEntryState : byte
{
    /// <summary>It is worked when it is due.</summary>
    Waiting = 0,

    /// <summary>It could not be worked, and waits for somebody to look at it.</summary>
    SetAside = 1,

    /// <summary>What follows for permission was done; those who answer people are given it when it is due.</summary>
    ForPeople = 3,

    /// <summary>It was worked; only its name is kept, by which the same event is known.</summary>
    Done = 2,
}

/// <summary>
/// One event of a hook that was answered and waits to be worked: a receipt or a reply. Personal data; its text does not show it. Immutable.
/// </summary>
public sealed record HookEntry
{
    /// <summary>Longest event id that is kept as it is; of a longer one its digest is kept.</summary>
    private const int LongestId = 200;

    /// <summary>The name under which the provider was registered.</summary>
    public required string Provider { get; init; }

    /// <summary>The event, one of its provider: the same one is kept once. 1 to 208 characters.</summary>
    public required string EventId { get; init; }

    /// <summary>When it came; stores keep it in ticks of 100 nanoseconds.</summary>
    public required Instant ReceivedAt { get; init; }

    /// <summary>The receipt in it, or null.</summary>
    public Receipt? Receipt { get; init; }

    /// <summary>The reply in it, or null. With neither, what was stored cannot be read any more.</summary>
    public InboundReply? Reply { get; init; }

    /// <summary>Where it stands.</summary>
    public HookEntryState State { get; init; }

    /// <summary>When it is worked next; kept as <see cref="ReceivedAt"/>.</summary>
    public required Instant Due { get; init; }

    /// <summary>How often it was tried and failed.</summary>
    public int Tries { get; init; }

    /// <summary>What went wrong last, without personal data; empty for nothing.</summary>
    public string Fault { get; init; } = "";

    /// <summary>Names it in logs: 16 hexadecimal digits of provider and event, which say nothing of a person.</summary>
    public string Name => Digest($"{Provider}\n{EventId}")[..16];

    /// <summary>An entry of a receipt, due at once.</summary>
    public static HookEntry Of(Receipt receipt, Instant receivedAt)
    {
        ArgumentNullException.ThrowIfNull(receipt);
        return Of(receipt.Provider, "receipt/", receipt.EventId, receivedAt) with { Receipt = receipt };
    }

    /// <summary>An entry of a reply, due at once.</summary>
    public static HookEntry Of(InboundReply reply, Instant receivedAt)
    {
        ArgumentNullException.ThrowIfNull(reply);
        return Of(reply.Provider, "reply/", reply.MessageId, receivedAt) with { Reply = reply };
    }

    /// <summary>Provider and state; no address, no words.</summary>
    public override string ToString() => $"hook of {Provider}: {State}";

    private static HookEntry Of(string provider, string kind, string id, Instant at) => new()
    {
        Provider = provider,
        EventId = kind + (id.Length > LongestId ? Digest(id) : id),
        ReceivedAt = at,
        Due = at,
    };

    private static string Digest(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}

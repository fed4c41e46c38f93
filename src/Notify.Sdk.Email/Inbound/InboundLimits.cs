namespace Notify.Sdk.Email.Inbound;

/// <summary>How much of a foreign message is read. What lies beyond a limit is left out, never an error. Immutable.</summary>
public sealed record InboundLimits
{
    /// <summary>The defaults, which every honest message keeps.</summary>
    public static InboundLimits Default { get; } = new();

    /// <summary>The longest message in octets; a longer one is unreadable. 32 MiB by default.</summary>
    public int MessageOctets { get; init; } = 32 * 1024 * 1024;

    /// <summary>The longest header field in octets, the rest of it is cut off. 16 KiB by default.</summary>
    public int FieldOctets { get; init; } = 16 * 1024;

    /// <summary>How many header fields of one part are kept. 500 by default.</summary>
    public int Fields { get; init; } = 500;

    /// <summary>How many parts are kept, all levels together. 200 by default.</summary>
    public int Parts { get; init; } = 200;

    /// <summary>How deep parts are opened; a deeper one stays as it is. 12 by default.</summary>
    public int Depth { get; init; } = 12;

    /// <summary>How many octets of one text are decoded. 256 KiB by default.</summary>
    public int TextOctets { get; init; } = 256 * 1024;
}

namespace Notify.Sdk.Audience;

/// <summary>How the engine works; no answer depends on any of it, and tests hold that by varying it.</summary>
internal sealed record EngineTuning
{
    /// <summary>Threads at work. Default: one for each processor.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>The hash; null for one with a random key.</summary>
    public KeyedHash? Hash { get; init; }

    /// <summary>Entries in a block of a partition.</summary>
    public int BlockSize { get; init; } = 1_024;

    /// <summary>Opens temporary files; null for the usual way.</summary>
    public Func<string, FileStream>? OpenFile { get; init; }
}

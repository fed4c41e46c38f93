namespace Notify.Sdk.Stores;

/// <summary>What is wrong with a chain.</summary>
public enum ConsentFault : byte
{
    /// <summary>The entry does not say what was sealed.</summary>
    Altered,

    /// <summary>An entry is not there.</summary>
    Missing,

    /// <summary>
    /// The entry does not follow the one before it: the order was changed, or an entry was put in or taken out and the numbers closed
    /// up.
    /// </summary>
    Reordered,

    /// <summary>The chain ends before the checkpoint that is known.</summary>
    Truncated,

    /// <summary>At the checkpoint that is known stands another entry: everything was written anew.</summary>
    Rewritten,

    /// <summary>Personal data are gone, or an erased opt-out is found by another key, and no erasure in the chain says so.</summary>
    ErasedWithoutRecord,
}

/// <summary>The first entry at which a chain is broken.</summary>
/// <param name="Sequence">Its place.</param>
/// <param name="Id">Its id; null when it is not there.</param>
/// <param name="Fault">What is wrong.</param>
/// <param name="Detail">One sentence, without personal data.</param>
public sealed record ConsentBreak(long Sequence, string? Id, ConsentFault Fault, string Detail)
{
    /// <summary>Place, id and fault.</summary>
    public override string ToString() => $"entry {Sequence} ({Id ?? "not there"}): {Fault}. {Detail}";
}

/// <summary>What a verification found.</summary>
/// <param name="Verified">How many entries are in order.</param>
/// <param name="Head">The last of them.</param>
/// <param name="FirstBreak">The first entry that is not, or null when the whole chain is in order.</param>
public sealed record ConsentVerification(long Verified, ConsentCheckpoint Head, ConsentBreak? FirstBreak)
{
    /// <summary>Whether the whole chain is in order.</summary>
    public bool IsIntact => FirstBreak is null;
}

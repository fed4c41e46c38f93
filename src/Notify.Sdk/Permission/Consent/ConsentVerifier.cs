using Notify.Sdk.Stores;

namespace Notify.Sdk.Permission;

/// <summary>Walks a chain in its order, one entry after the other, and stops at the first that is not in order.</summary>
internal sealed class ConsentVerifier(ConsentCheckpoint? known)
{
    // Entries without personal data whose erasure has not been met yet, with the keys that they are found by.
    private readonly SortedDictionary<long, SealedConsent> _unexplained = [];

    private string? _salt;

    public ConsentCheckpoint Head { get; private set; } = ConsentCheckpoint.Start;

    public long Verified { get; private set; }

    public ConsentBreak? Next(SealedConsent entry)
    {
        if (Fault(entry) is { } fault)
            return fault;
        Head = new(entry.Sequence, entry.Hash);
        Verified++;
        return known is not null && known.Sequence == entry.Sequence && known.Hash != entry.Hash
            ? Broken(entry, ConsentFault.Rewritten, "Another entry stood here when the checkpoint was taken.")
            : null;
    }

    public ConsentBreak? End()
    {
        if (_unexplained.Count > 0)
            return Broken(_unexplained.First().Value, ConsentFault.ErasedWithoutRecord,
                "Its personal data are gone, and no erasure in the chain says so.");
        return known is not null && known.Sequence > Head.Sequence
            ? new(Head.Sequence + 1, null, ConsentFault.Truncated,
                $"The chain reached entry {known.Sequence} when the checkpoint was taken.")
            : null;
    }

    private ConsentBreak? Fault(SealedConsent entry)
    {
        var expected = Head.Sequence + 1;
        if (entry.Sequence > expected)
            return new(expected, null, ConsentFault.Missing, $"After it stands entry {entry.Sequence} ({entry.Id}).");
        if (ConsentSeal.HashOf(entry) != entry.Hash)
            return Broken(entry, ConsentFault.Altered, "It does not match its hash.");
        if (entry.Sequence != expected || entry.PreviousHash != Head.Hash)
            return Broken(entry, ConsentFault.Reordered, $"It does not follow the entry before it ({Head.Sequence}).");
        return Content(entry);
    }

    private ConsentBreak? Content(SealedConsent entry)
    {
        EntryTerms terms;
        try
        {
            terms = ConsentSeal.TermsOf(entry);
        }
        catch (InvalidDataException unreadable)
        {
            return Broken(entry, ConsentFault.Altered, unreadable.Message);
        }

        if (terms.Erasure is { } erasure)
            return Explained(entry, erasure);
        if (terms.Decision?.Id != entry.Id)
            return Broken(entry, ConsentFault.Altered, "It is filed under another id than its own.");
        return entry.Personal is null ? Erased(entry) : Personal(entry);
    }

    private ConsentBreak? Erased(SealedConsent entry)
    {
        if (entry.Address is not null)
            return Broken(entry, ConsentFault.Altered, "It is filed under an address, but its personal data are gone.");
        _unexplained[entry.Sequence] = entry;
        return null;
    }

    private static ConsentBreak? Personal(SealedConsent entry)
    {
        if (ConsentSeal.Digest(entry.Salt ?? "", entry.Personal!) != entry.PersonalDigest)
            return Broken(entry, ConsentFault.Altered, "Its personal data do not match their digest.");
        return ConsentSeal.PersonalOf(entry).Address != entry.Address || entry.ErasedKey is not null
            ? Broken(entry, ConsentFault.Altered, "It is filed under another address than its own.")
            : null;
    }

    private ConsentBreak? Explained(SealedConsent entry, ErasureTerms erasure)
    {
        if (entry.Id != ConsentSeal.ErasureId(entry.Sequence) || entry.Address is not null || entry.Personal is not null
            || entry.ErasedKey is not null)
            return Broken(entry, ConsentFault.Altered, "It is an erasure, but filed as something else.");
        if ((_salt ??= erasure.Salt) != erasure.Salt)
            return Broken(
                entry, ConsentFault.Altered,
                "It was sealed under another salt than the erasures before it, so its opt-outs are not found.");
        foreach (var (sequence, key) in erasure.Entries)
        {
            // An entry that is not waiting was read before a parallel erasure reached it.
            if (_unexplained.Remove(sequence, out var erased) && erased.ErasedKey != key)
                return Broken(erased, ConsentFault.ErasedWithoutRecord, "It is found by another key than the one that its erasure left.");
        }

        return null;
    }

    private static ConsentBreak Broken(SealedConsent entry, ConsentFault fault, string detail) =>
        new(entry.Sequence, entry.Id, fault, detail);
}

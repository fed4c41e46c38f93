namespace Notify.Sdk.Audience;

/// <summary>Who shares which address, over the whole list. Filled by several threads, one partition each; then read by all.</summary>
internal sealed class SharedKeyIndex(KeyedHash hash, int maxAccounts) : IAddressFacts
{
    private readonly KeyPart[] _parts = new KeyPart[Partitions<KeyEntry>.Count];
    private readonly bool[]?[] _shared = new bool[Partitions<KeyEntry>.Count][];

    public IReadOnlyList<KeyPart> Parts => _parts;

    public void Put(int partition, KeyPart part) => _parts[partition] = part;

    /// <summary>Too many accounts have the address for it to be anybody's own.</summary>
    public bool IsCrowded(in KeyGroup group) => group.Count > maxAccounts;

    public bool Links(in KeyGroup group) => !group.Linkless && !IsCrowded(group);

    /// <summary>Keeps which addresses several persons have, and lets go of the rows.</summary>
    public void Settle(int partition, bool[] shared)
    {
        _shared[partition] = shared;
        _parts[partition].Forget();
    }

    public bool NeverLinks(AddressKey address) => Find(address, out var part, out var group) && !Links(part.Groups[group]);

    public bool IsCrowded(AddressKey address) => Find(address, out var part, out var group) && IsCrowded(part.Groups[group]);

    public bool IsShared(AddressKey address)
    {
        var key = hash.OfAddress(address.Kind, address.Value);
        var partition = KeyEntry.PartitionOf(key, _parts.Length);
        var group = _parts[partition].Find(key);
        return group >= 0 && _shared[partition] is { } shared && shared[group];
    }

    private bool Find(AddressKey address, out KeyPart part, out int group)
    {
        var key = hash.OfAddress(address.Kind, address.Value);
        part = _parts[KeyEntry.PartitionOf(key, _parts.Length)];
        group = part.Find(key);
        return group >= 0;
    }
}

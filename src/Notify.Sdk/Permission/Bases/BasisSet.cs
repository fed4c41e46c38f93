using Notify.Sdk.Consents;

namespace Notify.Sdk.Permission;

/// <summary>Several bases in a byte.</summary>
internal readonly record struct BasisSet(byte Bits)
{
    private static readonly ConsentBasis[] Order = Enum.GetValues<ConsentBasis>();

    public static BasisSet All { get; } = new(byte.MaxValue);

    /// <summary>Where an express consent is enough, a written one is more.</summary>
    public static BasisSet Of(IReadOnlyList<ConsentBasis> bases)
    {
        var bits = 0;
        foreach (var basis in bases)
            bits |= Bit(basis) | (basis == ConsentBasis.Express ? Bit(ConsentBasis.ExpressWritten) : 0);
        return new((byte)bits);
    }

    public bool IsEmpty => Bits == 0;

    public bool Contains(ConsentBasis basis) => (Bits & Bit(basis)) != 0;

    public BasisSet And(BasisSet other) => new((byte)(Bits & other.Bits));

    public BasisSet Or(BasisSet other) => new((byte)(Bits | other.Bits));

    /// <summary>In words, for example "an express or an express written consent".</summary>
    public override string ToString()
    {
        var set = this;
        var names = Order.Where(b => set.Contains(b)).Select(Name).ToList();
        return names.Count switch
        {
            0 => "no consent",
            1 => names[0],
            _ => $"{string.Join(", ", names.Take(names.Count - 1))} or {names[^1]}",
        };
    }

    public static string Name(ConsentBasis basis) => basis switch
    {
        ConsentBasis.ExpressWritten => "an express written consent",
        ConsentBasis.Express => "an express consent",
        ConsentBasis.ImpliedPurchase => "a purchase",
        ConsentBasis.ImpliedInquiry => "an inquiry",
        ConsentBasis.SoftOptIn => "a soft opt-in",
        ConsentBasis.LegalDuty => "a legal duty",
        _ => throw new ArgumentOutOfRangeException(nameof(basis), basis, "Nobody says how this basis is called."),
    };

    private static int Bit(ConsentBasis basis) => 1 << (int)basis;
}

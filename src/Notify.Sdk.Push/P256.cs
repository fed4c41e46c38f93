namespace Notify.Sdk.Push;

/// <summary>Keys of the curve P-256 as Web Push writes them: points not compressed (SEC 1 section 2.3.3), numbers of 32 octets.</summary>
internal static class P256
{
    public const int NumberLength = 32, PointLength = 1 + (2 * NumberLength);

    public static ECCurve Curve => ECCurve.NamedCurves.nistP256;

    /// <summary>A point as octets.</summary>
    public static byte[] Octets(ECPoint point) => [4, .. point.X!, .. point.Y!];

    /// <summary>The point of <see cref="PointLength"/> octets.</summary>
    public static ECPoint Point(ReadOnlySpan<byte> octets) => new()
    {
        X = octets[1..(1 + NumberLength)].ToArray(),
        Y = octets[(1 + NumberLength)..].ToArray(),
    };
}

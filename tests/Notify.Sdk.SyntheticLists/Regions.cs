namespace Notify.Sdk.SyntheticLists;

/// <summary>ISO 3166-2 subdivisions. They say nothing about the phone number of the row.</summary>
internal static class Regions
{
    private static readonly byte[] American =
        [.. "ALAKAZARCACOCTDEFLGAHIIDILINIAKSKYLAMEMDMAMIMNMSMOMTNENVNHNJNMNYNCNDOHOKORPARISCSDTNTXUTVTVAWAWVWIWY"u8];
    private static readonly byte[] German = [.. "BWBYBEBBHBHHHEMVNINWRPSLSNSTSHTH"u8];

    public static int Count(bool german) => (german ? German : American).Length / 2;

    public static ReadOnlySpan<byte> Text(bool german, int region) => (german ? German : American).AsSpan(region * 2, 2);
}

using System.Collections.Frozen;
using Notify.Sdk.Audience;

namespace Notify.Sdk.Sending;

/// <summary>The names by which channels, address families and networks stand in rows, so that a row does not hang on their order.</summary>
internal static class Names
{
    private static readonly FrozenDictionary<string, AddressFamily> Families = Of<AddressFamily>();
    private static readonly FrozenDictionary<string, SocialNetwork> Networks = Of<SocialNetwork>();

    public static string Of<T>(T member) where T : struct, Enum => Enum.GetName(member)
        ?? throw new ArgumentOutOfRangeException(nameof(member), $"{typeof(T).Name} {member} is unknown and cannot be stored.");

    public static DeliveryChannel ToChannel(string name) =>
        ValueNames.IsName(name) ? DeliveryChannel.Named(name) : throw RowReader.Damaged();

    public static AddressFamily ToFamily(string name) => Find(Families, name);

    public static SocialNetwork ToNetwork(string name) => Find(Networks, name);

    private static FrozenDictionary<string, T> Of<T>() where T : struct, Enum => Enum.GetValues<T>().ToFrozenDictionary(Of);

    private static T Find<T>(FrozenDictionary<string, T> members, string name) =>
        members.TryGetValue(name, out var member) ? member : throw RowReader.Damaged();
}

namespace Notify.Sdk.Audience;

/// <summary>Kinds of addresses in JSON: their names.</summary>
internal sealed class AddressKindJsonConverter() : NameJsonConverter<AddressKind>("a kind of addresses", AddressKind.Named, k => k.Name);

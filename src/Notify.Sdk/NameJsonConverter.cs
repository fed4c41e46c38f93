using System.Text.Json;
using System.Text.Json.Serialization;

namespace Notify.Sdk;

/// <summary>Values in JSON that are known by their names, such as channels and kinds of addresses.</summary>
/// <param name="what">What they are, for people.</param>
/// <param name="named">The value of a name.</param>
/// <param name="nameOf">The name of a value.</param>
internal abstract class NameJsonConverter<T>(string what, Func<string, T> named, Func<T, string> nameOf) : JsonConverter<T>
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && reader.GetString() is { } name && ValueNames.IsName(name)
            ? named(name)
            : throw new JsonException($"This is no name of {what}.");

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(nameOf(value));
}

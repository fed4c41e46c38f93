using NodaTime;

namespace Notify.Sdk;

/// <summary>A fact about the account that templates can use, and when it was true.</summary>
/// <param name="Value">The value as text.</param>
/// <param name="AsOf">When it was last known to be true; null if unknown, which no maximum age accepts.</param>
public sealed record ContactAttribute(string Value, Instant? AsOf = null)
{
    /// <summary>Wraps a text whose age is unknown.</summary>
    public static implicit operator ContactAttribute(string value) => new(value);

    /// <summary>Never shows the value.</summary>
    public override string ToString() => "attribute";
}

namespace Notify.Sdk;

/// <summary>Names one delivery. Derived from the notification and the person, so the same plan gives the same id.</summary>
/// <param name="Value">
/// 1 to 64 digits and small letters of ASCII; those that this library makes are 26 characters of base 32, lower case.
/// </param>
public readonly record struct DeliveryId(string Value)
{
    /// <summary>The id; holds no personal data.</summary>
    public override string ToString() => Value;
}

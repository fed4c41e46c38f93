using NodaTime;

namespace Notify.Sdk;

/// <summary>
/// The hours in which a person does not want to be disturbed, in their own zone: <c>[From, To)</c>, across midnight when From is later
/// than To.
/// </summary>
/// <param name="From">First quiet minute.</param>
/// <param name="To">First minute that is not quiet any more. Equal to <paramref name="From"/> means never quiet.</param>
public sealed record QuietHours(LocalTime From, LocalTime To);

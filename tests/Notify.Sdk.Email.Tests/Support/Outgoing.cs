using NodaTime;

namespace Notify.Sdk.Email.Tests.Support;

/// <summary>Messages as the dispatcher hands them over.</summary>
internal static class Outgoing
{
    public static OutgoingMessage Marketing { get; } = new()
    {
        IdempotencyKey = "d1.email",
        Delivery = new("d1"),
        Channel = DeliveryChannel.Email,
        To = new() { Key = new(AddressKind.Email, "ann@example.com"), Deliverable = "ann@example.com" },
        Content = new("en", "Your order", "Hello Ann", "<p>Hello Ann</p>"),
        Topic = "offers",
        Class = MessageClass.Marketing,
        Brand = "Shop",
        ValidUntil = Instant.FromUtc(2026, 11, 3, 0, 0),
        At = Instant.FromUtc(2026, 11, 2, 3, 4, 5),
    };
}

using NodaTime;

namespace Notify.Sdk.Tests.TestKit;

/// <summary>Contacts in one line each. Only example domains and numbers that are set aside for fiction.</summary>
internal static class People
{
    /// <summary>New York, where most tests take place.</summary>
    public const string NewYorkPhone = "+12025550101";

    public static Contact Contact(string id) => new(id) { Name = $"Name {id}" };

    public static Contact Ana => Contact("ana") with { Name = "Ana Example", Emails = ["ana@example.com"], Phones = [NewYorkPhone] };

    public static Contact Email(this Contact contact, string address, bool verified = false) =>
        contact with { Emails = [.. contact.Emails, new ContactPoint(address, verified ? Scenario.Monday : null)] };

    public static Contact Phone(this Contact contact, string number, bool verified = false) =>
        contact with { Phones = [.. contact.Phones, new ContactPoint(number, verified ? Scenario.Monday : null)] };

    public static Contact Named(this Contact contact, string? name) => contact with { Name = name };

    public static Contact Confirmed(this Contact contact, int day) => contact with { LastConfirmed = Instant.FromUtc(2026, 1, day, 0, 0) };

    public static Contact With(this Contact contact, string attribute, string value, Instant? asOf = null) =>
        contact with { Attributes = new Dictionary<string, ContactAttribute>(contact.Attributes) { [attribute] = new(value, asOf) } };

    public static Contact Prefers(this Contact contact, string topic, params DeliveryChannel[] channels) =>
        contact with { ChannelOrder = new Dictionary<string, IReadOnlyList<DeliveryChannel>>(contact.ChannelOrder) { [topic] = channels } };
}

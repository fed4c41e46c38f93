using Notify.Sdk.Conformance;
using Notify.Sdk.Stores;

namespace Notify.Sdk.Tests.Sending;

public sealed class NotificationContentTests
{
    [Fact]
    public void The_hash_is_the_same_in_every_process_and_version() =>
        Hash(("street", "Ring 1"), ("minutes", 90)).Should()
            .Be("424bf47ac20a1faf5fd9a2b722bcf8d3fb1e480408da43fe29b3ae70ea1b4b91",
            "that is SHA-256 of [\"outage\",{\"minutes\":90,\"street\":\"Ring 1\"}]");

    [Fact]
    public void The_order_of_entries_does_not_matter()
    {
        Hash(("a", 1), ("b", Map(("x", 1), ("y", 2)))).Should().Be(Hash(("b", Map(("y", 2), ("x", 1))), ("a", 1)));
        Hash(("a", new List<object?> { 1, 2 })).Should().NotBe(Hash(("a", new List<object?> { 2, 1 })), "a list has an order");
    }

    [Fact]
    public void Topic_and_every_value_matter()
    {
        string[] hashes =
        [
            Hash(), Hash(("a", null)), Hash(("a", "")), Hash(("a", "1")), Hash(("a", 1)), Hash(("a", 1.10m)), Hash(("a", 1.1m)),
                Hash(("a", true)),
            Hash(("b", 1)), Hash(("a", new List<object?>())), Hash(("a", Map())),
            NotificationContent.Hash(new("other", "k")),
        ];
        hashes.Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public void Every_part_of_an_attachment_matters_and_its_octets_by_value()
    {
        string[] hashes =
        [
            Hash(), With(Attachment.Of("a", "text/csv", new byte[] { 1 })), With(Attachment.Of("b", "text/csv", new byte[] { 1 })),
                With(Attachment.Of("a", "text/plain", new byte[] { 1 })),
            With(Attachment.Of("a", "text/csv", new byte[] { 2 })), With(Attachment.Inline("a", "text/csv", new byte[] { 1 })),
                With(Attachment.FromSource("a", "text/csv", "k")),
            With(Attachment.FromSource("a", "text/csv", "l")),
        ];
        hashes.Should().OnlyHaveUniqueItems();
        With(Attachment.Of("a", "text/csv", new byte[] { 1 })).Should().Be(hashes[1]);

        static string With(Attachment attachment) => NotificationContent.Hash(new("outage", "k") { Attachments = [attachment] });
    }

    [Fact]
    public void What_is_not_content_does_not_matter() =>
        NotificationContent.Hash(
            new("outage", "other") { Revision = 7, NotBefore = Samples.Now, ExpiresAt = Samples.Now, About = new("a") }).Should()
            .Be(Hash());

    [Fact]
    public void The_same_number_in_another_type_is_the_same_content()
    {
        string[] hashes = [Hash(("a", 1)), Hash(("a", 1L)), Hash(("a", (byte)1)), Hash(("a", 1.0))];
        hashes.Distinct().Should().ContainSingle();
    }

    [Fact]
    public void Content_has_the_same_hash_after_it_was_stored()
    {
        object?[] values = [1, 1.5, 1.10m, 0.1f, 1e300, -0.0, 1e-7, ulong.MaxValue, "Zoë\u0000", '!', null, true, new[] { 1, 2 },
            new Dictionary<string, string> { ["b"] = "c", ["a"] = "d" }];
        foreach (var value in values)
        {
            Notification notification = new("outage", "k") { Data = new Dictionary<string, object?> { ["x"] = value } };
            NotificationContent.Hash(OutboxJson.ReadNotification(OutboxJson.Write(notification)))
                .Should().Be(NotificationContent.Hash(notification), $"{value} must not become a conflict with itself");
        }
    }

    [Fact]
    public void A_broken_surrogate_does_not_break_the_hash()
    {
        Notification notification = new("outage", "k") { Data = new Dictionary<string, object?> { ["x"] = "a\uD83D" } };
        NotificationContent.Hash(OutboxJson.ReadNotification(OutboxJson.Write(notification))).Should()
            .Be(NotificationContent.Hash(notification));
    }

    private static string Hash(params (string Name, object? Value)[] data) =>
        NotificationContent.Hash(new("outage", "k") { Data = Map(data) });

    private static Dictionary<string, object?> Map(params (string Name, object? Value)[] entries) =>
        entries.ToDictionary(e => e.Name, e => e.Value);
}

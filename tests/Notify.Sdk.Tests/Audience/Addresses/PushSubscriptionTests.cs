using Notify.Sdk.Audience;

namespace Notify.Sdk.Tests.Audience;

/// <summary>What browsers write of their subscriptions, and what is none.</summary>
public sealed class PushSubscriptionTests
{
    /// <summary>The keys of RFC 8291 section 5.</summary>
    public const string Key = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
        Secret = "BTBZMqHH6r4Tts7J_aSIgg";

    [Theory]
    [InlineData(Key, Secret)]
    [InlineData(Key + "=", Secret + "==")]
    [InlineData("BCVxsr7N/eNgVRqvHtD0zTZsEc6+VV+JvLexhqUzORcxaOzi6+AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4=", "BTBZMqHH6r4Tts7J/aSIgg==")]
    public void Keys_are_read_in_either_alphabet(string key, string secret)
    {
        PushSubscription.TryParse(Json(key, secret), out var subscription, out var problem).Should().BeTrue(problem);
        (subscription!.PublicKey.Length, subscription.AuthSecret.Length).Should().Be((65, 16));
        subscription.Endpoint.Should().Be(new Uri("https://push.example.com/s/1"));
        subscription.ToJson().Should().Be(Json(Key, Secret));
        subscription.ToString().Should().Be("push subscription at push.example.com");
        PushSubscription.TryParse(subscription.ToJson(), out var again, out _).Should().BeTrue();
        again!.ToJson().Should().Be(subscription.ToJson());
    }

    [Fact]
    public void The_key_that_a_page_subscribed_with_stays_where_it_is_told()
    {
        var json = $"{Json(Key, Secret)[..^1]},\"applicationServerKey\":\"{Key}\"}}";
        PushSubscription.TryParse(json.Replace($"y\":\"{Key}\"}}", $"y\":\"{Key.Replace('_', '/').Replace('-', '+')}=\"}}",
            StringComparison.Ordinal), out var subscription, out var problem).Should().BeTrue(problem);
        subscription!.ServerKey.Should().Be(Key);
        subscription.ToJson().Should().Be(json);
        PushSubscription.TryParse(Json(Key, Secret), out subscription, out _).Should().BeTrue();
        subscription!.ServerKey.Should().BeNull();
        PushSubscription.TryParse(json.Replace($"y\":\"{Key}\"}}", "y\":\"AAAA\"}", StringComparison.Ordinal), out _, out problem).Should()
            .BeFalse();
        problem.Should().Contain("applicationServerKey");
    }

    [Fact]
    public void Other_members_are_left_out()
    {
        PushSubscription.TryParse(Json(Key, Secret).Replace("{\"endpoint", "{\"expirationTime\":null,\"endpoint", StringComparison.Ordinal),
            out var subscription, out _).Should().BeTrue();
        subscription!.ToJson().Should().Be(Json(Key, Secret));
    }

    public static TheoryData<string, string> Refused => new()
    {
        { "", "JSON" },
        { "null", "JSON" },
        { "[]", "JSON" },
        { "7", "JSON" },
        { "{", "JSON" },
        { """{"endpoint":7}""", "JSON" },
        { """{"endpoint":"\ud800"}""", "JSON" },
        { "{}", "endpoint" },
        { """{"endpoint":"s/1","keys":{}}""", "endpoint" },
        { """{"endpoint":"https://a:b@push.example.com/s/1","keys":{}}""", "user name" },
        { """{"endpoint":"https://push.example.com/s/1"}""", "keys" },
        { """{"endpoint":"https://push.example.com/s/1","keys":{}}""", "p256dh" },
        { Json("", Secret), "p256dh" },
        { Json("?" + Key[1..], Secret), "p256dh" },
        { Json(Key[..^2], Secret), "p256dh" },
        { Json(Key + "AA", Secret), "p256dh" },
        { Json("A" + Key[1..], Secret), "p256dh" }, // begins with 0
        { Json(Key[..^1] + "8", Secret), "p256dh" }, // beside the curve
        { Json("BA" + new string('A', 85), Secret), "p256dh" }, // the origin
        { Json(new string('A', 3_000), Secret), "p256dh" },
        { Json(Key, ""), "auth" },
        { Json(Key, Secret[..^2]), "auth" },
        { Json(Key, Secret + "AA"), "auth" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_is_none_is_refused_with_a_reason_that_shows_nothing_of_it(string json, string word)
    {
        PushSubscription.TryParse(json, out var subscription, out var problem).Should().BeFalse();
        subscription.Should().BeNull();
        problem.Should().Contain(word).And.NotContain("example");
    }

    internal static string Json(string key, string secret) =>
        $$$"""{"endpoint":"https://push.example.com/s/1","keys":{"p256dh":"{{{key}}}","auth":"{{{secret}}}"}}""";
}

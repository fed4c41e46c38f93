using System.Text;
using System.Text.Json;

namespace Notify.Sdk.Push.Tests;

/// <summary>From a list to what a browser shows, over a push service that believes nothing.</summary>
public sealed class PushServiceTests
{
    [Fact]
    public async Task A_browser_shows_what_was_written_and_the_service_saw_none_of_it()
    {
        await using var site = await Site.OpenAsync();
        var (json, mailbox) = site.Service.Subscribe(site.Keys.PublicKey);
        (await site.TellAsync(json)).State.Should().Be(DeliveryState.Accepted);

        site.Service.Answers.Should().ContainSingle().Which.Protocol.Should().Be("HTTP/2");
        var kept = mailbox.Waiting.Should().ContainSingle().Subject;
        kept.Urgency.Should().Be("high");
        kept.SecondsToLive.Should().BeInRange(1, 28 * 24 * 3600);
        Encoding.Latin1.GetString(kept.Body).Should().NotContain("parcel");
        var shown = JsonDocument.Parse(mailbox.Show().Should().ContainSingle().Subject).RootElement;
        (shown.GetProperty("title").GetString(), shown.GetProperty("body").GetString(), shown.GetProperty("lang").GetString())
            .Should().Be(("It is there", "Your parcel is at the desk.", "en"));
        shown.GetProperty("link").GetString().Should().Be("https://shop.example.com/parcels/7");
        site.Mails.Should().BeEmpty();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_subscription_that_is_gone_is_not_called_again_and_mail_goes_instead(bool isKnown)
    {
        await using var site = await Site.OpenAsync();
        var (json, mailbox) = site.Service.Subscribe(site.Keys.PublicKey);
        mailbox.IsGone = true; // 410
        if (!isKnown)
            json = json.Replace("/p/", "/p/x", StringComparison.Ordinal); // 404
        (await site.TellAsync(json)).Channel.Should().Be(DeliveryChannel.Email);
        (await site.TellAsync(json, "parcel-2")).Channel.Should().Be(DeliveryChannel.Email);
        site.Service.Answers.Select(a => a.Status).Should().Equal(isKnown ? 410 : 404);
        site.Mails.Should().HaveCount(2);
    }

    [Fact]
    public async Task A_repeat_takes_the_place_of_what_waits_and_another_message_does_not()
    {
        await using var site = await Site.OpenAsync();
        var (json, mailbox) = site.Service.Subscribe(site.Keys.PublicKey);
        var message = Message(json);
        for (var attempt = 0; attempt < 2; attempt++)
            (await site.Transport.SendAsync(message, default)).Kind.Should().Be(SendOutcomeKind.Accepted);
        await site.Transport.SendAsync(message with { IdempotencyKey = "dOther.0" }, default);
        site.Service.Answers.Should().HaveCount(3);
        mailbox.Waiting.Should().HaveCount(2);
    }

    [Fact]
    public async Task Keys_are_changed_without_a_restart_and_subscriptions_of_the_old_ones_blame_nobody()
    {
        await using var site = await Site.OpenAsync();
        var (old, _) = site.Service.Subscribe(site.Keys.PublicKey);
        (await site.TellAsync(old)).State.Should().Be(DeliveryState.Accepted);
        site.Rotate();
        var (renewed, mailbox) = site.Service.Subscribe(site.Keys.PublicKey);
        (await site.TellAsync(renewed, "parcel-2", "a2")).State.Should().Be(DeliveryState.Accepted);
        mailbox.Show().Should().ContainSingle();

        var refused = await site.TellAsync(old, "parcel-3");
        (refused.State, refused.Channel).Should().Be((DeliveryState.Accepted, DeliveryChannel.Email));
        refused.History.Should().Contain(e => e.Detail.Contains("403"));
        site.Service.Answers.Select(a => a.Status).Should().Equal(201, 201, 403);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_subscription_that_names_its_key_is_sent_to_by_it_as_long_as_we_have_it(bool keepsFormer)
    {
        await using var site = await Site.OpenAsync();
        var (old, mailbox) = site.Service.Subscribe(site.Keys.PublicKey, saysKey: true);
        site.Rotate(keepsFormer);
        var (renewed, _) = site.Service.Subscribe(site.Keys.PublicKey, saysKey: true);
        (await site.TellAsync(old)).Channel.Should().Be(keepsFormer ? DeliveryChannel.WebPush : DeliveryChannel.Email);
        (await site.TellAsync(renewed, "parcel-2", "a2")).Channel.Should()
            .Be(DeliveryChannel.WebPush, "nobody's refusal keeps another back");
        mailbox.Show().Should().HaveCount(keepsFormer ? 1 : 0);
        site.Service.Answers.Should().HaveCount(keepsFormer ? 2 : 1, "nothing is sent that would be refused");
    }

    [Fact]
    public async Task A_hundred_browsers_are_told_each_once()
    {
        await using var site = await Site.OpenAsync();
        var all = Enumerable.Range(0, 100).Select(_ => site.Service.Subscribe(site.Keys.PublicKey)).ToList();
        var outcomes = await Task.WhenAll(all.Select((s, i) =>
            site.Transport.SendAsync(Message(s.Json) with { IdempotencyKey = $"d{i}.0", Content = new("en", "T", $"Word{i}.", null) },
                default)
                .AsTask()));
        outcomes.Should().OnlyContain(o => o.Kind == SendOutcomeKind.Accepted);
        all.Select((s, i) => s.Mailbox.Show().Single().Contains($"Word{i}.", StringComparison.Ordinal)).Should().NotContain(false);
    }

    private static OutgoingMessage Message(string json) => new()
    {
        IdempotencyKey = "dParcel.0",
        Delivery = new("dParcel"),
        Channel = DeliveryChannel.WebPush,
        To = new() { Key = new(AddressKind.WebPush, "https://push.example.com/p/1"), Deliverable = json },
        Content = new("en", "It is there", "Your parcel is at the desk.", null),
        Topic = "parcel",
        Class = MessageClass.Transactional,
        ValidUntil = NodaTime.Instant.FromUtc(2026, 1, 20, 23, 0),
        At = NodaTime.Instant.FromUtc(2026, 1, 20, 17, 0),
    };
}

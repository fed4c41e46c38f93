using Notify.Sdk.Kannel.Tests.Server;
using Notify.Sdk.Tracking;

namespace Notify.Sdk.Kannel.Tests;

/// <summary>A real Kannel, with a message centre behind it.</summary>
public sealed class GatewayTests(KannelServer gateway) : IClassFixture<KannelServer>
{
    [SkippableFact]
    public async Task A_text_arrives_with_its_sender_and_validity_and_is_reported()
    {
        gateway.Require();
        await using Shop shop = new(gateway, "50% off? No: it is there & well + fine.");
        await shop.TellAsync("+12025550101");
        (await shop.StateAsync("+12025550101")).Should().Be(DeliveryState.Accepted);
        await shop.UntilAsync("+12025550101", DeliveryState.Delivered);

        var text = gateway.Centre.SubmittedTo("+12025550101").Should().ContainSingle().Subject;
        text.Text.Should().Be("50% off? No: it is there & well + fine.");
        text.From.Should().Be("12345");
        text.Coding.Should().Be(0);
        text.WantsReceipt.Should().BeTrue();
        text.Validity.Should().HaveLength(16, "the permission ends with the send window, and the network is told");
    }

    [SkippableFact]
    public async Task A_long_text_is_two_parts_of_one_message()
    {
        gateway.Require();
        var text = string.Concat(Enumerable.Repeat("0123456789", 20));
        await using Shop shop = new(gateway, text);
        await shop.TellAsync("+12025550102");
        await shop.UntilAsync("+12025550102", DeliveryState.Delivered);

        var parts = gateway.Centre.SubmittedTo("+12025550102");
        parts.Should().HaveCount(2);
        string.Concat(parts.Select(p => p.Text)).Should().Be(text);
    }

    [SkippableFact]
    public async Task What_the_short_alphabet_has_not_goes_in_the_long_one()
    {
        gateway.Require();
        await using Shop shop = new(gateway, "Пакет здесь 📦");
        await shop.TellAsync("+12025550103");
        await shop.UntilAsync("+12025550103", DeliveryState.Delivered);
        var text = gateway.Centre.SubmittedTo("+12025550103").Should().ContainSingle().Subject;
        (text.Coding, text.Text).Should().Be(((byte)8, "Пакет здесь 📦"));
    }

    [SkippableFact]
    public async Task Letters_with_accents_that_the_short_alphabet_has_stay_in_it()
    {
        gateway.Require();
        await using Shop shop = new(gateway, "Grüße à Øl £5 @ home");
        await shop.TellAsync("+12025550104");
        await shop.UntilAsync("+12025550104", DeliveryState.Delivered);
        var text = gateway.Centre.SubmittedTo("+12025550104").Should().ContainSingle().Subject;
        text.Coding.Should().Be(0);
        text.Octets.Should()
            .Equal([.. "Gr"u8, 0x7E, 0x1E, .. "e "u8, 0x7F, .. " "u8, 0x0B, .. "l "u8, 0x01, .. "5 "u8, 0x00, .. " home"u8]);
    }

    [SkippableFact]
    public async Task Reports_out_of_order_end_with_the_same_word()
    {
        gateway.Require();
        await using Shop shop = new(gateway);
        await shop.TellAsync("+12025550105");
        await gateway.UntilAsync(() => Receipts().Count() >= 2, "two reports did not come");
        var receipts = Receipts().ToList();
        receipts.Select(r => r.Kind).Should().BeEquivalentTo([ReceiptKind.Accepted, ReceiptKind.Delivered]);

        foreach (var receipt in receipts.OrderByDescending(r => r.Kind))
            await shop.RecordAsync(receipt);
        (await shop.StateAsync("+12025550105")).Should().Be(DeliveryState.Delivered);
        (await shop.RecordAsync(receipts[0])).Should().BeFalse("the same event counts once");

        IEnumerable<Receipt> Receipts() => shop.Hooks.SelectMany(hook => shop.Read(hook).Contents.Receipts);
    }

    [SkippableFact]
    public async Task What_the_centre_throttles_the_gateway_sends_again()
    {
        gateway.Require();
        await using Shop shop = new(gateway);
        await shop.TellAsync("+12025550166");
        await shop.UntilAsync("+12025550166", DeliveryState.Delivered);
        gateway.Centre.SubmittedTo("+12025550166").Should().HaveCount(2, "the first was not taken");
    }

    [SkippableFact]
    public async Task What_the_centre_never_answers_is_accepted_and_no_more()
    {
        gateway.Require();
        await using Shop shop = new(gateway);
        await shop.TellAsync("+12025550100");
        await gateway.UntilAsync(() => gateway.Centre.SubmittedTo("+12025550100").Count > 0, "the centre did not get it");
        await shop.TakeHooksAsync();
        (await shop.StateAsync("+12025550100")).Should().Be(DeliveryState.Accepted);
        await shop.TellAsync("+12025550100");
        gateway.Centre.SubmittedTo("+12025550100").Should().ContainSingle("nobody is told twice");
    }

    [SkippableFact]
    public async Task A_number_that_is_none_is_not_used_again_and_mail_goes_instead()
    {
        gateway.Require();
        await using Shop shop = new(gateway);
        await shop.TellAsync("+12025550177", mailbox: "ana@a.example");
        shop.Mails.Should().BeEmpty();
        await shop.UntilAsync("+12025550177", DeliveryState.Planned); // over the next route
        await shop.DispatchAsync();
        shop.Mails.Should().ContainSingle().Which.Should().Contain("ana@a.example");

        await shop.TellAsync("+12025550177", "parcel-2");
        gateway.Centre.SubmittedTo("+12025550177").Should().ContainSingle("the number is on the register of invalid ones");
    }

    [SkippableFact]
    public async Task What_the_centre_refuses_or_cannot_deliver_has_failed_and_blames_no_number()
    {
        gateway.Require();
        await using Shop shop = new(gateway);
        foreach (var number in new[] { "+12025550188", "+12025550144" })
        {
            await shop.TellAsync(number, $"parcel-{number[^2..]}");
            await shop.UntilAsync(number, DeliveryState.Failed, $"parcel-{number[^2..]}");
            await shop.TellAsync(number, $"parcel-again-{number[^2..]}");
            (await shop.StateAsync(number, $"parcel-again-{number[^2..]}")).Should().Be(DeliveryState.Accepted);
        }
    }

    [SkippableTheory]
    [InlineData("+12025550106", "STOP")]
    [InlineData("+12025550107", "СТОП")]
    public async Task A_stop_that_comes_back_stops_the_next_message(string number, string word)
    {
        gateway.Require();
        await using Shop shop = new(gateway);
        await shop.TellAsync(number);
        await shop.UntilAsync(number, DeliveryState.Delivered);

        await gateway.Centre.WriteBackAsync(number, "12345", word);
        (await ReplyAsync(shop)).Reading.Kind.Should().Be(Permission.ReplyKind.OptOut);
        await shop.DispatchAsync();
        await gateway.UntilAsync(() => gateway.Centre.SubmittedTo(number).Count == 2, "the confirmation did not leave");
        gateway.Centre.SubmittedTo(number)[1].Text.Should().Contain("Shop");

        await shop.TellAsync(number, "parcel-2");
        (await shop.StateAsync(number, "parcel-2")).Should().NotBe(DeliveryState.Accepted);
        gateway.Centre.SubmittedTo(number).Should().HaveCount(2);
    }

    [SkippableFact]
    public async Task A_digit_that_comes_back_is_read_as_it_was_written()
    {
        gateway.Require();
        await using Shop shop = new(gateway);
        var before = shop.Hooks.Count;
        await gateway.Centre.WriteBackAsync("+12025550108", "12345", "2");
        await gateway.UntilAsync(() => shop.Hooks.Count > before, "the reply did not come");
        var reply = shop.Read(shop.Hooks[before]).Contents.Replies.Should().ContainSingle().Subject;
        (reply.Provider, reply.From, reply.Text, reply.Channel).Should().Be(("gateway", "+12025550108", "2", DeliveryChannel.Sms));
        reply.MessageId.Should().NotBeEmpty();
    }

    [SkippableFact]
    public async Task A_wrong_password_is_a_fault_of_our_account()
    {
        gateway.Require();
        await using Shop shop = new(gateway, configure: o => o.Secret = "wrong-4711");
        await shop.TellAsync("+12025550109");
        var explanation = await shop.Notifier.ExplainAsync("parcel-1", "+12025550109");
        explanation!.History[^1].Detail.Should().Contain("403").And.Contain("account").And.NotContain("4711");
        gateway.Centre.SubmittedTo("+12025550109").Should().BeEmpty();
    }

    [SkippableFact]
    public async Task Many_messages_arrive_each_once()
    {
        gateway.Require();
        await using Shop shop = new(gateway);
        var numbers = Enumerable.Range(0, 100).Select(i => $"+1303555{i + 100:0000}")
            .Where(n => n[^2..] is not ("00" or "44" or "66" or "77" or "88"));
        var all = numbers.ToList();
        await shop.Notifier.SendAsync(new Notification("parcel", "many"),
            [.. all.Select(n => new Contact($"many-{n}") { Phones = [n], Country = "US", TimeZone = "America/New_York" })]);
        var before = all.Sum(n => gateway.Centre.SubmittedTo(n).Count);
        await shop.DispatchAsync();
        foreach (var number in all)
            await shop.UntilAsync($"many-{number}", DeliveryState.Delivered, "many");
        all.Sum(n => gateway.Centre.SubmittedTo(n).Count).Should().Be(before + all.Count);
    }

    private async Task<InboundOutcome> ReplyAsync(Shop shop)
    {
        for (var watch = System.Diagnostics.Stopwatch.StartNew(); ;)
        {
            if (await shop.TakeHooksAsync() is [var outcome, ..])
                return outcome;
            watch.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(60), "a reply should come");
            await Task.Delay(20);
        }
    }
}

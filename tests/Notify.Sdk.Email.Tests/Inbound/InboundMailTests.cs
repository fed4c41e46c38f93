using NodaTime;
using Notify.Sdk.Email.Inbound;
using Notify.Sdk.Tracking;

namespace Notify.Sdk.Email.Tests.Inbound;

public class InboundMailTests
{
    private static readonly Instant Arrived = Instant.FromUtc(2026, 11, 2, 4, 0);

    [Theory]
    [InlineData("5.1.1", InboundKind.Suppress)]
    [InlineData("5.1.2", InboundKind.Suppress)]
    [InlineData("5.1.3", InboundKind.Suppress)]
    [InlineData("5.1.6", InboundKind.Suppress)]
    [InlineData("5.1.10", InboundKind.Suppress)]
    [InlineData("5.2.1", InboundKind.Suppress)]
    [InlineData("5.2.2", InboundKind.Count)]
    [InlineData("4.2.2", InboundKind.Count)]
    [InlineData("4.4.7", InboundKind.Count)]
    [InlineData("4.7.1", InboundKind.Count)]
    [InlineData("5.4.4", InboundKind.Count)]
    [InlineData("5.4.14", InboundKind.Count)]
    [InlineData("5.0.0", InboundKind.Count)]
    [InlineData("5.1.4", InboundKind.Count)]
    [InlineData("nonsense", InboundKind.Count)]
    [InlineData("5.7.1", InboundKind.Alert)]
    [InlineData("5.7.26", InboundKind.Alert)]
    [InlineData("5.3.4", InboundKind.Alert)]
    [InlineData("5.2.3", InboundKind.Alert)]
    [InlineData("5.5.2", InboundKind.Alert)]
    [InlineData("5.6.7", InboundKind.Alert)]
    [InlineData("5.1.8", InboundKind.Alert)]
    [InlineData("5.3.0", InboundKind.Count)]
    public void A_failed_delivery_is_judged_by_its_code(string status, InboundKind expected) =>
        Samples.Classify(Samples.Postfix(status, diagnostic: "smtp; no words"), Samples.ToVerp).Kind.Should().Be(expected);

    [Theory]
    [InlineData("delayed", InboundKind.Notice)]
    [InlineData("relayed", InboundKind.Notice)]
    [InlineData("expanded", InboundKind.Notice)]
    [InlineData("delivered", InboundKind.Delivered)]
    [InlineData("failed", InboundKind.Suppress)]
    [InlineData("FAILED (at last)", InboundKind.Suppress)]
    public void What_a_server_did_decides_before_its_code(string action, InboundKind expected) =>
        Samples.Classify(Samples.Postfix(action: action), Samples.ToVerp).Kind.Should().Be(expected);

    [Fact]
    public void A_bounce_of_Postfix_is_read_whole()
    {
        var result = Samples.Classify(Samples.Postfix(), Samples.ToVerp);
        result.Should().BeEquivalentTo(new { Kind = InboundKind.Suppress, IdempotencyKey = "d1", IsVerified = true });
        result.DeliveryStatus.Should().BeEquivalentTo(new
        {
            Action = DeliveryAction.Failed,
            Status = new EnhancedStatusCode(5, 1, 1),
            FinalRecipient = "ann@example.com",
            DiagnosticCode = "550 5.1.1 <ann@example.com>: Recipient address rejected: User unknown",
        });
    }

    [Fact]
    public void A_bounce_of_Exchange_is_read() => Samples.Classify(Samples.Exchange, Samples.ToVerp)
        .Should().BeEquivalentTo(new { Kind = InboundKind.Suppress, Status = new EnhancedStatusCode(5, 1, 10), IdempotencyKey = "d1" });

    [Fact]
    public void A_code_that_says_nothing_gives_way_to_the_words_of_the_other_server() => Samples.Classify(Samples.Sendmail, Samples.ToVerp)
        .Should().BeEquivalentTo(new { Kind = InboundKind.Count, Status = new EnhancedStatusCode(5, 2, 2) });

    [Fact]
    public void A_bounce_of_qmail_is_read_though_it_follows_no_standard() => Samples.Classify(Samples.Qmail, Samples.ToVerp)
        .Should().BeEquivalentTo(new { Kind = InboundKind.Suppress, Status = new EnhancedStatusCode(5, 1, 1), IdempotencyKey = "d1" });

    [Fact]
    public void A_bounce_of_Exim_names_its_message_even_without_a_return_path()
    {
        var result = Samples.Classify(Samples.Exim, options: new());
        // "Auto-Submitted: auto-replied" stands in bounces too
        result.Should()
            .BeEquivalentTo(
            new { Kind = InboundKind.Alert, Status = new EnhancedStatusCode(5, 7, 1), IdempotencyKey = "d1", IsVerified = false });
    }

    [Fact]
    public void A_bounce_without_any_code_is_judged_by_its_words() =>
        Samples.Classify(Samples.Qmail.Replace("(#5.1.1)", "", StringComparison.Ordinal), Samples.ToVerp).Should()
            .BeEquivalentTo(new { Kind = InboundKind.Suppress, Status = (EnhancedStatusCode?)null });

    [Fact]
    public void A_report_that_was_cut_off_is_counted_by_its_return_path() =>
        Samples.Classify(Samples.Postfix()[..900], Samples.ToVerp).Should()
            .BeEquivalentTo(new { Kind = InboundKind.Count, IdempotencyKey = "d1", IsVerified = true });

    [Fact]
    public void What_cannot_be_read_at_all_is_a_bounce_when_nobody_sent_it_to_a_return_path_of_ours() =>
        Samples.Classify("\0\0\0", Samples.ToVerp).Should().BeEquivalentTo(new { Kind = InboundKind.Count, IdempotencyKey = "d1" });

    [Theory]
    [InlineData("abuse", InboundKind.OptOut)]
    [InlineData("fraud", InboundKind.OptOut)]
    [InlineData("opt-out", InboundKind.OptOut)]
    [InlineData("other", InboundKind.OptOut)]
    [InlineData("something-new", InboundKind.OptOut)]
    [InlineData("virus", InboundKind.Alert)]
    [InlineData("auth-failure", InboundKind.Alert)]
    [InlineData("not-spam", InboundKind.Notice)]
    public void A_complaint_is_an_opt_out(string type, InboundKind expected)
    {
        var result = Samples.Classify(Samples.Complaint(type));
        result.Should().BeEquivalentTo(new { Kind = expected, IdempotencyKey = "d1", IsVerified = true });
    }

    [Fact]
    public void A_report_about_a_virus_alerts_and_does_not_fail_what_was_delivered() =>
        Samples.Classify(Samples.Complaint("virus")).ToReceipt(Arrived).Should().BeNull();

    [Theory]
    [InlineData("message/rfc822")]
    [InlineData("multipart/digest")]
    public void A_bounce_or_complaint_that_a_person_forwards_is_a_reply(string type)
    {
        foreach (var enclosed in new[] { Samples.Postfix(), Samples.Complaint(), Samples.Displayed })
        {
            var part = type == "message/rfc822"
                ? $"Content-Type: {type}\r\n\r\n{enclosed}" : $"Content-Type: {type}; boundary=in\r\n\r\n--in\r\n\r\n{enclosed}\r\n--in--";
            var forwarded =
                $"From: Ann <ann@example.com>\r\nTo: help@shop.example\r\nContent-Type: multipart/mixed; "
                + $"boundary=out\r\n\r\n--out\r\n\r\nWhat is this?\r\n--out\r\n{part}\r\n--out--\r\n";
            var result = Samples.Classify(forwarded);
            result.Kind.Should().Be(InboundKind.Reply);
            result.Reply!.Text.Should().Be("What is this?");
            result.ToReceipt(Arrived).Should().BeNull();
        }
    }

    [Fact]
    public void A_notice_that_a_message_was_displayed_changes_nothing()
    {
        var result = Samples.Classify(Samples.Displayed);
        result.Should().BeEquivalentTo(new { Kind = InboundKind.Notice, IdempotencyKey = "d1" });
        result.Disposition.Should().Be("displayed");
        result.ToReceipt(Arrived).Should().BeNull();
    }

    [Fact]
    public void An_answer_of_a_person_names_the_message_and_the_words()
    {
        var result =
            Samples.Classify(Samples.Reply("1\n\nOn Mon, 2 Nov 2026 at 03:04, Shop <news@shop.example> wrote:\n> Reply 1 to confirm"));
        result.Should().BeEquivalentTo(new { Kind = InboundKind.Reply, IdempotencyKey = "d1", IsVerified = false });
        result.Reply!.FirstLine.Should().Be("1");
        result.ToReceipt(Arrived).Should().BeNull();
    }

    [Fact]
    public void A_vacation_program_is_no_bounce_even_if_it_answers_the_return_path() =>
        Samples.Classify(Samples.Reply("I am away. Code 5.1.1", "Auto-Submitted: auto-replied (vacation)\n"), Samples.ToVerp)
            .Kind.Should().Be(InboundKind.Automatic);

    [Theory]
    [InlineData("5.1.1", ReceiptKind.Bounced, false)]
    [InlineData("5.2.2", ReceiptKind.Failed, true)]
    [InlineData("4.4.7", ReceiptKind.Failed, true)]
    [InlineData("5.7.1", ReceiptKind.Failed, false)]
    public void A_bounce_is_a_receipt_without_a_word_of_the_server(string status, ReceiptKind kind, bool soft)
    {
        var receipt = Samples.Classify(Samples.Postfix(status, diagnostic: $"smtp; 550 {status} <ann@example.com> refused"),
            Samples.ToVerp).ToReceipt(Arrived)!;
        receipt.Should()
            .BeEquivalentTo(
            new { Provider = "", ProviderId = "d1", IdempotencyKey = "d1", Kind = kind, IsSoftBounce = soft, At = Arrived });
        receipt.Detail.Should().Contain(status).And.NotContainAny("ann", "@", "refused");
    }

    [Fact]
    public void The_same_bounce_is_the_same_event_and_another_bounce_is_not()
    {
        var first = Samples.Classify(Samples.Postfix(), Samples.ToVerp).ToReceipt(Arrived)!;
        Samples.Classify("Received: again\r\n" + Samples.Postfix(), Samples.ToVerp)
            .ToReceipt(Arrived + Duration.FromHours(1))!.EventId.Should().Be(first.EventId);
        Samples.Classify(Samples.Postfix("5.2.2"), Samples.ToVerp).ToReceipt(Arrived)!.EventId.Should().NotBe(first.EventId);
        Samples.Classify(Samples.Postfix(), new("", Samples.Verp.Create("d2"))).ToReceipt(Arrived)!.EventId.Should().NotBe(first.EventId);
    }

    [Fact]
    public void Complaints_deliveries_and_relays_are_receipts_and_delays_are_none()
    {
        Receipt(Samples.Complaint())!.Kind.Should().Be(ReceiptKind.Complained);
        Receipt(Samples.Postfix("2.0.0", "delivered"))!.Kind.Should().Be(ReceiptKind.Delivered);
        Receipt(Samples.Postfix("2.0.0", "relayed"))!.Kind.Should().Be(ReceiptKind.Accepted);
        Receipt(Samples.Postfix("4.4.1", "delayed")).Should().BeNull();
        static Receipt? Receipt(string message) => Samples.Classify(message, Samples.ToVerp).ToReceipt(Arrived);
    }

    [Theory]
    [InlineData("bounce@shop.example")]
    [InlineData("bounce+d1.aaaaaaaaaaaaaaaa@shop.example")]
    public void A_bounce_that_anybody_could_have_written_suppresses_nobody(string recipient)
    {
        var forged = Samples.Classify(Samples.Postfix(), new("", recipient));
        forged.Should().BeEquivalentTo(new { Kind = InboundKind.Suppress, IdempotencyKey = "d1", IsVerified = false });
        forged.ToReceipt(Arrived).Should().BeNull();
        Samples.Classify(Samples.Postfix(), new("", recipient), new()).ToReceipt(Arrived).Should()
            .NotBeNull("without return paths with a token the envelope id and the Message-ID are all there is");
    }

    [Fact]
    public void Every_action_and_every_kind_leads_somewhere_and_an_unknown_one_is_said()
    {
        var message = Samples.Classify(Samples.Postfix()).Message;
        Enum.GetValues<DeliveryAction>().Select(a => InboundMail.Judge(new() { Action = a, DiagnosticCode = "550 no" }, message)).Should()
            .Equal(InboundKind.Notice, InboundKind.Count, InboundKind.Notice, InboundKind.Delivered, InboundKind.Notice,
                InboundKind.Notice);
        var unknown = () => InboundMail.Judge(new() { Action = (DeliveryAction)99 }, message);
        unknown.Should().Throw<ArgumentOutOfRangeException>();
        var bounce = Samples.Classify(Samples.Postfix(), Samples.ToVerp);
        foreach (var kind in Enum.GetValues<InboundKind>())
            (bounce with { Kind = kind }).ToReceipt(Arrived);
        var foreign = () => (bounce with { Kind = (InboundKind)99 }).ToReceipt(Arrived);
        foreign.Should().Throw<InvalidOperationException>();
    }

    [Fact]
    public void A_message_of_a_foreign_domain_is_not_ours()
    {
        var ours = new InboundOptions { MessageIdDomains = ["Shop.Example"] };
        Samples.Classify(Samples.Reply("x"), options: ours).IdempotencyKey.Should().Be("d1");
        Samples.Classify(Samples.Reply("x").Replace("d1@shop.example", "d1@evil.example", StringComparison.Ordinal), options: ours)
            .IdempotencyKey.Should().BeNull();
    }

    [Fact]
    public void Nothing_shows_an_address_in_its_text()
    {
        foreach (var message in new[] { Samples.Postfix(), Samples.Exim, Samples.Complaint(), Samples.Displayed,
            Samples.Reply("Hello, Ann here") })
        {
            var result = Samples.Classify(message, Samples.ToVerp);
            string.Join('|', result, result.Message, result.DeliveryStatus, result.Feedback, result.Disposition, result.Reply,
                Samples.ToVerp, Samples.Verp, result.ToReceipt(Arrived))
                .Should().NotContainAny("ann", "Ann", "@", "shop");
        }
    }
}

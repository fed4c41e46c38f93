using Microsoft.Extensions.Options;
using Notify.Sdk.Email.Tests.Support;

namespace Notify.Sdk.Email.Tests;

public sealed class PickupDirectoryTransportTests : IDisposable
{
    private readonly TempDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_message_becomes_one_file_in_a_folder_that_is_created()
    {
        var outcome = await Transport().SendAsync(Outgoing.Marketing, default);
        outcome.Kind.Should().Be(SendOutcomeKind.Accepted);
        outcome.ProviderId.Should().Be("d1.email.eml");
        _directory.Files.Should().Equal("d1.email.eml");
        var raw = _directory.Read("d1.email.eml");
        TinyDecoder.Header(raw, "Message-ID").Should().Be("<d1.email@shop.example>");
        TinyDecoder.Header(raw, "From").Should().Be("Shop <news@shop.example>");
        TinyDecoder.Header(raw, "To").Should().Be("ann@example.com");
        TinyDecoder.Header(raw, "Subject").Should().Be("Your order");
        TinyDecoder.Header(raw, "Date").Should().Be("Mon, 2 Nov 2026 03:04:05 +0000");
    }

    [Fact]
    public async Task The_same_message_twice_is_one_file_and_the_first_stays()
    {
        var transport = Transport();
        await transport.SendAsync(Outgoing.Marketing, default);
        var first = _directory.Read("d1.email.eml");
        var again = await transport.SendAsync(Outgoing.Marketing
            with
        { At = Outgoing.Marketing.At.Plus(NodaTime.Duration.FromHours(1)) }, default);
        again.Kind.Should().Be(SendOutcomeKind.Accepted);
        again.ProviderId.Should().Be("d1.email.eml");
        _directory.Files.Should().Equal("d1.email.eml");
        _directory.Read("d1.email.eml").Should().Be(first);
    }

    [Fact]
    public async Task A_hundred_parallel_sends_of_ten_messages_are_ten_whole_files()
    {
        var transport = Transport();
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 100).Select(i =>
            Task.Run(async () => await transport.SendAsync(Outgoing.Marketing with { IdempotencyKey = $"d{i % 10}.email" }, default))));
        outcomes.Should().OnlyContain(outcome => outcome.Kind == SendOutcomeKind.Accepted);
        _directory.Files.Should().HaveCount(10).And.OnlyContain(file => file.EndsWith(".eml", StringComparison.Ordinal));
        _directory.Files.Should().OnlyContain(file => _directory.Read(file).EndsWith("--\r\n", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_reader_never_sees_half_a_file()
    {
        var transport = Transport();
        Directory.CreateDirectory(_directory.Path);
        var sending = Task.Run(async () =>
        {
            for (var i = 0; i < 40; i++)
            {
                await transport.SendAsync(Outgoing.Marketing
                    with
                { IdempotencyKey = $"d{i}", Content = new("en", "s", new string('x', 200_000), "<p>x</p>") }, default);
            }
        });
        var seen = new HashSet<string>();
        while (seen.Count < 40 && !sending.IsFaulted)
        {
            foreach (var file in _directory.Files.Where(file => file.EndsWith(".eml", StringComparison.Ordinal) && seen.Add(file)))
            {
                _directory.Read(file).Should().EndWith("--\r\n");
            }
        }

        await sending;
    }

    [Fact]
    public async Task A_folder_that_cannot_be_created_defers()
    {
        Directory.CreateDirectory(_directory.Path);
        await File.WriteAllTextAsync(Path.Combine(_directory.Path, "file"), "");
        var outcome = await Transport(o => o.Directory = Path.Combine(_directory.Path, "file", "sub"))
            .SendAsync(Outgoing.Marketing, default);
        outcome.Kind.Should().Be(SendOutcomeKind.Deferred);
        outcome.Detail.Should().StartWith("The pickup directory").And.NotContain(_directory.Path).And.NotContain("ann");
    }

    [Fact]
    public async Task A_place_that_is_taken_by_a_folder_defers_and_leaves_no_draft()
    {
        Directory.CreateDirectory(Path.Combine(_directory.Path, "d1.email.eml"));
        var outcome = await Transport().SendAsync(Outgoing.Marketing, default);
        outcome.Kind.Should().Be(SendOutcomeKind.Deferred);
        _directory.Files.Should().BeEmpty();
    }

    [Theory]
    [InlineData(28, "full")]
    [InlineData(unchecked((int)0x80070070), "full")]
    [InlineData(5, "could not be written")]
    public void A_fault_of_the_disk_is_told_in_words(int code, string word) =>
        PickupDirectoryTransport.Describe(new IOException("ann@example.com", code)).Should().Contain(word).And.NotContain("ann");

    [Fact]
    public void A_missing_right_is_told_in_words() =>
        PickupDirectoryTransport.Describe(new UnauthorizedAccessException("ann@example.com")).Should().Contain("right")
            .And.NotContain("ann");

    [Fact]
    public async Task A_cancelled_send_defers_and_leaves_nothing()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        (await Transport().SendAsync(Outgoing.Marketing, cancelled.Token)).Kind.Should().Be(SendOutcomeKind.Deferred);
        _directory.Files.Should().BeEmpty();
    }

    [Theory]
    [InlineData("Subject", "a\r\nBcc: evil@example.org", "Shop", "ann@example.com")]
    [InlineData("From", "a", "Shop\nBcc: evil@example.org", "ann@example.com")]
    [InlineData("To", "a", "Shop", "ann@example.com\r\nBcc: evil@example.org")]
    public async Task A_message_that_cannot_be_an_email_is_rejected_and_leaves_nothing(
        string header, string subject, string brand, string to)
    {
        var outcome = await Transport().SendAsync(
            Outgoing.Marketing with
            {
                Content = new("en", subject, "x", null),
                Brand = brand,
                To = Outgoing.Marketing.To
                with
                { Deliverable = to }
            }, default);
        outcome.Kind.Should().Be(SendOutcomeKind.Rejected);
        outcome.Detail.Should().StartWith(header + ": ").And.NotContain("evil").And.NotContain("ann");
        _directory.Files.Should().BeEmpty();
    }

    [Fact]
    public async Task Marketing_carries_unsubscribe_headers()
    {
        await Transport(Unsubscribe).SendAsync(Outgoing.Marketing, default);
        var raw = _directory.Read("d1.email.eml");
        TinyDecoder.Header(raw, "List-Unsubscribe").Should().Be("<https://shop.example/u/d1>, <mailto:stop@shop.example?subject=d1>");
        TinyDecoder.Header(raw, "List-Unsubscribe-Post").Should().Be("List-Unsubscribe=One-Click");
        TinyDecoder.Header(raw, "List-Id").Should().Be("<offers.shop.example>");
    }

    [Theory]
    [InlineData(MessageClass.Transactional)]
    [InlineData(MessageClass.Emergency)]
    public async Task Other_classes_carry_no_list_headers(MessageClass messageClass)
    {
        await Transport(Unsubscribe).SendAsync(Outgoing.Marketing with { Class = messageClass }, default);
        _directory.Read("d1.email.eml").Should().NotContain("List-");
    }

    [Fact]
    public async Task A_failing_unsubscribe_function_defers()
    {
        var outcome = await Transport(o => o.UnsubscribeUri = _ => throw new InvalidOperationException("ann@example.com"))
            .SendAsync(Outgoing.Marketing, default);
        outcome.Kind.Should().Be(SendOutcomeKind.Deferred);
        outcome.Detail.Should().Contain("InvalidOperationException").And.NotContain("ann");
    }

    [Fact]
    public async Task A_configured_name_and_reply_address_are_used()
    {
        await Transport(o => (o.FromName, o.ReplyTo) = ("Shop News", "help@shop.example")).SendAsync(Outgoing.Marketing, default);
        var raw = _directory.Read("d1.email.eml");
        TinyDecoder.Header(raw, "From").Should().Be("Shop News <news@shop.example>");
        TinyDecoder.Header(raw, "Reply-To").Should().Be("help@shop.example");
    }

    [Fact]
    public async Task Another_channel_is_rejected()
    {
        var sms = Outgoing.Marketing with
        {
            Channel = DeliveryChannel.Sms,
            To =
            new() { Key = new(AddressKind.Phone, "+15550100"), Deliverable = "+15550100" }
        };
        (await Transport().SendAsync(sms, default)).Kind.Should().Be(SendOutcomeKind.Rejected);
    }

    [Theory]
    [InlineData("../../evil")]
    [InlineData("a/b")]
    [InlineData(".hidden")]
    [InlineData("")]
    [InlineData("a\0b")]
    public void A_hostile_key_cannot_name_a_path(string key) =>
        PickupDirectoryTransport.FileName(key).Should().MatchRegex("^[a-z0-9]*-[0-9a-f]{32}\\.eml$");

    [Fact]
    public void Different_keys_have_different_files_where_case_is_ignored() =>
        PickupDirectoryTransport.FileName("D1.Email").Should().NotBeEquivalentTo(PickupDirectoryTransport.FileName("d1.email"))
            .And.NotBeEquivalentTo(PickupDirectoryTransport.FileName("D1.email"));

    private static void Unsubscribe(PickupDirectoryOptions options)
    {
        options.UnsubscribeUri = message => new($"https://shop.example/u/{message.Delivery}");
        options.UnsubscribeMailto = message => new($"mailto:stop@shop.example?subject={message.Delivery}");
    }

    private PickupDirectoryTransport Transport(Action<PickupDirectoryOptions>? configure = null)
    {
        var options = new PickupDirectoryOptions { Directory = _directory.Path, From = "news@shop.example" };
        configure?.Invoke(options);
        return new(Options.Create(options));
    }
}

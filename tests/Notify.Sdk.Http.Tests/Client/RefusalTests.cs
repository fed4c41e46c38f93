using Notify.Sdk.Conformance;

namespace Notify.Sdk.Http.Tests.Client;

/// <summary>What a provider cannot take is said before anything is sent.</summary>
public sealed class RefusalTests
{
    [Theory]
    [InlineData(SendOutcomeKind.Rejected, SendOutcomeKind.Rejected)]
    [InlineData(SendOutcomeKind.Deferred, SendOutcomeKind.Deferred)]
    [InlineData(SendOutcomeKind.Accepted, SendOutcomeKind.Deferred)]
    [InlineData(SendOutcomeKind.Unknown, SendOutcomeKind.Deferred)]
    [InlineData(null, SendOutcomeKind.Deferred)] // it throws
    public async Task A_message_that_is_refused_beforehand_is_not_sent(SendOutcomeKind? said, SendOutcomeKind expected)
    {
        await using LoopbackServer server = new(connection => connection.StallAsync());
        await using var services = TestHost.Build(b => b.AddHttpProvider<ChoosyProvider, ChoosyOptions>("choosy", o =>
            (o.BaseAddress, o.Secret, o.Said) = (server.Address, "k-4711", said)));
        var outcome = await services.Transport().SendAsync(TestHost.Message(), default);
        outcome.Kind.Should().Be(expected);
        outcome.WasAsked.Should().BeFalse("it counts against nobody");
        outcome.Detail.Should().NotContain("4711");
        server.Connections.Should().Be(0);
    }

    [Fact]
    public async Task A_message_is_not_sent_without_its_attachments()
    {
        await using LoopbackServer server = new(connection => connection.StallAsync());
        await using var services = TestHost.Build(b => b.AddHttpProvider<ChoosyProvider, ChoosyOptions>("choosy", o =>
            (o.BaseAddress, o.Secret) = (server.Address, "k-4711")));
        var bill = TestHost.Message() with { Attachments = [Attachment.Of("bill.pdf", "application/pdf", new byte[] { 1 })] };
        var outcome = await services.Transport().SendAsync(bill, default);
        (outcome.Kind, outcome.Scope, outcome.WasAsked).Should().Be((SendOutcomeKind.Rejected, RejectionScope.Message, false));
        outcome.Detail.Should().Contain("attachments");
        server.Connections.Should().Be(0);
    }

    private sealed class ChoosyOptions : HttpProviderOptions
    {
        public SendOutcomeKind? Said { get; set; }
    }

    private sealed class ChoosyProvider : HttpProvider<ChoosyOptions>
    {
        public override DeliveryChannel Channel => DeliveryChannel.Sms;

        public override SendOutcome? Refuse(OutgoingMessage message, ChoosyOptions options) => options.Said switch
        {
            SendOutcomeKind.Rejected => SendOutcome.Rejected($"It is too long for {options.Secret}."),
            SendOutcomeKind.Deferred => SendOutcome.Deferred("It is too late."),
            SendOutcomeKind.Accepted => SendOutcome.Accepted("1"),
            SendOutcomeKind.Unknown => SendOutcome.Unknown("Who knows."),
            _ => throw new InvalidOperationException("It cannot be read."),
        };

        public override HttpRequestMessage Request(OutgoingMessage message, ChoosyOptions options) =>
            new(HttpMethod.Post, "messages") { Content = new StringContent("x") };

        public override SendOutcome? Read(HttpAnswer answer, ChoosyOptions options) => null;
    }
}

using Notify.Sdk.Email.Client;

namespace Notify.Sdk.Email.Tests.Client;

public sealed class ServerTextTests
{
    [Theory]
    [InlineData("2.0.0 Ok: queued as 4XyZ123ABC", "4XyZ123ABC")]
    [InlineData("Ok: queued as 12345", "12345")]
    [InlineData("OK id=1tABCD-000abc-XY", "1tABCD-000abc-XY")]
    [InlineData("2.0.0 4AM1abcd012345 Message accepted for delivery", "4AM1abcd012345")]
    [InlineData("Ok 010201954a1b2c3d-aaaa-bbbb-cccc-000000", "010201954a1b2c3d-aaaa-bbbb-cccc-000000")]
    [InlineData("2.0.0 Ok", null)]
    [InlineData("2.0.0", null)]
    [InlineData("", null)]
    [InlineData("2.6.0 <x@y.example> Queued mail for delivery", null)]
    [InlineData("Ok: queued as <ann@example.com>", null)]
    [InlineData("Ok: queued as", null)]
    public void The_servers_id_is_read_where_it_stands(string text, string? id) => ServerText.QueueId(new(250, text)).Should().Be(id);

    [Theory]
    [InlineData("no such user\nsee help", "550 no such user see help")]
    [InlineData("", "550")]
    [InlineData("<Ann@Example.com>: unknown", "550 <[address]>: unknown")]
    [InlineData("ann is unknown", "550 [address] is unknown")]
    [InlineData("ANN.", "550 [address]")]
    [InlineData("announce", "550 announce")]
    [InlineData("bounce+d1=ann@shop.example", "550 [address]")]
    [InlineData("x+40y", "550 [address]")]
    [InlineData("to:other@example.org,third@example.org;", "550 to:[address],[address];")]
    public void Addresses_are_taken_out(string text, string shown) =>
        ServerText.Show(new(550, text), "ann@example.com", "").Should().Be(shown);

    [Fact]
    public void A_long_text_is_cut() => ServerText.Show(new(550, new string('x', 30_000))).Should().HaveLength(403).And.EndWith("...");
}

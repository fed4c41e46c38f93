using Notify.Sdk.Email.Inbound;
using Notify.Sdk.Email.Tests.Support;

namespace Notify.Sdk.Email.Tests.Inbound;

public class VerpAddressTests
{
    private const string Key = "abcdefghijklmnopqrstuvwxyz.2";
    private static readonly byte[] Old = "old-secret-old-secret"u8.ToArray();
    private static readonly byte[] New = "new-secret-new-secret"u8.ToArray();

    [Fact]
    public void An_address_gives_its_key_back()
    {
        var address = new VerpAddress("bounce@shop.example", New).Create(Key);
        address.Should().MatchRegex(@"^bounce\+abcdefghijklmnopqrstuvwxyz\.2\.[a-z2-7]{16}@shop\.example$");
        new VerpAddress("bounce@shop.example", New).TryVerify(address, out var key).Should().BeTrue();
        key.Should().Be(Key);
    }

    [Fact]
    public void A_change_of_the_secret_goes_on_taking_addresses_of_the_old_one_and_then_stops()
    {
        var address = new VerpAddress("bounce@shop.example", Old).Create(Key);
        new VerpAddress("bounce@shop.example", New, Old).TryVerify(address, out _).Should().BeTrue();
        new VerpAddress("bounce@shop.example", New).TryVerify(address, out _).Should().BeFalse();
        new VerpAddress("bounce@shop.example", New, Old).Create(Key).Should().Be(new VerpAddress("bounce@shop.example", New).Create(Key));
    }

    [Fact]
    public void Every_changed_character_is_noticed()
    {
        var verp = new VerpAddress("bounce@shop.example", New);
        var address = verp.Create("d1");
        for (var i = 0; i < address.Length; i++)
            verp.TryVerify(address[..i] + (address[i] == 'x' ? 'y' : 'x') + address[(i + 1)..], out _).Should().BeFalse();
    }

    [Fact]
    public void A_server_that_changes_the_case_or_adds_brackets_is_forgiven()
    {
        var verp = new VerpAddress("bounce@shop.example", New);
        verp.TryVerify($" <{verp.Create("d1").ToUpperInvariant()}> ", out var key).Should().BeTrue();
        key.Should().BeEquivalentTo("d1");
        verp.TryVerify(verp.Create("D1").ToLowerInvariant(), out _).Should().BeTrue();
    }

    [Fact]
    public void Any_text_is_judged_without_a_fault() => Texts.Always(Texts.ManyLines, text =>
    {
        var verp = new VerpAddress("bounce@shop.example", New);
        verp.TryVerify(text, out _).Should().BeFalse();
        verp.TryVerify($"bounce+{text}@shop.example", out _).Should().BeFalse();
        verp.TryVerify($"bounce+{text}.aaaaaaaaaaaaaaaa@shop.example", out _).Should().BeFalse();
    });

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("@")]
    [InlineData("bounce+@shop.example")]
    [InlineData("bounce@shop.example")]
    public void What_is_no_return_path_is_refused(string? address) => Samples.Verp.TryVerify(address, out _).Should().BeFalse();

    [Theory]
    [InlineData("")]
    [InlineData("d1@x")]
    [InlineData("d1\r\n")]
    [InlineData("d..1")]
    [InlineData(".d1")]
    [InlineData("ä")]
    [InlineData("aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeee")]
    public void A_key_that_does_not_fit_is_refused(string key) =>
        FluentActions.Invoking(() => Samples.Verp.Create(key)).Should().Throw<ArgumentException>();

    [Theory]
    [InlineData("bounce")]
    [InlineData("bounce+x@shop.example")]
    [InlineData("\"a b\"@shop.example")]
    public void A_mailbox_that_cannot_be_used_is_explained_without_being_repeated(string mailbox) =>
        FluentActions.Invoking(() => new VerpAddress(mailbox, New)).Should().Throw<ArgumentException>().Which.Message.Should()
            .NotContain("shop");

    [Fact]
    public void A_mailbox_too_long_for_the_return_path_is_refused_before_the_first_message() =>
        FluentActions.Invoking(() => new VerpAddress("notifications-bounces@shop.example", New)).Should().Throw<ArgumentException>()
            .WithMessage("*21*16*").Which.Message.Should().NotContain("shop");

    [Theory]
    [InlineData(16, true)]
    [InlineData(17, false)]
    public void The_longest_mailbox_has_room_for_every_route_of_a_delivery(int length, bool fits)
    {
        var make = () => new VerpAddress($"{new string('b', length)}@shop.example", New);
        if (fits)
            make().Create("abcdefghijklmnopqrstuvwxyz.999").IndexOf('@').Should().Be(64);
        else
            make.Should().Throw<ArgumentException>();
    }

    [Fact]
    public void A_short_secret_is_refused() =>
        FluentActions.Invoking(() => new VerpAddress("bounce@shop.example", new byte[15])).Should().Throw<ArgumentException>()
            .WithMessage("*16*15*");
}

using FsCheck;
using FsCheck.Fluent;
using Notify.Sdk.Audience;

namespace Notify.Sdk.Tests.Audience;

public class SocialHandleTests
{
    [Theory]
    [InlineData("1234567890:9876543210987654", "fb:1234567890:9876543210987654")]
    [InlineData("fb:12:34", "fb:12:34")]
    [InlineData("FB:12:34", "fb:12:34")]
    public void A_Facebook_page_and_its_scoped_id_can_be_sent_to(string text, string key) =>
        Sendable(SocialNetwork.Facebook, text, key);

    [Theory]
    [InlineData("Anna.Miller", "fb:@annamiller")]
    [InlineData("https://www.facebook.com/anna.miller/", "fb:@annamiller")]
    [InlineData("http://m.facebook.com/AnnaMiller?ref=x#top", "fb:@annamiller")]
    [InlineData("de-de.facebook.com/annamiller", "fb:@annamiller")]
    [InlineData("m.me/annamiller", "fb:@annamiller")]
    [InlineData("https://facebook.com/profile.php?id=100012345&sk=about", "fb:profile:100012345")]
    [InlineData("https://facebook.com/people/Anna-Miller/100012345", "fb:profile:100012345")]
    [InlineData("facebook.com/100012345", "fb:profile:100012345")]
    public void A_Facebook_profile_is_only_a_hint(string text, string key) => Hint(SocialNetwork.Facebook, text, key);

    [Theory]
    [InlineData("9876543210987654", SocialHandleError.PageMissing)]
    [InlineData("fb:0:34", SocialHandleError.InvalidId)]
    [InlineData("12:034", SocialHandleError.InvalidId)]
    [InlineData("12:anna", SocialHandleError.InvalidId)]
    [InlineData("an.na", SocialHandleError.InvalidName)]
    [InlineData("anna-miller", SocialHandleError.InvalidName)]
    [InlineData("https://facebook.com/groups/123", SocialHandleError.ReservedName)]
    [InlineData("https://facebook.com/", SocialHandleError.ReservedName)]
    [InlineData("https://facebook.com.evil.example/annamiller", SocialHandleError.OtherHost)]
    [InlineData("https://facebook.com@evil.example/annamiller", SocialHandleError.OtherHost)]
    [InlineData("https://notfacebook.com/annamiller", SocialHandleError.OtherHost)]
    [InlineData("https://wwwxfacebook.com/annamiller", SocialHandleError.OtherHost)]
    [InlineData("ftp://facebook.com/annamiller", SocialHandleError.OtherHost)]
    public void What_is_no_Facebook_handle_says_why(string text, SocialHandleError error) => Refused(SocialNetwork.Facebook, text, error);

    [Theory]
    [InlineData("783214", "x:783214")]
    [InlineData("x:783214", "x:783214")]
    [InlineData("https://x.com/i/user/783214", "x:783214")]
    [InlineData("https://twitter.com/intent/user?user_id=783214", "x:783214")]
    public void An_X_id_can_be_sent_to(string text, string key) => Sendable(SocialNetwork.X, text, key);

    [Theory]
    [InlineData("@Jack", "x:@jack")]
    [InlineData("JACK", "x:@jack")]
    [InlineData("@783214", "x:@783214")]
    [InlineData("https://x.com/Jack", "x:@jack")]
    [InlineData("twitter.com/@jack", "x:@jack")]
    [InlineData("https://mobile.twitter.com/Jack/status/20?s=21", "x:@jack")]
    [InlineData("https://x.com/783214", "x:@783214")]
    [InlineData("@richardrushfield", "x:@richardrushfield")]
    [InlineData("https://twitter.com/intent/follow?screen_name=Jack", "x:@jack")]
    public void An_X_name_is_only_a_hint(string text, string key) => Hint(SocialNetwork.X, text, key);

    [Theory]
    [InlineData("https://x.com/home", SocialHandleError.ReservedName)]
    [InlineData("https://x.com/Search?q=jack", SocialHandleError.ReservedName)]
    [InlineData("https://x.com/i/lists/1", SocialHandleError.ReservedName)]
    [InlineData("@", SocialHandleError.ReservedName)]
    [InlineData("@jack@mastodon.example", SocialHandleError.InvalidName)]
    [InlineData("a23456789012345678901", SocialHandleError.InvalidName)]
    [InlineData("0", SocialHandleError.InvalidId)]
    [InlineData("000", SocialHandleError.InvalidId)]
    [InlineData("99999999999999999999", SocialHandleError.InvalidId)]
    [InlineData("https://t.me/jack", SocialHandleError.OtherHost)]
    public void What_is_no_X_handle_says_why(string text, SocialHandleError error) => Refused(SocialNetwork.X, text, error);

    [Theory]
    [InlineData("123456789", "tg:123456789")]
    [InlineData("tg:123456789", "tg:123456789")]
    [InlineData("-1001234567890", "tg:-1001234567890")]
    [InlineData("tg://user?id=123456789", "tg:123456789")]
    public void A_Telegram_chat_can_be_sent_to(string text, string key) => Sendable(SocialNetwork.Telegram, text, key);

    [Theory]
    [InlineData("@Anna_Miller", "tg:@anna_miller")]
    [InlineData("anna", "tg:@anna")]
    [InlineData("https://t.me/Anna_Miller", "tg:@anna_miller")]
    [InlineData("t.me/s/annanews", "tg:@annanews")]
    [InlineData("telegram.me/annam", "tg:@annam")]
    [InlineData("AnnaM.t.me", "tg:@annam")]
    [InlineData("https://annam.t.me/", "tg:@annam")]
    [InlineData("mobile.t.me", "tg:@mobile")]
    [InlineData("tg://resolve?domain=AnnaM", "tg:@annam")]
    public void A_Telegram_name_is_only_a_hint(string text, string key) => Hint(SocialNetwork.Telegram, text, key);

    [Theory]
    [InlineData("https://t.me/+AbCdEf", SocialHandleError.NotAPersonLink)]
    [InlineData("https://t.me/+491701234567", SocialHandleError.NotAPersonLink)]
    [InlineData("https://t.me/joinchat/AbCdEf", SocialHandleError.NotAPersonLink)]
    [InlineData("https://t.me/c/1234/5", SocialHandleError.NotAPersonLink)]
    [InlineData("tg://join?invite=AbCdEf", SocialHandleError.NotAPersonLink)]
    [InlineData("https://t.me/", SocialHandleError.ReservedName)]
    [InlineData("anna_", SocialHandleError.InvalidName)]
    [InlineData("ann", SocialHandleError.InvalidName)]
    [InlineData("1anna", SocialHandleError.InvalidName)]
    [InlineData("0", SocialHandleError.InvalidId)]
    [InlineData("-0", SocialHandleError.InvalidId)]
    [InlineData("https://t.me.evil.example/anna", SocialHandleError.OtherHost)]
    public void What_is_no_Telegram_handle_says_why(string text, SocialHandleError error) => Refused(SocialNetwork.Telegram, text, error);

    [Theory]
    [InlineData("+49 170 1234567", "wa:491701234567")]
    [InlineData("491701234567", "wa:491701234567")]
    [InlineData("+1 (212) 555-0100", "wa:12125550100")]
    [InlineData("wa:491701234567", "wa:491701234567")]
    [InlineData("https://wa.me/491701234567?text=hi", "wa:491701234567")]
    [InlineData("https://api.whatsapp.com/send?text=hi&phone=%2B491701234567", "wa:491701234567")]
    [InlineData("whatsapp://send?phone=491701234567", "wa:491701234567")]
    public void A_WhatsApp_number_can_be_sent_to(string text, string key) => Sendable(SocialNetwork.WhatsApp, text, key);

    [Theory]
    [InlineData("0170 1234567", SocialHandleError.InvalidPhoneNumber)]
    [InlineData("0049 170 1234567", SocialHandleError.InvalidPhoneNumber)]
    [InlineData("+49 (0) 170 1234567", SocialHandleError.InvalidPhoneNumber)]
    [InlineData("0000000000", SocialHandleError.InvalidPhoneNumber)]
    [InlineData("123456", SocialHandleError.InvalidPhoneNumber)]
    [InlineData("1234567890123456", SocialHandleError.InvalidPhoneNumber)]
    [InlineData("anna", SocialHandleError.InvalidPhoneNumber)]
    [InlineData("https://wa.me/message/ABCDEF", SocialHandleError.NotAPersonLink)]
    [InlineData("https://chat.whatsapp.com/AbCdEf", SocialHandleError.NotAPersonLink)]
    [InlineData("https://t.me/491701234567", SocialHandleError.OtherHost)]
    public void What_is_no_WhatsApp_number_says_why(string text, SocialHandleError error) => Refused(SocialNetwork.WhatsApp, text, error);

    [Theory]
    [InlineData("T012AB3C4:U012AB3CD", "slack:T012AB3C4:U012AB3CD")]
    [InlineData("slack:t012ab3c4:w012ab3cd", "slack:T012AB3C4:W012AB3CD")]
    [InlineData("E012AB3C4/W012AB3CD", "slack:E012AB3C4:W012AB3CD")]
    [InlineData("slack://user?team=T012AB3C4&id=U012AB3CD", "slack:T012AB3C4:U012AB3CD")]
    public void A_Slack_user_of_a_workspace_can_be_sent_to(string text, string key) => Sendable(SocialNetwork.Slack, text, key);

    [Theory]
    [InlineData("U012AB3CD", SocialHandleError.TeamMissing)]
    [InlineData("<@U012AB3CD>", SocialHandleError.TeamMissing)]
    [InlineData("<@U012AB3CD|anna>", SocialHandleError.TeamMissing)]
    [InlineData("https://acme.slack.com/team/U012AB3CD", SocialHandleError.TeamMissing)]
    [InlineData("https://acme.slack.com/archives/C012AB3CD", SocialHandleError.NotAPersonLink)]
    [InlineData("@anna", SocialHandleError.InvalidId)]
    [InlineData("T012AB3C4:anna", SocialHandleError.InvalidId)]
    [InlineData("U012AB3CD:T012AB3C4", SocialHandleError.InvalidId)]
    [InlineData("T012AB3C4:USLACKBOT", SocialHandleError.ReservedName)]
    [InlineData("https://slack.example/T012AB3C4/U012AB3CD", SocialHandleError.OtherHost)]
    public void What_is_no_Slack_user_says_why(string text, SocialHandleError error) => Refused(SocialNetwork.Slack, text, error);

    [Theory]
    [InlineData("", SocialHandleError.Empty)]
    [InlineData(" jack", SocialHandleError.ForbiddenCharacter)]
    [InlineData("jack\n", SocialHandleError.ForbiddenCharacter)]
    [InlineData("ja\u0441k", SocialHandleError.ForbiddenCharacter)]
    [InlineData("ja\u200bck", SocialHandleError.ForbiddenCharacter)]
    public void Bad_text_is_refused_on_every_network(string text, SocialHandleError error)
    {
        foreach (var network in Enum.GetValues<SocialNetwork>()) Refused(network, text, error);
    }

    [Fact]
    public void An_unknown_network_is_refused() => Refused((SocialNetwork)200, "jack", SocialHandleError.UnknownNetwork);

    [Fact]
    public void A_megabyte_is_refused_at_once() => Refused(SocialNetwork.X, new string('a', 1 << 20), SocialHandleError.TooLong);

    [Fact]
    public void The_same_name_on_two_networks_is_two_handles()
    {
        var onX = Read(SocialNetwork.X, "@annamiller");
        var onTelegram = Read(SocialNetwork.Telegram, "@annamiller");

        onX.Should().NotBe(onTelegram);
        onX.StableId.Should().NotBe(onTelegram.StableId);
        (onX == Read(SocialNetwork.X, "x.com/AnnaMiller")).Should().BeTrue();
        onX.GetHashCode().Should().Be(Read(SocialNetwork.X, "ANNAMILLER").GetHashCode());
    }

    [Theory]
    [InlineData(SocialNetwork.X, "@jack", "x:@j***")]
    [InlineData(SocialNetwork.X, "783214", "x:7***")]
    [InlineData(SocialNetwork.Telegram, "-1001234567890", "tg:-1***")]
    [InlineData(SocialNetwork.WhatsApp, "491701234567", "wa:4***")]
    [InlineData(SocialNetwork.Facebook, "12:34", "fb:1***")]
    [InlineData(SocialNetwork.Slack, "T012AB3C4:U012AB3CD", "slack:T***")]
    public void A_handle_is_masked(SocialNetwork network, string text, string expected) =>
        Read(network, text).ToString().Should().Be(expected);

    [Fact]
    public void Any_text_gets_an_answer_and_a_key_read_again_is_the_same()
    {
        string[] pieces =
        [
            "fb:", "x:", "tg:", "wa:", "slack:", "tg://", "https://", "@", "+", "-", "/", "?", "&", "#", ":", ".", "=", "%2B", "0", "49170",
            "1234567", "anna", "Miller", "_", "T12", "U34", "<@", ">", "|", "i/user/", "profile.php?id=", "profile:", "send?phone=",
            "x.com/", "t.me/", ".t.me", "facebook.com/", "wa.me/", "user?id=", "\ud800", "\0", " ", "(0)",
        ];
        var cases = (from network in Gen.Elements(Enum.GetValues<SocialNetwork>())
                     from parts in Gen.Elements(pieces).ListOf()
                     select (network, text: string.Concat(parts.Take(7)))).ToArbitrary();

        FsCheck.Fluent.Prop.ForAll(cases, c =>
        {
            if (!SocialHandle.TryParse(c.network, c.text, out var handle, out var error)) return handle is null
                && error != SocialHandleError.None;
            return Read(c.network, handle.StableId) == handle && Read(c.network, handle.StableId).IsSendable == handle.IsSendable;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(20000));
    }

    private static void Sendable(SocialNetwork network, string text, string key)
    {
        var handle = Read(network, text);
        handle.StableId.Should().Be(key);
        handle.IsSendable.Should().BeTrue();
        handle.Network.Should().Be(network);
    }

    private static void Hint(SocialNetwork network, string text, string key)
    {
        var handle = Read(network, text);
        handle.StableId.Should().Be(key);
        handle.IsSendable.Should().BeFalse();
    }

    private static void Refused(SocialNetwork network, string text, SocialHandleError expected)
    {
        SocialHandle.TryParse(network, text, out var handle, out var error).Should().BeFalse();
        error.Should().Be(expected);
        handle.Should().BeNull();
    }

    private static SocialHandle Read(SocialNetwork network, string text)
    {
        SocialHandle.TryParse(network, text, out var handle, out var error).Should().BeTrue("not {0}", error);
        return handle!;
    }
}

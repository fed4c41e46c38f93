using FsCheck;
using FsCheck.Fluent;
using Notify.Sdk.Audience;

namespace Notify.Sdk.Tests.Audience;

public class NetworkHandleTests
{
    [Theory]
    [InlineData("1234567890:9876543210987654", "fb:1234567890:9876543210987654")]
    [InlineData("fb:12:34", "fb:12:34")]
    [InlineData("FB:12:34", "fb:12:34")]
    public void A_Facebook_page_and_its_scoped_id_can_be_sent_to(string text, string key) =>
        Sendable(HandleNetwork.Facebook, text, key);

    [Theory]
    [InlineData("Anna.Miller", "fb:@annamiller")]
    [InlineData("https://www.facebook.com/anna.miller/", "fb:@annamiller")]
    [InlineData("http://m.facebook.com/AnnaMiller?ref=x#top", "fb:@annamiller")]
    [InlineData("de-de.facebook.com/annamiller", "fb:@annamiller")]
    [InlineData("m.me/annamiller", "fb:@annamiller")]
    [InlineData("https://facebook.com/profile.php?id=100012345&sk=about", "fb:profile:100012345")]
    [InlineData("https://facebook.com/people/Anna-Miller/100012345", "fb:profile:100012345")]
    [InlineData("facebook.com/100012345", "fb:profile:100012345")]
    public void A_Facebook_profile_is_only_a_hint(string text, string key) => Hint(HandleNetwork.Facebook, text, key);

    [Theory]
    [InlineData("9876543210987654", HandleError.PageMissing)]
    [InlineData("fb:0:34", HandleError.InvalidId)]
    [InlineData("12:034", HandleError.InvalidId)]
    [InlineData("12:anna", HandleError.InvalidId)]
    [InlineData("an.na", HandleError.InvalidName)]
    [InlineData("anna-miller", HandleError.InvalidName)]
    [InlineData("https://facebook.com/groups/123", HandleError.ReservedName)]
    [InlineData("https://facebook.com/", HandleError.ReservedName)]
    [InlineData("https://facebook.com.evil.example/annamiller", HandleError.OtherHost)]
    [InlineData("https://facebook.com@evil.example/annamiller", HandleError.OtherHost)]
    [InlineData("https://notfacebook.com/annamiller", HandleError.OtherHost)]
    [InlineData("https://wwwxfacebook.com/annamiller", HandleError.OtherHost)]
    [InlineData("ftp://facebook.com/annamiller", HandleError.OtherHost)]
    public void What_is_no_Facebook_handle_says_why(string text, object error) =>
        Refused(HandleNetwork.Facebook, text, (HandleError)error);

    [Theory]
    [InlineData("783214", "x:783214")]
    [InlineData("x:783214", "x:783214")]
    [InlineData("https://x.com/i/user/783214", "x:783214")]
    [InlineData("https://twitter.com/intent/user?user_id=783214", "x:783214")]
    public void An_X_id_can_be_sent_to(string text, string key) => Sendable(HandleNetwork.X, text, key);

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
    public void An_X_name_is_only_a_hint(string text, string key) => Hint(HandleNetwork.X, text, key);

    [Theory]
    [InlineData("https://x.com/home", HandleError.ReservedName)]
    [InlineData("https://x.com/Search?q=jack", HandleError.ReservedName)]
    [InlineData("https://x.com/i/lists/1", HandleError.ReservedName)]
    [InlineData("@", HandleError.ReservedName)]
    [InlineData("@jack@mastodon.example", HandleError.InvalidName)]
    [InlineData("a23456789012345678901", HandleError.InvalidName)]
    [InlineData("0", HandleError.InvalidId)]
    [InlineData("000", HandleError.InvalidId)]
    [InlineData("99999999999999999999", HandleError.InvalidId)]
    [InlineData("https://t.me/jack", HandleError.OtherHost)]
    public void What_is_no_X_handle_says_why(string text, object error) =>
        Refused(HandleNetwork.X, text, (HandleError)error);

    [Theory]
    [InlineData("123456789", "tg:123456789")]
    [InlineData("tg:123456789", "tg:123456789")]
    [InlineData("-1001234567890", "tg:-1001234567890")]
    [InlineData("tg://user?id=123456789", "tg:123456789")]
    public void A_Telegram_chat_can_be_sent_to(string text, string key) => Sendable(HandleNetwork.Telegram, text, key);

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
    public void A_Telegram_name_is_only_a_hint(string text, string key) => Hint(HandleNetwork.Telegram, text, key);

    [Theory]
    [InlineData("https://t.me/+AbCdEf", HandleError.NotAPersonLink)]
    [InlineData("https://t.me/+491701234567", HandleError.NotAPersonLink)]
    [InlineData("https://t.me/joinchat/AbCdEf", HandleError.NotAPersonLink)]
    [InlineData("https://t.me/c/1234/5", HandleError.NotAPersonLink)]
    [InlineData("tg://join?invite=AbCdEf", HandleError.NotAPersonLink)]
    [InlineData("https://t.me/", HandleError.ReservedName)]
    [InlineData("anna_", HandleError.InvalidName)]
    [InlineData("ann", HandleError.InvalidName)]
    [InlineData("1anna", HandleError.InvalidName)]
    [InlineData("0", HandleError.InvalidId)]
    [InlineData("-0", HandleError.InvalidId)]
    [InlineData("https://t.me.evil.example/anna", HandleError.OtherHost)]
    public void What_is_no_Telegram_handle_says_why(string text, object error) =>
        Refused(HandleNetwork.Telegram, text, (HandleError)error);

    [Theory]
    [InlineData("+49 170 1234567", "wa:491701234567")]
    [InlineData("491701234567", "wa:491701234567")]
    [InlineData("+1 (212) 555-0100", "wa:12125550100")]
    [InlineData("wa:491701234567", "wa:491701234567")]
    [InlineData("https://wa.me/491701234567?text=hi", "wa:491701234567")]
    [InlineData("https://api.whatsapp.com/send?text=hi&phone=%2B491701234567", "wa:491701234567")]
    [InlineData("whatsapp://send?phone=491701234567", "wa:491701234567")]
    public void A_WhatsApp_number_can_be_sent_to(string text, string key) => Sendable(HandleNetwork.WhatsApp, text, key);

    [Theory]
    [InlineData("0170 1234567", HandleError.InvalidPhoneNumber)]
    [InlineData("0049 170 1234567", HandleError.InvalidPhoneNumber)]
    [InlineData("+49 (0) 170 1234567", HandleError.InvalidPhoneNumber)]
    [InlineData("0000000000", HandleError.InvalidPhoneNumber)]
    [InlineData("123456", HandleError.InvalidPhoneNumber)]
    [InlineData("1234567890123456", HandleError.InvalidPhoneNumber)]
    [InlineData("anna", HandleError.InvalidPhoneNumber)]
    [InlineData("https://wa.me/message/ABCDEF", HandleError.NotAPersonLink)]
    [InlineData("https://chat.whatsapp.com/AbCdEf", HandleError.NotAPersonLink)]
    [InlineData("https://t.me/491701234567", HandleError.OtherHost)]
    public void What_is_no_WhatsApp_number_says_why(string text, object error) =>
        Refused(HandleNetwork.WhatsApp, text, (HandleError)error);

    [Theory]
    [InlineData("T012AB3C4:U012AB3CD", "slack:T012AB3C4:U012AB3CD")]
    [InlineData("slack:t012ab3c4:w012ab3cd", "slack:T012AB3C4:W012AB3CD")]
    [InlineData("E012AB3C4/W012AB3CD", "slack:E012AB3C4:W012AB3CD")]
    [InlineData("slack://user?team=T012AB3C4&id=U012AB3CD", "slack:T012AB3C4:U012AB3CD")]
    public void A_Slack_user_of_a_workspace_can_be_sent_to(string text, string key) => Sendable(HandleNetwork.Slack, text, key);

    [Theory]
    [InlineData("U012AB3CD", HandleError.TeamMissing)]
    [InlineData("<@U012AB3CD>", HandleError.TeamMissing)]
    [InlineData("<@U012AB3CD|anna>", HandleError.TeamMissing)]
    [InlineData("https://acme.slack.com/team/U012AB3CD", HandleError.TeamMissing)]
    [InlineData("https://acme.slack.com/archives/C012AB3CD", HandleError.NotAPersonLink)]
    [InlineData("@anna", HandleError.InvalidId)]
    [InlineData("T012AB3C4:anna", HandleError.InvalidId)]
    [InlineData("U012AB3CD:T012AB3C4", HandleError.InvalidId)]
    [InlineData("T012AB3C4:USLACKBOT", HandleError.ReservedName)]
    [InlineData("https://slack.example/T012AB3C4/U012AB3CD", HandleError.OtherHost)]
    public void What_is_no_Slack_user_says_why(string text, object error) =>
        Refused(HandleNetwork.Slack, text, (HandleError)error);

    [Theory]
    [InlineData("", HandleError.Empty)]
    [InlineData(" jack", HandleError.ForbiddenCharacter)]
    [InlineData("jack\n", HandleError.ForbiddenCharacter)]
    [InlineData("ja\u0441k", HandleError.ForbiddenCharacter)]
    [InlineData("ja\u200bck", HandleError.ForbiddenCharacter)]
    public void Bad_text_is_refused_on_every_network(string text, object error)
    {
        foreach (var network in Enum.GetValues<HandleNetwork>()) Refused(network, text, (HandleError)error);
    }

    [Fact]
    public void An_unknown_network_is_refused() => Refused((HandleNetwork)200, "jack", HandleError.UnknownNetwork);

    [Fact]
    public void A_megabyte_is_refused_at_once() => Refused(HandleNetwork.X, new string('a', 1 << 20), HandleError.TooLong);

    [Fact]
    public void The_same_name_on_two_networks_is_two_handles()
    {
        var onX = Read(HandleNetwork.X, "@annamiller");
        var onTelegram = Read(HandleNetwork.Telegram, "@annamiller");

        onX.Should().NotBe(onTelegram);
        onX.StableId.Should().NotBe(onTelegram.StableId);
        (onX == Read(HandleNetwork.X, "x.com/AnnaMiller")).Should().BeTrue();
        onX.GetHashCode().Should().Be(Read(HandleNetwork.X, "ANNAMILLER").GetHashCode());
    }

    [Theory]
    [InlineData(HandleNetwork.X, "@jack", "x:@j***")]
    [InlineData(HandleNetwork.X, "783214", "x:7***")]
    [InlineData(HandleNetwork.Telegram, "-1001234567890", "tg:-1***")]
    [InlineData(HandleNetwork.WhatsApp, "491701234567", "wa:4***")]
    [InlineData(HandleNetwork.Facebook, "12:34", "fb:1***")]
    [InlineData(HandleNetwork.Slack, "T012AB3C4:U012AB3CD", "slack:T***")]
    public void A_handle_is_masked(object network, string text, string expected) =>
        Read((HandleNetwork)network, text).ToString().Should().Be(expected);

    [Fact]
    public void Any_text_gets_an_answer_and_a_key_read_again_is_the_same()
    {
        string[] pieces =
        [
            "fb:", "x:", "tg:", "wa:", "slack:", "tg://", "https://", "@", "+", "-", "/", "?", "&", "#", ":", ".", "=", "%2B", "0", "49170",
            "1234567", "anna", "Miller", "_", "T12", "U34", "<@", ">", "|", "i/user/", "profile.php?id=", "profile:", "send?phone=",
            "x.com/", "t.me/", ".t.me", "facebook.com/", "wa.me/", "user?id=", "\ud800", "\0", " ", "(0)",
        ];
        var cases = (from network in Gen.Elements(Enum.GetValues<HandleNetwork>())
                     from parts in Gen.Elements(pieces).ListOf()
                     select (network, text: string.Concat(parts.Take(7)))).ToArbitrary();

        FsCheck.Fluent.Prop.ForAll(cases, c =>
        {
            if (!NetworkHandle.TryParse(c.network, c.text, out var handle, out var error)) return handle is null
                && error != HandleError.None;
            return Read(c.network, handle.StableId) == handle && Read(c.network, handle.StableId).IsSendable == handle.IsSendable;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(20000));
    }

    private static void Sendable(HandleNetwork network, string text, string key)
    {
        var handle = Read(network, text);
        handle.StableId.Should().Be(key);
        handle.IsSendable.Should().BeTrue();
        handle.Network.Should().Be(network);
    }

    private static void Hint(HandleNetwork network, string text, string key)
    {
        var handle = Read(network, text);
        handle.StableId.Should().Be(key);
        handle.IsSendable.Should().BeFalse();
    }

    private static void Refused(HandleNetwork network, string text, HandleError expected)
    {
        NetworkHandle.TryParse(network, text, out var handle, out var error).Should().BeFalse();
        error.Should().Be(expected);
        handle.Should().BeNull();
    }

    private static NetworkHandle Read(HandleNetwork network, string text)
    {
        NetworkHandle.TryParse(network, text, out var handle, out var error).Should().BeTrue("not {0}", error);
        return handle!;
    }
}

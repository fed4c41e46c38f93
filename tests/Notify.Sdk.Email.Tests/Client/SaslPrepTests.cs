using System.Text;
using Notify.Sdk.Sending;
using Notify.Sdk.Email.Client.Auth;
using Notify.Sdk.Email.Tests.Support;

namespace Notify.Sdk.Email.Tests.Client;

public sealed class SaslPrepTests
{
    /// <summary>The examples of RFC 4013 section 3, and what its tables say.</summary>
    [Theory]
    [InlineData("I\u00adX", "IX")]
    [InlineData("user", "user")]
    [InlineData("USER", "USER")]
    [InlineData("\u00aa", "a")]
    [InlineData("\u2168", "IX")]
    [InlineData("a\u00a0b", "a b")]
    [InlineData("\u0627b\u0628", null)]
    [InlineData("\u06271", null)]
    [InlineData("\u06271\u0628", "\u06271\u0628")]
    [InlineData("a\u0007b", null)]
    [InlineData("a\u007f", null)]
    [InlineData("a\u0085", null)]
    [InlineData("a\ue000", null)]
    [InlineData("a\ufdd0", null)]
    [InlineData("a\ufffd", null)]
    [InlineData("a\ud800", null)]
    [InlineData("a\u2ff0", null)]
    [InlineData("a\u202e", null)]
    [InlineData("a\U000e0041", null)]
    [InlineData("a\U0001f600", null)]
    [InlineData("\u00ad", null)]
    [InlineData("", "")]
    public void A_password_is_prepared_or_refused_as_the_rfc_says(string typed, string? prepared) => Prepare(typed).Should().Be(prepared);

    [SkippableFact]
    public async Task Every_code_point_and_many_strings_are_judged_as_another_implementation_judges_them()
    {
        var answers = await PythonSaslPrep.AskAsync();
        var other = new List<string>();
        for (var c = 0; c <= 0x10FFFF; c++)
        {
            if (Rune.IsValid(c))
            {
                var text = char.ConvertFromUtf32(c);
                var expected = answers.Refused.Contains(c) ? null : answers.Changed.GetValueOrDefault(c, text);
                if (Prepare(text) != expected)
                    other.Add($"U+{c:X4}");
            }
        }

        // Unicode corrigendum 4 changed the decompositions of these after 3.2.
        other.Should().BeSubsetOf(["U+2F868", "U+2F874", "U+2F91F", "U+2F95F", "U+2F9BF"]);
        answers.Strings.Should().HaveCount(20_000).And.OnlyContain(pair => Prepare(pair[0]!) == pair[1]);
        answers.Strings.Count(pair => pair[1] is not null).Should().BeInRange(1_000, 19_000);
    }

    [Theory]
    [InlineData("AUTH SCRAM-SHA-256", "hunter2\ue000", "password")]
    [InlineData("AUTH SCRAM-SHA-256", "hunter2\U0001f600", "password")]
    [InlineData("AUTH PLAIN", "hunter2\ue000", "password")]
    public async Task A_password_that_no_server_could_take_is_refused_before_it_is_sent(string offer, string password, string what)
    {
        await using var server = new ScriptedServer(Script.Open($"250-x\r\n250 {offer}").Hang());
        await using var transport = Transports.To(server, o => (o.UserName, o.Password, o.AllowAuthenticationWithoutTls) = ("u", password, true));
        var outcome = await transport.SendAsync(Outgoing.Marketing, default);
        outcome.Kind.Should().Be(SendOutcomeKind.Deferred);
        outcome.Detail.Should().Contain("AUTH at 127.0.0.1").And.Contain(what).And.Contain("RFC 4013").And.NotContain("hunter2");
        server.Heard.Should().ContainSingle("nothing of the login was sent");
    }

    [Fact]
    public async Task Plain_sends_a_password_as_it_was_typed_because_the_server_prepares_it()
    {
        await using var server = new ScriptedServer(Script.Open("250-x\r\n250 AUTH PLAIN").Hear("AUTH PLAIN ", "235 ok").Take());
        await using var transport = Transports.To(server, o => (o.UserName, o.Password, o.AllowAuthenticationWithoutTls) = ("u", "\u2168\U0001f600", true));
        (await transport.SendAsync(Outgoing.Marketing, default)).Kind.Should().Be(SendOutcomeKind.Accepted);
        Encoding.UTF8.GetString(Convert.FromBase64String(server.Heard[1]["AUTH PLAIN ".Length..])).Should().Be("\0u\0\u2168\U0001f600");
    }

    private static string? Prepare(string text)
    {
        try
        {
            return SaslPrep.Prepare(text, "password");
        }
        catch (SaslException)
        {
            return null;
        }
    }
}

namespace Notify.Sdk.Email.Tests.Imap;

public sealed class BounceMailboxOptionsTests
{
    [Fact]
    public void Everything_that_is_wrong_is_said_at_once_and_no_secret()
    {
        var said = new BounceMailboxOptionsValidator().Validate("returns", new()
        {
            Host = "imap://x",
            Port = 0,
            Security = SmtpSecurity.None,
            Password = "secret-4711\n",
            Folder = " ",
            PollInterval = TimeSpan.FromMinutes(26),
            Timeout = TimeSpan.Zero,
            FirstRetry = TimeSpan.Zero,
            TrustedRoots = [],
            Inbound = null!,
        });
        said.Failures.Should().HaveCount(11).And.OnlyContain(f => f.StartsWith("BounceMailboxOptions of 'returns': "));
        said.FailureMessage.Should().NotContain("4711");
    }

    [Fact]
    public void Options_show_host_and_port()
    {
        BounceMailboxOptions options = new() { Host = "imap.example.com", UserName = "returns", Password = "secret-4711" };
        options.ToString().Should().Be("imap.example.com:993");
        new BounceMailboxOptionsValidator().Validate(null, options).Succeeded.Should().BeTrue();
    }
}

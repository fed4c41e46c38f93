using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Notify.Sdk.Email.Dkim;
using Notify.Sdk.Email.Tests.Support;

namespace Notify.Sdk.Email.Tests.Dkim;

public class DkimOptionsTests
{
    [Fact]
    public void Complete_options_are_valid() => DkimOptionsCheck.Failures(Keys.Dkim).Should().BeEmpty();

    [Fact]
    public void Everything_that_is_missing_is_named_at_once() =>
        FluentActions.Invoking(() => new MailSigner(new())).Should().Throw<ArgumentException>()
            .WithMessage("*Domain*Selector*PrivateKeyPem*");

    [Theory]
    [InlineData("")]
    [InlineData("shop example")]
    [InlineData("shop.example\r\nBcc: x")]
    [InlineData("a@shop.example")]
    [InlineData("[192.0.2.1]")]
    public void A_domain_that_is_none_is_explained(string domain) =>
        Failure(o => o.Domain = domain).Should().Contain("Domain").And.NotContain("Bcc");

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a..b")]
    [InlineData("a;s=b")]
    [InlineData("-a")]
    public void A_selector_that_is_none_is_explained(string selector) => Failure(o => o.Selector = selector).Should().Contain("Selector");

    [Fact]
    public void A_key_of_another_kind_is_explained_without_a_word_of_it()
    {
        using var elliptic = ECDsa.Create();
        using var small = RSA.Create(512);
        using var rsa = RSA.Create(1024);
        Failure(o => o.PrivateKeyPem = elliptic.ExportPkcs8PrivateKeyPem()).Should().EndWith("it is something else.");
        Failure(o => o.PrivateKeyPem = rsa.ExportSubjectPublicKeyInfoPem()).Should().EndWith("it is something else.");
        Failure(o => o.PrivateKeyPem = "hunter2").Should().NotContain("hunter2");
        Failure(o => o.PrivateKeyPem = small.ExportRSAPrivateKeyPem()).Should().Contain("512 bits");
        Failure(o => o.PrivateKeyPem = rsa.ExportEncryptedPkcs8PrivateKeyPem(
            "x", new(PbeEncryptionAlgorithm.Aes128Cbc, HashAlgorithmName.SHA256, 1))).Should().Contain("encrypted");
    }

    [Fact]
    public void The_key_shows_nowhere()
    {
        Keys.Dkim.ToString().Should().Be("DKIM mail2026._domainkey.shop.example");
        new MailSigner(Keys.Dkim).ToString().Should().NotContain("PRIVATE");
    }

    [Theory]
    [InlineData("shop.example", "news@shop.example", true)]
    [InlineData("shop.example", "news@mail.shop.example", true)]
    [InlineData("mail.shop.example", "news@shop.example", false)]
    [InlineData("hop.example", "news@shop.example", false)]
    [InlineData("other.example", "news@shop.example", false)]
    public void A_pickup_directory_signs_for_the_domain_of_its_sender_only(string domain, string from, bool valid)
    {
        var options = new PickupDirectoryOptions { Directory = "mail", From = from, Dkim = Keys.Dkim };
        options.Dkim.Domain = domain;
        new PickupDirectoryOptionsValidator().Validate(null, options).Succeeded.Should().Be(valid);
    }

    [Fact]
    public void A_pickup_directory_says_what_is_wrong_with_its_key() =>
        FluentActions.Invoking(() => new PickupDirectoryTransport(
            Options.Create(
            new PickupDirectoryOptions
            {
                Directory = "mail",
                From = "news@shop.example",
                Dkim =
            new() { Domain = "shop.example", Selector = "s" }
            })))
            .Should().Throw<OptionsValidationException>().WithMessage("*PrivateKeyPem*");

    [SkippableFact]
    public async Task A_pickup_directory_with_a_key_writes_signed_files()
    {
        using var directory = new TempDirectory();
        var transport =
            new PickupDirectoryTransport(
            Options.Create(new PickupDirectoryOptions { Directory = directory.Path, From = "news@shop.example", Dkim = Keys.Dkim }));
        await transport.SendAsync(Outgoing.Marketing, default);
        directory.Read("d1.email.eml").Should().StartWith("DKIM-Signature: ");
        (await PythonDkim.VerifyAsync(await File.ReadAllBytesAsync(Path.Combine(directory.Path, "d1.email.eml")))).Should().Equal(true);
    }

    private static string Failure(Action<DkimOptions> configure)
    {
        var options = Keys.Dkim;
        configure(options);
        return DkimOptionsCheck.Failures(options).Should().ContainSingle().Subject;
    }
}

using System.Buffers.Text;
using NodaTime;
using Notify.Sdk.Consents;
using Notify.Sdk.Tests.TestKit;

namespace Notify.Sdk.Tests.Permission;

public sealed class ConsentConfirmationTests : IDisposable
{
    private static readonly byte[] Key = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];
    private static readonly byte[] OtherKey = [.. Enumerable.Range(9, 32).Select(i => (byte)i)];
    private readonly Scenario _scenario = new(b => b.ConfigureConsent(o => o.ConfirmationKeys.Add(Key)));

    public void Dispose() => _scenario.Dispose();

    private ConsentConfirmation Confirmation => _scenario.Get<ConsentConfirmation>();

    private IConsentLedger Ledger => _scenario.Get<IConsentLedger>();

    private async Task<ConsentRecord> AskAsync()
    {
        ConsentRecord pending = new()
        {
            Id = "form-1",
            Address = Scenario.Mailbox("bo@example.com"),
            Scope = ConsentScope.Of("offer"),
            Status = ConsentStatus.Granted,
            DoubleOptIn = DoubleOptIn.Pending,
            OccurredAt = _scenario.Time.Now,
            Proof = new() { IpAddress = "192.0.2.1" },
        };
        await Ledger.AppendAsync([pending]);
        return pending;
    }

    private async Task<string> Verdict() =>
        (await _scenario.Notifier.PreviewAsync(new("offer", "k"), People.Contact("bo").Email("bo@example.com"))).Of("bo").Codes().First();

    [Fact]
    public async Task A_consent_counts_once_its_token_came_back()
    {
        var token = Confirmation.CreateToken(await AskAsync());
        (await Verdict()).Should().Be(ReasonCodes.ConsentPending);
        _scenario.Time.Advance(Duration.FromHours(1));
        (await Confirmation.ConfirmAsync(token, new() { IpAddress = "192.0.2.2" })).Should().Be(ConfirmationResult.Confirmed);
        (await Verdict()).Should().Be(ReasonCodes.ConsentGranted);
        var confirmed = await Ledger.FindAsync("form-1/confirmed");
        (confirmed!.Confirms, confirmed.DoubleOptIn, confirmed.OccurredAt, confirmed.Proof!.IpAddress)
            .Should().Be(("form-1", DoubleOptIn.Confirmed, _scenario.Time.Now, "192.0.2.2"));
    }

    [Fact]
    public async Task Confirming_twice_changes_nothing_even_after_the_end_of_the_token()
    {
        var token = Confirmation.CreateToken(await AskAsync());
        await Confirmation.ConfirmAsync(token);
        var head = await Ledger.HeadAsync();
        _scenario.Time.Advance(Duration.FromDays(5));
        (await Confirmation.ConfirmAsync(token)).Should().Be(ConfirmationResult.AlreadyConfirmed);
        (await Ledger.HeadAsync()).Should().Be(head);
    }

    [Fact]
    public async Task A_token_ends_at_its_very_end()
    {
        var token = Confirmation.CreateToken(await AskAsync());
        _scenario.Time.Advance(Duration.FromHours(48));
        (await Confirmation.ConfirmAsync(token)).Should().Be(ConfirmationResult.Expired);
        (await Verdict()).Should().Be(ReasonCodes.ConsentPending);
    }

    [Fact]
    public async Task An_opt_out_after_asking_is_not_undone_by_an_old_link()
    {
        var token = Confirmation.CreateToken(await AskAsync());
        await _scenario.OptOutAsync("bo@example.com", topic: null);
        (await Confirmation.ConfirmAsync(token)).Should().Be(ConfirmationResult.WithdrawnSince);
    }

    [Fact]
    public async Task A_changed_token_in_any_place_is_no_token()
    {
        var token = Base64Url.DecodeFromChars(Confirmation.CreateToken(await AskAsync()));
        for (var i = 0; i < token.Length; i++)
        {
            token[i] ^= 1;
            (await Confirmation.ConfirmAsync(Base64Url.EncodeToString(token))).Should()
                .Be(ConfirmationResult.Invalid, "octet {0} was changed", i);
            token[i] ^= 1;
        }

        (await Confirmation.ConfirmAsync(Base64Url.EncodeToString(token))).Should().Be(ConfirmationResult.Confirmed);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("AQ")]
    [InlineData("no base64url at all!")]
    public async Task What_is_no_token_is_refused(string? token) =>
        (await Confirmation.ConfirmAsync(token)).Should().Be(ConfirmationResult.Invalid);

    [Fact]
    public async Task A_token_of_an_older_key_is_good_while_the_key_is_kept()
    {
        var pending = await AskAsync();
        ConsentConfirmation With(params byte[][] keys)
        {
            ConsentOptions options = new();
            foreach (var key in keys)
                options.ConfirmationKeys.Add(key);
            return new(Ledger, Microsoft.Extensions.Options.Options.Create(options), _scenario.Get<IClock>());
        }

        var token = With(Key).CreateToken(pending);
        (await With(OtherKey).ConfirmAsync(token)).Should().Be(ConfirmationResult.Invalid);
        (await With(OtherKey, Key).ConfirmAsync(token)).Should().Be(ConfirmationResult.Confirmed);
    }

    [Fact]
    public async Task A_token_shows_no_address()
    {
        var token = Confirmation.CreateToken(await AskAsync());
        System.Text.Encoding.UTF8.GetString(Base64Url.DecodeFromChars(token)).Should().NotContain("example.com");
        token.Should().MatchRegex("^[A-Za-z0-9_-]+$");
    }

    [Fact]
    public async Task Without_a_key_or_for_another_record_there_is_no_token()
    {
        using Scenario keyless = new();
        var pending = await AskAsync();
        FluentActions.Invoking(() => keyless.Get<ConsentConfirmation>().CreateToken(pending)).Should().Throw<NotifyException>()
            .WithMessage("*ConfirmationKeys.Add*");
        FluentActions.Invoking(() => Confirmation.CreateToken(pending with { DoubleOptIn = DoubleOptIn.NotAsked })).Should()
            .Throw<ArgumentException>();
    }

    [Fact]
    public void A_short_key_is_refused_at_start_up()
    {
        using Scenario weak = new(b => b.ConfigureConsent(o => o.ConfirmationKeys.Add(new byte[31])));
        FluentActions.Invoking(() => weak.Get<Microsoft.Extensions.Options.IOptions<ConsentOptions>>().Value)
            .Should().Throw<Microsoft.Extensions.Options.OptionsValidationException>().WithMessage("*31 bytes*at least 32*");
    }
}

using NodaTime;
using Notify.Sdk.Tests.TestKit;

namespace Notify.Sdk.Tests;

/// <summary>Each bad input gets a reason or an error that names the thing and the remedy, and the rest of the list goes on.</summary>
public sealed class BadInputTests : IDisposable
{
    private static readonly string Megabyte = new('x', 1 << 20);
    private readonly Scenario _scenario = new();

    public void Dispose() => _scenario.Dispose();

    private async Task<AccountOutcome> BesideAnaAsync(Contact? bad, string account = "bad")
    {
        var report = await _scenario.SendAsync("outage", People.Ana, bad!);
        report.Of("ana").Kind.Should().Be(OutcomeKind.Planned);
        return report.Of(account);
    }

    [Fact]
    public async Task A_contact_without_a_usable_address_cannot_be_reached_and_is_told_why()
    {
        var outcome = await BesideAnaAsync(new Contact("bad") { Emails = ["not an address", "test@example.com"], Phones = ["555"] });
        outcome.Kind.Should().Be(OutcomeKind.Unreachable);
        outcome.Codes().Should()
            .Contain([ReasonCodes.NoUsableAddress, ReasonCodes.InvalidEmail, ReasonCodes.BlockedAddress, ReasonCodes.InvalidPhone]);
    }

    [Fact]
    public async Task An_unknown_topic_is_named_with_the_remedy()
    {
        var send = () => _scenario.SendAsync("bill-due", People.Ana);
        (await send.Should().ThrowAsync<NotifyException>()).WithMessage(
            "Topic 'bill-due' is not registered. Add it with AddTopic(\"bill-due\", ...)*outage*");
    }

    [Theory]
    [InlineData("Europe/Atlantis", null, null, "time zone")]
    [InlineData(null, "XX", null, "country")]
    [InlineData(null, null, "two\nlines", "region")]
    public async Task An_invalid_zone_country_or_region_costs_that_field_only(string? zone, string? country, string? region, string field)
    {
        var outcome =
            await BesideAnaAsync(new Contact("bad") { Emails = ["bo@example.com"], TimeZone = zone, Country = country, Region = region });
        outcome.Kind.Should().Be(OutcomeKind.Planned);
        outcome.Reasons.Should().ContainSingle(r => r.Code == ReasonCodes.FieldIgnored && r.Detail.Contains($"The {field} ")
            && r.Detail.Contains("nothing is guessed"));
    }

    [Fact]
    public async Task Of_two_rows_with_one_account_id_one_is_used_and_the_other_is_named()
    {
        var report = await _scenario.SendAsync("outage", People.Ana, People.Ana with { Emails = ["other@example.com"] });
        report.Accounts.Should().Be(2);
        report.Reasons[ReasonCodes.DuplicateAccountId].Should().Be(1);
        await _scenario.DispatchAsync();
        _scenario.Mail.Calls.Should().ContainSingle();
    }

    [Fact]
    public async Task A_null_row_is_counted_and_the_rest_goes_on() =>
        (await BesideAnaAsync(null, "null-row-1")).Codes().Should().Equal(ReasonCodes.NullContact);

    [Fact]
    public async Task Nulls_inside_a_contact_are_empty_fields()
    {
        var outcome = await BesideAnaAsync(new Contact("bad")
        {
            Emails = ["bo@example.com", null!],
            Phones = null!,
            Addresses = [null!],
            ChannelOrder = new Dictionary<string, IReadOnlyList<DeliveryChannel>> { ["outage"] = null! },
            Attributes = new Dictionary<string, ContactAttribute> { ["x"] = null! },
        });
        outcome.Kind.Should().Be(OutcomeKind.Planned);
    }

    [Fact]
    public async Task Collections_that_are_null_are_empty() =>
        (await BesideAnaAsync(
            new Contact("bad") { Emails = null!, Phones = null!, Addresses = null!, ChannelOrder = null!, Attributes = null! }))
            .Kind.Should().Be(OutcomeKind.Unreachable);

    [Fact]
    public async Task Two_rows_of_nulls_with_one_id_do_no_harm()
    {
        var nothing = new Contact("bad") { Emails = null!, Attributes = null!, ChannelOrder = null!, Addresses = null!, Phones = null! };
        (await _scenario.SendAsync("outage", nothing, nothing, People.Ana)).Planned.Should().Be(1);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("a\r\nb")]
    [InlineData(null)]
    public async Task A_row_without_a_usable_account_id_is_counted(string? id) =>
        (await BesideAnaAsync(new Contact(id!) { Emails = ["bo@example.com"] }, "unnamed-row-1")).Codes().Should()
            .Equal(ReasonCodes.InvalidAccountId);

    [Fact]
    public async Task A_name_of_a_megabyte_is_left_out_and_the_person_is_told()
    {
        var outcome = await BesideAnaAsync(new Contact("bad") { Name = Megabyte, Emails = ["bo@example.com"] });
        outcome.Kind.Should().Be(OutcomeKind.Planned);
        outcome.Reasons.Single().Detail.Should().Contain("name has 1048576 characters");
    }

    [Fact]
    public async Task Megabytes_in_every_field_harm_nobody_else()
    {
        var outcome = await BesideAnaAsync(new Contact("bad")
        {
            Name = Megabyte,
            PersonId = Megabyte,
            Language = Megabyte,
            Country = Megabyte,
            Region = Megabyte,
            PostalCode = Megabyte,
            TimeZone = Megabyte,
            Emails = [Megabyte + "@example.com"],
            Phones = [Megabyte],
            Addresses = [new(AddressKind.X, Megabyte)],
        });
        outcome.Kind.Should().Be(OutcomeKind.Unreachable);
        outcome.Reasons.Should().OnlyContain(r => r.Detail.Length < 300);
    }

    [Fact]
    public async Task Line_breaks_in_any_field_cost_that_field()
    {
        const string Broken = "a\r\nBcc: b@example.com";
        var outcome = await BesideAnaAsync(new Contact("bad")
        {
            Name = Broken,
            PersonId = Broken,
            Language = Broken,
            Country = Broken,
            Region = Broken,
            PostalCode = Broken,
            TimeZone = Broken,
            Emails = [Broken, "bo@example.com"],
            Phones = [Broken],
            Addresses = [new(AddressKind.X, Broken)],
        });
        outcome.Kind.Should().Be(OutcomeKind.Planned);
        outcome.Codes().Count(c => c == ReasonCodes.FieldIgnored).Should().Be(7);
        outcome.Reasons.Should().NotContain(r => r.Detail.Contains("Bcc"));
        await _scenario.DispatchAsync();
        _scenario.Mail.Calls.Should().OnlyContain(m => !m.Content.Text.Contains("Bcc"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a\nb")]
    [InlineData(null)]
    public async Task A_malformed_key_is_refused(string? key)
    {
        var send = () => _scenario.SendAsync(new Notification("outage", key!), People.Ana);
        (await send.Should().ThrowAsync<NotifyException>()).WithMessage("*Notification.Key must be 1 to 200*");
    }

    [Fact]
    public async Task An_emergency_without_a_reason_is_refused()
    {
        var send = () => _scenario.SendAsync("alarm", People.Ana);
        (await send.Should().ThrowAsync<NotifyException>()).WithMessage("*Notification.Emergency*");
    }

    [Fact]
    public async Task Data_that_take_the_recipients_place_are_refused()
    {
        var send = () =>
            _scenario.SendAsync(new Notification("outage", "o") { Data = new Dictionary<string, object?> { ["recipient"] = "x" } },
            People.Ana);
        (await send.Should().ThrowAsync<NotifyException>()).WithMessage("*'recipient'*Choose another name*");
    }

    [Fact]
    public async Task Data_that_are_null_are_no_data() =>
        (await _scenario.SendAsync(new Notification("outage", "o") { Data = null! }, People.Ana)).Planned.Should().Be(1);

    [Fact]
    public async Task A_date_too_far_ahead_is_refused()
    {
        var far = _scenario.Time.Now + Duration.FromDays(91);
        var send = () =>
            _scenario.SendAsync(new Notification("outage", "o") { NotBefore = far, ExpiresAt = far + Duration.FromDays(1) }, People.Ana);
        (await send.Should().ThrowAsync<NotifyException>()).WithMessage("*more than 90 days ahead*PlanningHorizon*");
    }

    [Fact]
    public async Task An_expiry_in_the_past_is_said_while_planning() =>
        (await _scenario.SendAsync(new Notification("outage", "o") { ExpiresAt = _scenario.Time.Now }, People.Ana)).Of("ana").Codes()
            .Should().Contain(ReasonCodes.Expired);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4)]
    public async Task A_token_cancelled_in_the_middle_leaves_nothing_half_written_and_the_same_call_goes_on(int afterBatches)
    {
        using var scenario = new Scenario(b => b.Services.AddBatches(10));
        var list = Enumerable.Range(0, 60).Select(i => People.Contact($"c{i:00}").Email($"c{i:00}@example.com")).ToArray();
        var notification = new Notification("outage", "o");
        using var stop = new CancellationTokenSource();
        var send = () => scenario.Notifier.SendAsync(notification, list, new StopAfter(stop, afterBatches), stop.Token);
        await send.Should().ThrowAsync<OperationCanceledException>();
        var written = (await scenario.Outbox.StatusAsync("o")).ByState.Values.Sum();
        written.Should().Be(afterBatches * 10);
        var rest = await scenario.SendAsync(notification, list);
        (rest.Planned, rest.Suppressed).Should().Be((60 - written, written));
        await scenario.DispatchAsync();
        scenario.Mail.Addresses.Should().HaveCount(60).And.OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task A_list_that_breaks_off_leaves_nothing_planned()
    {
        static async IAsyncEnumerable<Contact> Broken()
        {
            yield return People.Ana;
            await Task.Yield();
            throw new IOException("the file ends here");
        }

        var send = () => _scenario.Notifier.SendAsync(new("outage", "o"), Broken());
        await send.Should().ThrowAsync<IOException>();
        (await _scenario.Outbox.StatusAsync("o")).ByState.Should().BeEmpty();
        (await _scenario.SendAsync(new Notification("outage", "o"), People.Ana)).Planned.Should().Be(1);
    }

    private sealed class StopAfter(CancellationTokenSource stop, int batches) : IProgress<SendProgress>
    {
        public void Report(SendProgress value)
        {
            if (value.Step == SendStep.Deciding ? value.Done >= batches * 10 : batches == 0)
                stop.Cancel();
        }
    }
}

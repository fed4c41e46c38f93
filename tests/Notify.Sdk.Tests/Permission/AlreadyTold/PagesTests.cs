using Notify.Sdk.Tests.TestKit;

namespace Notify.Sdk.Tests.Permission.AlreadyTold;

/// <summary>
/// A list that is read in pages, each a call with the same key: whoever is told under one account is known again under another.
/// </summary>
public class PagesTests
{
    [Theory]
    [InlineData("outage")]
    [InlineData("bill")]
    public async Task Two_accounts_of_one_asserted_person_in_two_pages_are_one_message(string topic)
    {
        using var scenario = new Scenario();
        await scenario.SendAsync(topic, People.Contact("a1").Email("ana@example.com") with { PersonId = "P" });
        var second = await scenario.SendAsync(topic, People.Contact("a2").Email("work@example.com") with { PersonId = "P" });
        second.Of("a2").Codes().Should().Contain(ReasonCodes.AlreadyPlanned);
        await scenario.DispatchAsync();
        scenario.Mail.Addresses.Should().Equal("ana@example.com");
    }

    [Theory]
    [InlineData("outage")]
    [InlineData("bill")]
    public async Task A_housemate_who_shares_only_the_landline_is_told(string topic)
    {
        using var scenario = new Scenario();
        await scenario.SendAsync(topic, People.Contact("a").Named("Ann Lee").Email("ann@example.com").Phone(People.NewYorkPhone));
        await scenario.DispatchAsync();
        await scenario.SendAsync(topic, People.Contact("b").Named("Bob Ray").Phone(People.NewYorkPhone));
        await scenario.DispatchAsync();
        scenario.Texts.Addresses.Should().ContainSingle();
    }

    [Theory]
    [InlineData("a", "b")]
    [InlineData("b", "a")]
    public async Task Whom_the_application_tells_apart_is_told_in_a_later_page(string one, string other)
    {
        using var scenario = new Scenario(b => b.ConfigureAudience(o => o.NotSame.Add((new(one), new(other)))));
        await scenario.SendAsync("bill", People.Contact("a").Named("Ann Lee").Email("ann@example.com").Phone(People.NewYorkPhone));
        await scenario.DispatchAsync();
        var second = await scenario.SendAsync("bill", People.Contact("b").Named("Ann Lee").Email("ann2@example.com")
            .Phone(People.NewYorkPhone));
        second.Of("b").Kind.Should().Be(OutcomeKind.Planned);
        await scenario.DispatchAsync();
        scenario.Mail.Addresses.Should().Equal("ann@example.com", "ann2@example.com");
    }

    [Theory]
    [InlineData("outage", "Lee, Ann")]
    [InlineData("bill", "LEE ann")]
    [InlineData("outage", "A. Lee")]
    [InlineData("bill", "A. Lee")]
    public async Task The_same_name_at_a_number_that_was_not_used_is_the_same_person(string topic, string name)
    {
        using var scenario = new Scenario();
        await scenario.SendAsync(topic, People.Contact("a").Named("Ann Lee").Email("ann@example.com").Phone(People.NewYorkPhone));
        await scenario.DispatchAsync();
        var second = await scenario.SendAsync(topic, People.Contact("b").Named(name).Phone(People.NewYorkPhone));
        second.Of("b").Codes().Should().Contain(ReasonCodes.AlreadyTold);
        await scenario.DispatchAsync();
        scenario.Texts.Addresses.Should().BeEmpty();
    }

    [Fact]
    public async Task Personal_words_reach_an_address_once_for_each_person_whatever_the_label_of_the_group()
    {
        using var scenario = new Scenario();
        await scenario.SendAsync("bill", People.Contact("a2").Named("Ann Lee").Email("home@example.com"));
        await scenario.SendAsync("bill", People.Contact("a1").Named("Ann Lee").Email("home@example.com"), People.Contact("b")
            .Named("Bob Lee").Email("home@example.com"));
        await scenario.DispatchAsync();
        await scenario.DispatchAfterAsync(NodaTime.Duration.FromHours(2));
        scenario.Mail.Addresses.Should().Equal("home@example.com", "home@example.com");
        (await scenario.DeliveryAsync("bill/1", "b")).State.Should().Be(DeliveryState.Accepted);
    }

    [Fact]
    public async Task Initials_that_fit_two_people_told_at_a_number_are_nobody_s()
    {
        using var scenario = new Scenario();
        await scenario.SendAsync("outage",
            People.Contact("a").Named("Ann Lee").Email("ann@example.com").Phone(People.NewYorkPhone),
            People.Contact("b").Named("Abe Lee").Email("abe@example.com").Phone(People.NewYorkPhone));
        (await scenario.SendAsync("outage", People.Contact("c").Named("A. Lee").Phone(People.NewYorkPhone))).Of("c").Kind.Should()
            .Be(OutcomeKind.Planned);
    }

    [Fact]
    public async Task Two_dates_of_birth_are_two_people_in_two_pages_too()
    {
        using var scenario = new Scenario();
        await scenario.SendAsync("outage", People.Contact("a").Named("Ann Lee").Email("ann@example.com").Phone(People.NewYorkPhone)
            with
        { BirthDate = new(1950, 1, 1) });
        var second = await scenario.SendAsync("outage", People.Contact("b").Named("Ann Lee").Phone(People.NewYorkPhone)
            with
        { BirthDate = new(1980, 1, 1) });
        second.Of("b").Kind.Should().Be(OutcomeKind.Planned);
    }

    [Theory]
    [InlineData("", "crm")]
    [InlineData("crm", "")]
    [InlineData("shop", "crm")]
    public async Task The_same_account_of_another_source_is_known_again(string first, string second)
    {
        using var scenario = new Scenario();
        await scenario.SendAsync("outage", People.Contact("a").Email("one@example.com") with { Source = first });
        (await scenario.SendAsync("outage", People.Contact("a").Email("two@example.com") with { Source = second })).Of("a").Codes()
            .Should().Contain(ReasonCodes.AlreadyPlanned);
    }

    [Fact]
    public async Task An_account_that_joins_two_people_told_before_is_counted_by_its_page()
    {
        using var scenario = new Scenario();
        await scenario.SendAsync("outage", People.Contact("a1").Named("Ann Lee").Email("ana@example.com"));
        (await scenario.SendAsync("outage", People.Contact("a2").Named("Ann Lee").Email("work@example.com"))).JoinedLate.Should().Be(0);
        var joining = await scenario.SendAsync("outage", People.Contact("a3").Named("Ann Lee").Phone(People.NewYorkPhone)
            .Email("ana@example.com").Email("work@example.com"));
        joining.JoinedLate.Should().Be(1);
        joining.Of("a3").Codes().Should().Contain(ReasonCodes.JoinedLate).And.Contain(ReasonCodes.AlreadyPlanned);
    }

    [Fact]
    public async Task An_account_that_came_before_joins_those_that_come_later()
    {
        using var scenario = new Scenario();
        await scenario.SendAsync("outage", People.Contact("a1").Named("Ann Lee").Email("ana@example.com"));
        await scenario.SendAsync("outage", People.Contact("a2").Named("Ann Lee").Email("ana@example.com").Email("work@example.com"));
        (await scenario.SendAsync("outage", People.Contact("a3").Named("Ann Lee").Email("work@example.com"))).Of("a3").Codes().Should()
            .Contain(ReasonCodes.AlreadyPlanned);
    }

    [Fact]
    public async Task People_whom_one_call_keeps_apart_by_a_guard_are_told_in_one_call_however_it_is_cut_into_batches()
    {
        using var scenario = new Scenario(b => b.Services.AddBatches(1));
        var crowd = Enumerable.Range(0, 12).Select(i => People.Contact($"a{i:00}").Named("John Smith").Email($"john{i}@example.com")
            .Phone(People.NewYorkPhone)).ToArray();
        (await scenario.SendAsync("outage", crowd)).Planned.Should().Be(12);
    }

    [Fact]
    public async Task A_page_read_twice_tells_nobody_again()
    {
        using var scenario = new Scenario();
        var page = new[] { People.Contact("a").Named("Ann Lee").Email("ann@example.com").Phone(People.NewYorkPhone), People.Contact("b")
            .Named("Bob Ray").Phone(People.NewYorkPhone) };
        await scenario.SendAsync("outage", page);
        var again = await scenario.SendAsync("outage", page);
        again.Planned.Should().Be(0);
        again.Outcomes.Should().OnlyContain(o => o.Codes().Contains(ReasonCodes.AlreadyPlanned));
        await scenario.DispatchAsync();
        (await scenario.SendAsync("outage", page)).Outcomes.Should().OnlyContain(o => o.Codes().Contains(ReasonCodes.AlreadyTold));
        await scenario.DispatchAsync();
        (scenario.Mail.Addresses.Count() + scenario.Texts.Addresses.Count()).Should().Be(2);
    }
}

using Notify.Sdk.Audience;

namespace Notify.Sdk.Tests.Audience;

public class EmailListsTests
{
    [Theory]
    [InlineData("test@example.com")]
    [InlineData("NULL@example.com")]
    [InlineData("n/a@example.com")]
    [InlineData("\"none\"@example.com")]
    [InlineData("0000@example.com")]
    [InlineData("\"\"@example.com")]
    [InlineData("NoReply@example.com")]
    [InlineData("anna@example.com.invalid")]
    public void A_placeholder_is_blocked(string text) => BlockedAddresses.IsBlocked(EmailAddress.Parse(text)).Should().BeTrue();

    [Theory]
    [InlineData("testa@example.com")]
    [InlineData("test+anna@example.com")]
    [InlineData("none-such@yahoo.com")]
    [InlineData("anna@test.com")]
    [InlineData("0001@example.com")]
    [InlineData("anna@invalid.example")]
    [InlineData("info@example.com")]
    public void A_name_that_only_holds_a_placeholder_is_not_blocked(string text) =>
        BlockedAddresses.IsBlocked(EmailAddress.Parse(text)).Should().BeFalse();

    [Theory]
    [InlineData("info@example.com")]
    [InlineData("Sales@example.com")]
    [InlineData("\"office\"@example.com")]
    [InlineData("BÜRO@example.com")]
    public void A_role_is_recognised_in_any_case(string text) => RoleAddresses.IsRole(EmailAddress.Parse(text)).Should().BeTrue();

    [Theory]
    [InlineData("sales.anna@example.com")]
    [InlineData("anna@info.com")]
    public void A_person_is_no_role(string text) => RoleAddresses.IsRole(EmailAddress.Parse(text)).Should().BeFalse();

    [Fact]
    public void A_list_of_ones_own_replaces_the_default_one()
    {
        var own = new HashSet<string> { "werkstatt" };

        RoleAddresses.IsRole(EmailAddress.Parse("Werkstatt@example.com"), own).Should().BeTrue();
        RoleAddresses.IsRole(EmailAddress.Parse("info@example.com"), own).Should().BeFalse();
        BlockedAddresses.IsBlocked(EmailAddress.Parse("Werkstatt@example.com"), own).Should().BeTrue();
        BlockedAddresses.IsBlocked(EmailAddress.Parse("test@example.com"), own).Should().BeFalse();
        BlockedAddresses.IsBlocked(EmailAddress.Parse("000@example.com"), own).Should().BeTrue("zeros are nobody in any list");
    }

    [Fact]
    public void The_default_lists_are_lower_case_and_apart()
    {
        BlockedAddresses.DefaultLocalParts.Concat(RoleAddresses.DefaultLocalParts)
            .Should().NotContain(l => l.Any(char.IsUpper));
        BlockedAddresses.DefaultLocalParts.Should().NotIntersectWith(RoleAddresses.DefaultLocalParts);
    }
}

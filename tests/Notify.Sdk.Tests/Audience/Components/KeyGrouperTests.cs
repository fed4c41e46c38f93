using Notify.Sdk.Audience;

namespace Notify.Sdk.Tests.Audience;

public class KeyGrouperTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_mailbox_written_twice_by_one_account_is_one_holder_and_verified_if_one_of_them_is(bool verified)
    {
        var at = verified ? NodaTime.Instant.FromUnixTimeSeconds(0) : (NodaTime.Instant?)null;
        Contact[] rows =
        [
            new("a") { Name = "Ann Lee", Emails = [new("home@example.com", at), "HOME@example.com"] },
            new("b") { Name = "Bo Ray", Emails = ["home@example.com", new("Home@example.com", at)] },
        ];
        await using var list = await Engine.Reader(new() { MaxAccountsPerAddress = 2 }).ReadAsync(new ContactList(rows), null, default);
        list.Persons.Should().Be(verified ? 1 : 2);
        list.IsAtCrowdedAddress(0).Should().BeFalse();
        list.IsAtSharedAddress(0).Should().Be(!verified);
    }
}

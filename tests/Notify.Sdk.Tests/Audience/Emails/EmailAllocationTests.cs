using Notify.Sdk.Audience;
using Notify.Sdk.Tests.TestKit;

namespace Notify.Sdk.Tests.Audience;

public class EmailAllocationTests
{
    private const int Rounds = 1000;

    [Fact]
    public void Writing_the_identity_of_an_ASCII_address_allocates_nothing()
    {
        var buffer = new char[EmailAddress.MaxLength];
        string[] texts = ["anna@example.com", "Anna.Miller+x@GMAIL.com", "\"a b\"@example.com", "x@anna.fastmail.com", "no address",
            "a@b@c.com"];

        var bytes = Measure(() =>
        {
            foreach (var text in texts) EmailAddress.TryWriteIdentity(text, buffer, out _, out _);
        });

        bytes.Should().Be(0);
    }

    [Fact]
    public void An_ASCII_address_costs_its_object_and_one_string_when_the_forms_are_equal()
    {
        const string Text = "anna.miller@example.com";
        var oneString = Measure(static () => Text.AsSpan().ToString(), Text.Length * Rounds * 4);

        var bytes = Measure(static () => _ = EmailAddress.TryParse(Text, out _, out _), oneString + (48 * Rounds));

        bytes.Should().BeInRange(oneString, oneString + (48 * Rounds));
    }

    [Fact]
    public void A_refusal_allocates_nothing()
    {
        var bytes = Measure(static () => _ = EmailAddress.TryParse("anna.miller@exa mple.com", out _, out _));

        bytes.Should().Be(0);
    }

    [Fact]
    public void Looking_an_address_up_in_the_lists_allocates_nothing()
    {
        var address = EmailAddress.Parse("anna.miller@example.com");

        var bytes = Measure(() => _ = BlockedAddresses.IsBlocked(address) | RoleAddresses.IsRole(address));

        bytes.Should().Be(0);
    }

    private static long Measure(Action action, long expected = 0) => Allocations.Of(() =>
    {
        for (var i = 0; i < Rounds; i++)
            action();
    }, expected);
}

using Notify.Sdk.Audience;

namespace Notify.Sdk.Tests.Audience;

public class PhoneIdentityTests
{
    private static readonly DefaultPhoneNumberParser Parser = new();

    private static PhoneAddress Read(string text, string? country = null) =>
        Parser.TryParse(text, country, out var number, out var error) ? number : throw new InvalidOperationException(error);

    [Theory]
    [InlineData("+54 11 2345-6789", "+54 9 11 2345-6789")]
    [InlineData("+5215512345678", "+525512345678")]
    [InlineData("+55 31 9688-3193", "+55 31 99688-3193")]
    public void One_handset_in_two_spellings_is_one_identity(string one, string other)
    {
        Read(one).Key.Should().Be(Read(other).Key);
        new AddressKey(AddressKind.Phone, Compact(one)).ToLine().Should().Be(Read(other).Key.ToLine());
        new AddressKey(AddressKind.Phone, Compact(other)).ToLine().Should().Be(Read(one).Key.ToLine());
    }

    [Theory]
    [InlineData("044 55 1234 5678")]
    [InlineData("045 55 1234 5678")]
    [InlineData("01 55 1234 5678")]
    [InlineData("1 55 1234 5678")]
    [InlineData("52 1 55 1234 5678")]
    [InlineData("55 1234 5678")]
    public void Old_Mexican_prefixes_fall_away(string text) => Read(text, "MX").E164.Should().Be("+525512345678");

    [Theory]
    [InlineData("(31) 9688-3193")]
    [InlineData("031 9688-3193")]
    [InlineData("31 99688-3193")]
    [InlineData("5531 9688-3193")]
    public void A_Brazilian_mobile_is_dialled_with_its_ninth_digit(string text) => Read(text, "BR").E164.Should().Be("+5531996883193");

    [Theory]
    [InlineData("011 15-2345-6789")]
    [InlineData("9 11 2345-6789")]
    public void An_Argentine_mobile_in_national_form_is_the_same(string text) =>
        Read(text, "AR").Key.Should().Be(Read("+54 9 11 2345-6789").Key);

    [Fact]
    public void A_Brazilian_landline_and_a_service_number_stay_as_they_are()
    {
        Read("+55 31 3688-3193").E164.Should().Be("+553136883193");
        Read("0800 123 4567", "BR").Key.Value.Should().Be("+558001234567");
    }

    [Fact]
    public void Permission_is_asked_by_the_number_alone()
    {
        var extended = Read("07400 123456 x2", "GB").Key;
        extended.Value.Should().Be("+447400123456;ext=2");
        extended.ToLine().Should().Be(Read("+447400123456").Key);
        extended.ToOtherLine().Should().BeNull();
    }

    [Fact]
    public void A_number_in_doubt_has_a_key_of_its_own_that_knows_both()
    {
        var key = Read("14155552671", "AT").Key;
        key.Value.Should().Be("+4314155552671;or=+14155552671");
        (key.ToLine().Value, key.ToOtherLine()!.Value.Value).Should().Be(("+4314155552671", "+14155552671"));
        key.ToString().Should().NotContain("415555");
    }

    [Fact]
    public void The_line_of_a_line_is_itself() =>
        new[] { "+447400123456", "+541123456789", "+525512345678", "+5531996883193" }
            .Should().AllSatisfy(v => new AddressKey(AddressKind.Phone, v).ToLine().Value.Should().BeSameAs(v));

    [Fact]
    public void Keys_of_other_families_are_their_own_lines()
    {
        AddressKey mailbox = new(AddressKind.Email, "a;ext=5@example.com");
        (mailbox.ToLine(), mailbox.ToOtherLine()).Should().Be((mailbox, null));
        default(AddressKey).ToLine().Should().Be(default(AddressKey));
    }

    private static string Compact(string text) => string.Concat(text.Where(c => c is '+' || char.IsAsciiDigit(c)));
}

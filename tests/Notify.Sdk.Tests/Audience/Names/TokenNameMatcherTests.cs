using FsCheck;
using FsCheck.Fluent;
using Notify.Sdk.Audience;

namespace Notify.Sdk.Tests.Audience;

public class TokenNameMatcherTests
{
    private static readonly TokenNameMatcher Matcher = TokenNameMatcher.Instance;

    [Theory]
    [InlineData("John Smith", "SMITH, JOHN")]
    [InlineData("John Smith", "  john\tsmith ")]
    [InlineData("John Smith", "smith john")]
    [InlineData("O'Brien, Pat", "Pat O’Brien")]
    [InlineData("Pat O´Brien", "pat obrien")]
    [InlineData("Jean-Luc Martin", "Martin, Jean Luc")]
    [InlineData("J.R. Miller", "Miller, J R")]
    [InlineData("José Muñoz", "JOSE MUNOZ")]
    [InlineData("Jose\u0301", "José")]
    [InlineData("Zoë Weiß", "ZOE WEISS")]
    [InlineData("ΝΙΚΟΣ", "Νίκος")]
    [InlineData("Ａｎｎａ　Ｍｕｅｌｌｅｒ", "anna mueller")]
    [InlineData("ﬁona", "Fiona")]
    [InlineData("Jan Jan Novak", "Novak, Jan")]
    [InlineData("An\u00ADna\u200D Lee", "Anna Lee")]
    [InlineData("\u0149ana Lee", "Nana Lee")]
    public void Spellings_of_one_name_are_equal(string left, string right) =>
        Matcher.Normalise(left).Should().Be(Matcher.Normalise(right));

    [Theory]
    [InlineData("John Smith", "Jane Smith")]
    [InlineData("John Smith", "John Smith Jr")]
    [InlineData("John Smith", "John Peter Smith")]
    [InlineData("Bob Smith", "Robert Smith")]
    [InlineData("J. J. Smith", "J. Smith")]
    [InlineData("कुमार", "कमार")]
    [InlineData("かとう", "がとう")]
    public void Different_names_differ(string left, string right) =>
        Matcher.Normalise(left).Should().NotBe(Matcher.Normalise(right));

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("---")]
    [InlineData("?!")]
    [InlineData("\uD800")]
    [InlineData("\uFFFE\uFFFF")]
    public void A_text_without_letters_names_nobody(string name) => Matcher.Normalise(name).IsNone.Should().BeTrue();

    [Theory]
    [InlineData("John \uD800Smith\uDC00", "john smith")]
    [InlineData("\uFFFEJohn Smith", "john smith")]
    public void Broken_text_is_read_as_far_as_it_goes(string name, string value) => Matcher.Normalise(name).Value.Should().Be(value);

    [Fact]
    public void A_very_long_name_is_read_whole() =>
        Matcher.Normalise(new string('b', 5_000) + " A" + new string('c', 5_000)).Value.Should().HaveLength(10_002).And.StartWith("acc");

    [Theory]
    [InlineData("J. Smith", "John Smith", true)]
    [InlineData("Smith, J", "Jane Smith", true)]
    [InlineData("J S", "John Smith", true)]
    [InlineData("John S.", "John Smith", true)]
    [InlineData("J. J. Smith", "John Jack Smith", true)]
    [InlineData("É. Martin", "Eve Martin", true)]
    [InlineData("J. Smith", "John Peter Smith", false)]
    [InlineData("J. P. Smith", "John Smith", false)]
    [InlineData("J. Smith", "Ann Smith", false)]
    [InlineData("J. Smith", "John Jones", false)]
    [InlineData("John Smith", "John Smith", false)]
    [InlineData("J. Smith", "J. Smith", false)]
    public void An_initial_fits_a_name_word_by_word(string shortened, string full, bool fits) =>
        Matcher.IsInitialOf(Matcher.Normalise(shortened), Matcher.Normalise(full)).Should().Be(fits);

    [Fact]
    public void A_name_of_one_Chinese_character_is_no_initial() => Matcher.Normalise("王 小明").HasInitials.Should().BeFalse();

    [Fact]
    public void A_key_does_not_show_the_name() => Matcher.Normalise("John Smith").ToString().Should().Be("full name");

    [Fact]
    public void Any_text_has_a_key_that_does_not_depend_on_case_or_order() =>
        Prop.ForAll(Text(), Text(), (left, right) =>
        {
            var key = Matcher.Normalise($"{left} {right}");
            Matcher.Normalise($"{right},{left}").Should().Be(key);
            Matcher.Normalise(key.Value).Should().Be(key);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(3_000));

    // All of UTF-16, broken pairs included, and more often what names are made of.
    private static Arbitrary<string> Text() =>
        Gen.Frequency((5, Gen.Elements("aBcÄéßſΣς .,-'’´\u0301\u00AD王が\u094D".ToCharArray())),
            (1, Gen.Choose(0, 0xFFFF).Select(c => (char)c)))
            .ArrayOf().Select(chars => new string(chars)).ToArbitrary();
}

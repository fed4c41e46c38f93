using Notify.Sdk.Rendering;

namespace Notify.Sdk.Tests.Rendering;

public class LanguageChoiceTests
{
    [Theory]
    [InlineData("pt-BR", "en pt pt-BR", "pt-BR")]
    [InlineData("PT-br", "en pt pt-BR", "pt-BR")]
    [InlineData("zh-Hant-TW", "en zh-Hans zh-Hant", "zh-Hant")] // RFC 4647 section 3.4: shortened from the right
    [InlineData("de-CH-1996", "en de de-CH", "de-CH")]
    [InlineData("pt-PT", "en pt-BR", "pt-BR")] // another variety of the language before another language
    [InlineData("pt-PT", "en pt-BR pt", "pt")]
    [InlineData("de", "en de-AT", "de-AT")]
    [InlineData("den", "en de", "en")] // a language, not a prefix of letters
    [InlineData("ja", "en fr", "en")]
    [InlineData(null, "fr en", "en")]
    public void The_persons_language_else_the_closest_else_the_default(string? wanted, string available, string chosen) =>
        Choose(wanted, available, LanguageFallback.DefaultLanguage).Should().Be(chosen);

    [Theory]
    [InlineData("ja", "en fr", null)]
    [InlineData("fr-CA", "en fr", "fr")]
    [InlineData(null, "en fr", "en")] // nothing is known against the default
    public void Without_their_language_the_policy_can_refuse(string? wanted, string available, string? chosen) =>
        Choose(wanted, available, LanguageFallback.Suppress, MessageClass.Transactional).Should().Be(chosen);

    [Theory]
    [InlineData(null)]
    [InlineData("ja")]
    public void Advertising_needs_a_language_that_the_person_is_known_to_read(string? wanted)
    {
        Choose(wanted, "en fr", LanguageFallback.Suppress, MessageClass.Marketing).Should().BeNull();
        Choose(wanted, "en fr", LanguageFallback.ByClass, MessageClass.Marketing).Should().BeNull();
    }

    [Fact]
    public void Without_the_default_language_there_is_none() => Choose("ja", "fr de", LanguageFallback.DefaultLanguage).Should().BeNull();

    private static string? Choose(string? wanted, string available, LanguageFallback fallback, MessageClass @class =
        MessageClass.Transactional) =>
        LanguageChoice.Choose(wanted, new Topic { Name = "t", Class = @class, DefaultLanguage = "en", LanguageFallback = fallback },
            available.Split(' '), l => l);
}

using System.Globalization;
using Notify.Sdk.Audience;

namespace Notify.Sdk.Tests.Audience;

public class EmailCorpusTests
{
    public static TheoryData<int> Lines => EmailCorpus.Lines;

    [Fact]
    public void The_corpus_has_all_its_cases()
    {
        EmailCorpus.Cases.Should().HaveCount(279);
        EmailCorpus.Cases.GroupBy(c => c.Validity).ToDictionary(g => g.Key, g => g.Count())
            .Should().BeEquivalentTo(new Dictionary<string, int> { ["yes"] = 88, ["no"] = 169, ["policy"] = 22 });
    }

    [Theory, MemberData(nameof(Lines))]
    public void Each_case_is_judged_as_the_corpus_says(int line)
    {
        var expected = EmailCorpus.At(line);

        var valid = EmailAddress.TryParse(expected.Text, out var address, out var error);

        var verdict = valid ? "yes" : error.IsPolicy() ? "policy" : "no";
        verdict.Should().Be(expected.Validity, "{0} ({1})", expected.Note, error);
        (address is not null).Should().Be(valid);
        (error == EmailAddressError.None).Should().Be(valid);
    }

    [Theory, MemberData(nameof(Lines))]
    public void Each_case_has_the_forms_of_the_corpus(int line)
    {
        var expected = EmailCorpus.At(line);

        var valid = EmailAddress.TryParse(expected.Text, UnusualEmailForms.All, out var address, out _);

        valid.Should().Be(expected.Validity != "no");
        (address?.Deliverable ?? "").Should().Be(expected.Deliverable);
        (address?.Identity ?? "").Should().Be(expected.Identity);
    }

    [Fact]
    public void A_Turkish_culture_changes_no_case()
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("tr-TR");
        try
        {
            "I".ToLower(CultureInfo.CurrentCulture).Should().NotBe("i", "else this test would prove nothing");
            foreach (var expected in EmailCorpus.Cases)
            {
                EmailAddress.TryParse(expected.Text, UnusualEmailForms.All, out var address, out _);
                (address?.Identity ?? "").Should().Be(expected.Identity);
            }
            EmailAddress.Parse("INFO.İI@GMAIL.COM").Identity.Should().Be("infoİi@gmail.com");
            EmailAddress.Parse("ILKAY@Iş.EXAMPLE").Domain.Should().Be(EmailAddress.Parse("ilkay@iş.example").Domain);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void The_identity_without_an_object_is_the_same()
    {
        var buffer = new char[EmailAddress.MaxLength];
        foreach (var expected in EmailCorpus.Cases)
        {
            var valid = EmailAddress.TryWriteIdentity(expected.Text, buffer, out var length, out _);

            valid.Should().Be(expected.Validity == "yes");
            new string(buffer, 0, length).Should().Be(valid ? expected.Identity : "");
        }
    }
}

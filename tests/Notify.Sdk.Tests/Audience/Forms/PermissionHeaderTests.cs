using Notify.Sdk.Audience;

namespace Notify.Sdk.Tests.Audience;

/// <summary>Columns that say who may not be told, by the words of their headers or of their cells.</summary>
public sealed class PermissionHeaderTests : ContactCsvCase
{
    [Theory]
    [InlineData("Newsletter abbestellt", "ja", "everything/Email")]
    [InlineData("Werbung erlaubt?", "nein", "marketing/")]
    [InlineData("Kein Newsletter", "x", "everything/Email")]
    [InlineData("E-Mail-Werbung widersprochen", "ja", "marketing/Email")]
    [InlineData("SMS Einwilligung", "nein", "marketing/Sms")]
    [InlineData("Accepte les offres", "non", "marketing/")]
    [InlineData("Refus publicité", "oui", "marketing/")]
    [InlineData("Abonné newsletter", "non", "marketing/Email")]
    [InlineData("Acepta publicidad", "no", "marketing/")]
    [InlineData("No desea publicidad", "sí", "marketing/")]
    [InlineData("Consenso marketing", "no", "marketing/")]
    [InlineData("Rifiuta pubblicità", "sì", "marketing/")]
    [InlineData("Aceita marketing", "não", "marketing/")]
    [InlineData("Toestemming marketing", "nee", "marketing/")]
    [InlineData("Geen reclame", "ja", "marketing/")]
    [InlineData("Zgoda na marketing", "nie", "marketing/")]
    [InlineData("Wypisany z newslettera", "tak", "everything/Email")]
    [InlineData("Marketing emails allowed", "no", "marketing/Email")]
    [InlineData("Email_OptOut__c", "TRUE", "everything/Email")]
    [InlineData("Phone consent", "N", "marketing/Voice")]
    public async Task A_header_composed_of_such_words_is_understood(string header, string cell, string reach) =>
        Reach((await Read($"id,email,{header}", $"a1,a@example.com,{cell}")).Single()).Should().Equal(reach);

    [Theory]
    [InlineData("Consent")]
    [InlineData("Nicht einverstanden mit Werbung")]
    [InlineData("Unsubscribe reason")]
    [InlineData("Accepts marketing updated at")]
    [InlineData("wants_newsletter")]
    [InlineData("OK to email")]
    [InlineData("Contact allowed")]
    [InlineData("Receives mailings")]
    public async Task One_whose_words_do_not_say_which_is_asked_about(string header)
    {
        var read = () => Read($"id,email,{header}", "a1,a@example.com,no");
        (await read.Should().ThrowAsync<NotifyException>()).Which.Message.Should().Contain($"Column '{header}'").And.Contain("\"status\"");
    }

    [Theory]
    [InlineData("Status")]
    [InlineData("Kundenstatus")]
    [InlineData("Statut")]
    public async Task The_state_of_a_contact_is_a_no_where_it_says_so_and_nothing_else(string header)
    {
        var contacts = await Read($"id,email,{header}", "a1,a@example.com,Active", "a2,b@example.com,Unsubscribed",
            "a3,c@example.com,Hard Bounced", "a4,d@example.com,whatever");
        contacts.SelectMany(Reach).Should().Equal("everything/", "everything/Email");
        contacts[2].Permissions.Single().Answer.Should().Be(ContactAnswer.Bounced);
        Errors.Should().BeEmpty();
    }

    [Fact]
    public async Task A_column_that_says_nothing_by_its_header_is_asked_about_when_somebody_in_it_is_unsubscribed()
    {
        var read = () => Read("id,email,Flag", "a1,a@example.com,Active", "a2,b@example.com,unsubscribed");
        (await read.Should().ThrowAsync<NotifyException>()).Which.Message.Should().Contain("Column 'Flag' (column 3 of the header)");
        (await Read(["id,email,Flag", "a1,a@example.com,unsubscribed"], o => o.Columns["Flag"] = "status")).Single().Permissions
            .Should().ContainSingle();
        (await Read(["id,email,Flag", "a1,a@example.com,unsubscribed"], o => o.Columns["Flag"] = "")).Single().Permissions
            .Should().BeEmpty();
    }

    [Theory]
    [InlineData("Land/Region privat", "Bundesland/Kanton privat", "Postleitzahl privat")]
    [InlineData("Billing Country", "Billing State", "Billing Zip")]
    [InlineData("Pays de livraison", "Région de livraison", "Code postal de livraison")]
    public async Task A_place_may_say_whose_it_is(string country, string region, string postcode) =>
        (await Read($"id,email,{country},{region},{postcode}", "a1,a@example.com,DE,BE,10115")).Single().Should()
            .Match<Contact>(c => c.Country == "DE" && c.Region == "BE" && c.PostalCode == "10115");

    [Fact]
    public async Task Of_two_places_the_first_that_is_given_counts() =>
        (await Read("id,email,Billing Country,Shipping Country", "a1,a@example.com,DE,FR", "a2,b@example.com,,FR"))
            .Select(c => c.Country).Should().Equal("DE", "FR");

    [Theory]
    [InlineData("'M5V 1A1", "M5V 1A1")]
    [InlineData("'10001", "10001")]
    public async Task An_apostrophe_before_a_code_is_a_spreadsheet_s(string cell, string expected) =>
        (await Read("id,email,name,zip", $"a1,a@example.com,'t Hart,{cell}")).Single().Should()
            .Match<Contact>(c => c.PostalCode == expected && c.Name == "'t Hart");

    private static IEnumerable<string> Reach(Contact contact) =>
        contact.Permissions.Select(p => $"{(p.MarketingOnly ? "marketing" : "everything")}/{p.Channel}");
}

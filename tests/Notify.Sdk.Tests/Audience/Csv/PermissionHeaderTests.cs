namespace Notify.Sdk.Tests.Audience;

/// <summary>Columns that say who may not be told, by the words of their headers or of their cells.</summary>
public sealed class PermissionHeaderTests : ContactCsvCase
{
    [Theory]
    [InlineData("Newsletter abbestellt", "ja", "everything/email")]
    [InlineData("Werbung erlaubt?", "nein", "marketing/")]
    [InlineData("Kein Newsletter", "x", "everything/email")]
    [InlineData("E-Mail-Werbung widersprochen", "ja", "marketing/email")]
    [InlineData("SMS Einwilligung", "nein", "marketing/sms")]
    [InlineData("Accepte les offres", "non", "marketing/")]
    [InlineData("Refus publicité", "oui", "marketing/")]
    [InlineData("Abonné newsletter", "non", "marketing/email")]
    [InlineData("Acepta publicidad", "no", "marketing/")]
    [InlineData("No desea publicidad", "sí", "marketing/")]
    [InlineData("Consenso marketing", "no", "marketing/")]
    [InlineData("Rifiuta pubblicità", "sì", "marketing/")]
    [InlineData("Aceita marketing", "não", "marketing/")]
    [InlineData("Toestemming marketing", "nee", "marketing/")]
    [InlineData("Geen reclame", "ja", "marketing/")]
    [InlineData("Zgoda na marketing", "nie", "marketing/")]
    [InlineData("Wypisany z newslettera", "tak", "everything/email")]
    [InlineData("Marketing emails allowed", "no", "marketing/email")]
    [InlineData("Email_OptOut__c", "TRUE", "everything/email")]
    [InlineData("Phone consent", "N", "marketing/voice")]
    [InlineData("Email consent revoked", "yes", "marketing/email")]
    [InlineData("Brak zgody na marketing", "tak", "marketing/")]
    [InlineData("Consenso marketing revocato", "sì", "marketing/")]
    [InlineData("Toestemming e-mail ingetrokken", "ja", "marketing/email")]
    [InlineData("Niet mailen", "ja", "everything/email")]
    [InlineData("Não enviar SMS", "sim", "everything/sms")]
    [InlineData("Pas d'appel", "oui", "everything/voice")]
    [InlineData("Ne souhaite pas être contacté", "oui", "everything/")]
    [InlineData("Keine Anrufe mehr", "x", "everything/voice")]
    [InlineData("Nie wysyłać SMS", "tak", "everything/sms")]
    [InlineData("wants_newsletter", "0", "marketing/email")]
    [InlineData("OK to email", "no", "marketing/email")]
    [InlineData("Désinscrit le", "2024-05-06", "everything/email")]
    [InlineData("Unsubscribed (Y/N)", "Y", "everything/email")]
    public async Task A_header_composed_of_such_words_is_understood(string header, string cell, string reach) =>
        Reach((await Read($"id,email,{header}", $"a1,a@example.com,{cell}")).Single()).Should().Equal(reach);

    [Theory]
    [InlineData("Consent")]
    [InlineData("GDPR Consent")]
    [InlineData("Remove from list")]
    [InlineData("Withdrawn")]
    [InlineData("No phone")]
    [InlineData("Phone / do not call?")]
    [InlineData("Stop SMS")]
    [InlineData("Unsubscribe reason")]
    [InlineData("Contact allowed")]
    [InlineData("Mailings")]
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
        contacts.SelectMany(Reach).Should().Equal("everything/", "everything/email");
        contacts[2].Permissions.Single().Answer.Should().Be(ContactAnswer.Bounced);
        Errors.Should().BeEmpty();
    }

    [Theory]
    [InlineData("Emails Sent")]
    [InlineData("Last email open date")]
    [InlineData("Phone type")]
    [InlineData("Order cancelled")]
    [InlineData("Email Opt-In IP")]
    [InlineData("Mailing Street")]
    public async Task A_column_about_messages_that_says_nothing_of_permission_is_left_out(string header) =>
        (await Read($"id,email,{header}", "a1,a@example.com,12")).Single().Permissions.Should().BeEmpty();

    [Theory]
    [InlineData("Blocked")]
    [InlineData("gekündigt")]
    public async Task A_state_that_may_say_no_costs_the_row(string state)
    {
        (await Read("id,email,Status", $"a1,a@example.com,{state}", "a2,b@example.com,Active")).Single().AccountId.Should().Be("a2");
        Errors.Single().Column.Should().Be("Status");
    }

    [Theory]
    [InlineData("a@example.com; b@example.com")]
    [InlineData("a@example.com ::: b@example.com")]
    public async Task Several_addresses_in_a_cell_are_several_and_a_no_concerns_each(string cell)
    {
        var contact = (await Read("id,email,phone,unsubscribed", $"a1,{cell},07400 123456;ext=12,yes")).Single();
        contact.Emails.Select(e => e.Value).Should().Equal("a@example.com", "b@example.com");
        contact.Phones.Select(p => p.Value).Should().Equal("07400 123456;ext=12");
        contact.Permissions.Should().ContainSingle();
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

using Notify.Sdk.Consents;
using Notify.Sdk.Tests.TestKit;

namespace Notify.Sdk.Tests.Permission;

/// <summary>Whom the register of a country protects.</summary>
public class RegisterReachTests
{
    [Theory]
    [InlineData("+12125550142", "US", true)]
    [InlineData("+17872345678", null, true)] // Puerto Rico
    [InlineData("+17872345678", "PR", true)]
    [InlineData("+16716321234", null, true)] // Guam
    [InlineData("+447400123456", "VI", true)]
    [InlineData("+447400123456", "AS", true)]
    [InlineData("+447400123456", "MP", true)]
    [InlineData("+447400123456", "GB", false)]
    [InlineData("+14165550142", "CA", false)]
    public async Task The_register_of_the_United_States_reaches_their_territories(string number, string? country, bool reaches)
    {
        // never imported: whom it governs is not told
        using var scenario = new Scenario(b => b.AddSuppressionRegister(KnownRegisters.UsDoNotCall));
        await scenario.ConsentAsync(Scenario.Number(number), "offer");
        var outcome = (await scenario.SendAsync("offer", People.Contact("ana").Phone(number) with { Country = country })).Outcomes.Single();
        outcome.Codes().Contains(ReasonCodes.RegisterStale).Should().Be(reaches, outcome.Text());
    }
}

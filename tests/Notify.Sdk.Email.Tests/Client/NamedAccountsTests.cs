using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Notify.Sdk.Email.Tests.Client;

/// <summary>Two SMTP accounts serve two brands, and a third takes over when one is down.</summary>
public class NamedAccountsTests
{
    [Fact]
    public async Task Each_brand_leaves_by_its_account_and_the_third_takes_over_from_the_one_that_is_down()
    {
        await using var globex = new ScriptedServer(Script.Open().Take().Quit());
        await using var spare = new ScriptedServer(Script.Open().Take().Quit());
        await using (var services = Build(Transports.ClosedPort(), globex.Port, spare.Port))
        {
            var notifier = services.GetRequiredService<INotifier>();
            Contact[] ana = [new("ana") { Name = "Ana Example", Emails = ["ana@example.com"], Language = "en" }];
            await notifier.SendAsync(new("acme-parcel", "parcel/1"), ana);
            await notifier.SendAsync(new("globex-parcel", "parcel/2"), ana);
            (await services.GetRequiredService<IDispatcher>().DispatchDueAsync()).Accepted.Should().Be(2);
            var moved = (await notifier.ExplainAsync("parcel/1", "ana"))!;
            moved.History.Select(r => r.Code).Should().ContainInOrder(ReasonCodes.Deferred, ReasonCodes.NextProvider, ReasonCodes.Accepted);
            moved.History[^1].Detail.Should().StartWith("spare: ");
            (await notifier.ExplainAsync("parcel/2", "ana"))!.History[^1].Detail.Should().StartWith("globex: ");
        }

        globex.Heard.Should().Contain(line => line.StartsWith("MAIL FROM:<globex@shop.example>", StringComparison.Ordinal));
        spare.Heard.Should().Contain(line => line.StartsWith("MAIL FROM:<spare@shop.example>", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Each_account_has_its_probe()
    {
        await using var globex = new ScriptedServer(Script.Open().Hear("NOOP", "250 2.0.0 alive").Quit());
        await using var services = Build(Transports.ClosedPort(), globex.Port, Transports.ClosedPort());
        (await services.GetRequiredKeyedService<SmtpProbe>("globex").CheckAsync()).IsHealthy.Should().BeTrue();
        (await services.GetRequiredKeyedService<SmtpProbe>("acme").CheckAsync()).IsHealthy.Should().BeFalse();
    }

    [Fact]
    public void What_is_wrong_with_an_account_is_said_with_its_name()
    {
        using var services = Services(b => b.AddSmtp("acme", o => o.From = "news@shop.example").AddSmtp("globex", o => { }));
        services.GetRequiredService<IStartupValidator>().Invoking(v => v.Validate()).Should().Throw<AggregateException>()
            .Which.Message.Should().ContainAll("'acme': SmtpOptions.Host", "'globex': SmtpOptions.Host", "'globex': SmtpOptions.From");
    }

    private static ServiceProvider Build(int acme, int globex, int spare) => Services(b => b
        .AddSmtp("acme", Account(acme, "acme"), t => t.ForBrands("Acme"))
        .AddSmtp("globex", Account(globex, "globex"), t => t.ForBrands("Globex"))
        .AddSmtp("spare", Account(spare, "spare"))
        .AddTopic("acme-parcel", t => t.Transactional().From("Acme").Email("en", "Parcel", "It is there."))
        .AddTopic("globex-parcel", t => t.Transactional().From("Globex").Email("en", "Parcel", "It is there.")));

    private static ServiceProvider Services(Action<NotifyBuilder> configure)
    {
        ServiceCollection services = new();
        configure(services.AddNotify());
        return services.BuildServiceProvider();
    }

    private static Action<SmtpOptions> Account(int port, string name) => o =>
    {
        var local = Transports.Configured(port);
        (o.Host, o.Port, o.Security, o.From) = (local.Host, local.Port, local.Security, $"{name}@shop.example");
    };
}

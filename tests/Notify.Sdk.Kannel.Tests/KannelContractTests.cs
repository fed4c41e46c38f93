using Microsoft.Extensions.DependencyInjection;
using NodaTime.Testing;
using Notify.Sdk.Conformance;

namespace Notify.Sdk.Kannel.Tests;

/// <summary>The transport keeps the whole contract; the answers are those of Kannel 1.4.5.</summary>
public sealed class KannelContractTests : HttpTransportContract
{
    private const string Password = "p-4711-kannel", HookSecret = "hook-secret-of-tests-4711";

    protected override IReadOnlyList<string> Secrets => [Password, HookSecret];

    /// <summary>A gateway knows nothing of numbers: whether one exists is told by a report.</summary>
    protected override IReadOnlyCollection<ProviderBehavior> Impossible => [ProviderBehavior.RejectsAddress];

    protected override ITransport Connect(Uri provider)
    {
        var services = new ServiceCollection();
        services.AddNotify().UseClock(new FakeClock(Samples.Now)).AddKannel("gateway", o =>
        {
            (o.BaseAddress, o.UserName, o.Secret, o.ReportAddress) =
                (provider, "shop", Password, new("https://app.example.com/hooks/gateway"));
            o.HookSecrets.Add(HookSecret);
        });
        return services.BuildServiceProvider().GetServices<ITransport>().Single();
    }

    protected override HttpReply Reply(ProviderBehavior behavior, string request) => behavior switch
    {
        ProviderBehavior.Accepts => new(202, "0: Accepted for delivery", "text/html"),
        ProviderBehavior.RejectsMessage => new(400, $"Charset or body misformed, rejected {request}", "text/html"),
        ProviderBehavior.RefusesAccount => new(403, $"Authorization failed for sendsms {request}", "text/html"),
        ProviderBehavior.NotNow => new(503, "Temporal failure, try again later.", "text/html"),
        _ => throw new ArgumentOutOfRangeException(nameof(behavior), behavior, "There is no answer then."),
    };
}

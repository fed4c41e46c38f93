using Notify.Sdk.Conformance;

namespace Notify.Sdk.Http.Tests;

/// <summary>A provider on the base keeps the whole contract.</summary>
public sealed class AcmeContractTests : HttpTransportContract
{
    protected override IReadOnlyList<string> Secrets => [AcmeReplies.Secret];

    protected override ITransport Connect(Uri provider) => new OwningTransport(TestHost.Acme(provider));

    protected override HttpReply Reply(ProviderBehavior behavior, string request) => AcmeReplies.To(behavior, request);
}

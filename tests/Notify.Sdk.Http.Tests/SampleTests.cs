using System.Text.Json;
using CustomTransport;
using Notify.Sdk.Conformance;

namespace Notify.Sdk.Http.Tests;

/// <summary>The provider of the sample keeps the whole contract, and is as short as its page says.</summary>
public sealed class SampleTests : HttpTransportContract
{
    private const string Key = "k-4711-sample";

    private int _ids;

    protected override IReadOnlyList<string> Secrets => [Key];

    protected override ITransport Connect(Uri provider) => new OwningTransport(TestHost.Build(b =>
        b.AddHttpProvider<AcmeSms, CustomTransport.AcmeOptions>("acme", o => (o.BaseAddress, o.Secret) = (provider, Key))));

    protected override HttpReply Reply(ProviderBehavior behavior, string request) => behavior switch
    {
        ProviderBehavior.Accepts => new(201, JsonSerializer.Serialize(new { id = $"sms-{Interlocked.Increment(ref _ids)}" })),
        ProviderBehavior.RejectsMessage => new(422, JsonSerializer.Serialize(new { code = "too-long", quoted = request })),
        ProviderBehavior.RejectsAddress => new(422, JsonSerializer.Serialize(new { code = "no-such-number", quoted = request })),
        ProviderBehavior.RefusesAccount => new(403, request),
        _ => new(503, request),
    };

    [Fact]
    public async Task A_provider_is_sixty_lines_and_its_page_shows_them_all()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Notify.Sdk.sln")))
            folder = folder.Parent!;
        var source = await File.ReadAllTextAsync(Path.Combine(folder.FullName, "samples", "CustomTransport", "AcmeSms.cs"));
        source.Split('\n').Count(line => line.Trim().Length > 0).Should().BeLessThanOrEqualTo(60);
        source.Split('\n').Max(line => line.Length).Should().BeLessThanOrEqualTo(140);
        (await File.ReadAllTextAsync(Path.Combine(folder.FullName, "docs", "a-transport-in-an-evening.md"))).Should().Contain(source);
    }
}

using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Notify.Sdk.Conformance;
using Notify.Sdk.Consents;
using Notify.Sdk.Stores;

namespace Notify.Sdk.Sqlite.Tests;

public sealed class SqliteNotifyBuilderExtensionsTests
{
    [Fact]
    public async Task Every_store_is_replaced_and_all_share_one_file()
    {
        using TemporaryFile file = new();
        ServiceCollection services = new();
        services.AddSingleton<IOutbox, InMemoryOutbox>();
        Builder(services).UseSqlite(file.Path);
        using (var provider = services.BuildServiceProvider())
        {
            provider.GetRequiredService<IConsentLedger>().Should().BeOfType<SqliteConsentLedger>();
            provider.GetRequiredService<ISuppressionList>().Should().BeOfType<SqliteSuppressionList>();
            provider.GetRequiredService<IReceiptStore>().Should().BeOfType<SqliteReceiptStore>();
            await provider.GetRequiredService<IOutbox>().AddAsync(Samples.Key, [Samples.Planned("d1")], []);
        }

        using SqliteDatabase again = new(file.Path);
        (await new SqliteOutbox(again).FindAsync(new("d1"))).Should().NotBeNull("the provider closed the file and lost nothing");
    }

    [Fact]
    public void A_wrong_path_is_told_with_its_remedy()
    {
        ServiceCollection services = new();
        Builder(services).UseSqlite("");
        using var provider = services.BuildServiceProvider();
        var resolve = () => provider.GetRequiredService<IOutbox>();
        resolve.Should().Throw<OptionsValidationException>().WithMessage("*Path is empty*UseSqlite*");
    }

    /// <summary>The builder is made by the library; here only its registrations matter.</summary>
    private static NotifyBuilder Builder(IServiceCollection services) =>
        (NotifyBuilder)Activator.CreateInstance(typeof(NotifyBuilder), BindingFlags.Instance | BindingFlags.NonPublic, null, [services],
            null)!;
}

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Notify.Sdk.Stores;

namespace Notify.Sdk.Sqlite;

/// <summary>Puts the promises of a single node into one SQLite file.</summary>
public static class SqliteNotifyBuilderExtensions
{
    /// <summary>
    /// Keeps outbox, consents, suppression registers, receipts, soft bounces and hooks in the file at <paramref name="path"/>.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="path">Path of the database file; it and its folders are created when they are missing.</param>
    public static NotifyBuilder UseSqlite(this NotifyBuilder builder, string path) => builder.UseSqlite(o => o.Path = path);

    /// <summary>Keeps outbox, consents, suppression registers, receipts, soft bounces and hooks in one file.</summary>
    /// <remarks>The options are checked at start-up; the file is opened, and brought to the present schema, at the first use.</remarks>
    public static NotifyBuilder UseSqlite(this NotifyBuilder builder, Action<SqliteOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        builder.Services.AddOptions<SqliteOptions>().Configure(configure).ValidateOnStart();
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<SqliteOptions>, SqliteOptionsValidator>());
        builder.Services.TryAddSingleton(s => new SqliteDatabase(
            s.GetRequiredService<IOptions<SqliteOptions>>().Value, s.GetService<ILogger<SqliteDatabase>>()));
        builder.Services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IOverwritingStore, SqliteDatabase>(static s => s.GetRequiredService<SqliteDatabase>()));
        return builder
            .UseOutbox<SqliteOutbox>()
            .UseConsentLedger<SqliteConsentLedger>()
            .UseSuppressionList<SqliteSuppressionList>()
            .UseReceiptStore<SqliteReceiptStore>()
            .UseBounceLedger<SqliteBounceLedger>()
            .UseHookInbox<SqliteHookInbox>();
    }
}

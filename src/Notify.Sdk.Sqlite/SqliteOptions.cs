using Microsoft.Extensions.Options;

namespace Notify.Sdk.Sqlite;

/// <summary>When a written promise is safe.</summary>
public enum SqliteSynchronous : byte
{
    /// <summary>Every call is on the disk before it returns: it survives a power cut. Slower for single writes.</summary>
    Full,

    /// <summary>
    /// Survives a crash of the process, but a power cut can take back the last moments: messages sent in them are sent
    /// again. For bulk work where that is acceptable.
    /// </summary>
    Normal,
}

/// <summary>Where the embedded store lies and how careful it is.</summary>
public sealed class SqliteOptions
{
    /// <summary>
    /// Path of the database file; folders that are missing are created. On a local disk: SQLite's locks are not safe on network shares.
    /// </summary>
    public string Path { get; set; } = "";

    /// <summary>When a written promise is safe. Default <see cref="SqliteSynchronous.Full"/>.</summary>
    public SqliteSynchronous Synchronous { get; set; } = SqliteSynchronous.Full;

    /// <summary>How long a call waits for another process that writes. Default 30 seconds, 0 to 10 minutes.</summary>
    public TimeSpan BusyTimeout { get; set; } = TimeSpan.FromSeconds(30);
}

/// <summary>Checks the options at start-up.</summary>
public sealed class SqliteOptionsValidator : IValidateOptions<SqliteOptions>
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    /// <summary>Names everything that is wrong.</summary>
    public ValidateOptionsResult Validate(string? name, SqliteOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        List<string> wrong = [];
        if (string.IsNullOrWhiteSpace(options.Path))
            wrong.Add("SqliteOptions.Path is empty. Set the path of the database file, for example UseSqlite(\"data/notify.db\").");
        else if (options.Path.StartsWith(":memory:", StringComparison.OrdinalIgnoreCase)
            || options.Path.StartsWith("file:", StringComparison.OrdinalIgnoreCase))
            wrong.Add("SqliteOptions.Path must be a plain file path, not ':memory:' or a URI. Without UseSqlite the library already keeps "
                + "everything in memory.");
        else if (options.Path.Contains('\0', StringComparison.Ordinal))
            wrong.Add("SqliteOptions.Path holds a NUL character. Set a plain file path.");
        if (!Enum.IsDefined(options.Synchronous))
            wrong.Add($"SqliteOptions.Synchronous is {(int)options.Synchronous}. Use Full or Normal.");
        if (options.BusyTimeout < TimeSpan.Zero || options.BusyTimeout > Longest)
            wrong.Add($"SqliteOptions.BusyTimeout is {options.BusyTimeout}. Use 0 to 10 minutes.");
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }
}

using System.Globalization;

namespace Notify.Sdk.Sqlite;

/// <summary>Brings a file to the present schema, one version and one transaction at a time.</summary>
internal static class SqliteMigrator
{
    /// <exception cref="SqliteStoreException">The file is of a newer version, or belongs to another application.</exception>
    public static void BringUpToDate(SqliteSession session, string path)
    {
        var newest = SqliteSchema.Migrations.Count;
        // The version is read again inside each transaction: another process may migrate at the same time.
        while (Number(session, "PRAGMA user_version") != newest)
        {
            session.Transaction(
                s =>
                {
                    Step(s, path, newest);
                    return 0;
                },
                CancellationToken.None);
        }
    }

    private static void Step(SqliteSession session, string path, int newest)
    {
        var version = Number(session, "PRAGMA user_version");
        if (version > newest)
        {
            throw new SqliteStoreException(
                $"The database '{path}' has schema {version}; this version of Notify.Sdk.Sqlite knows schemas up to {newest}. Use a newer version of Notify.Sdk.Sqlite, or another file. The file was not changed.");
        }

        if (version == 0 && Number(session, "SELECT count(*) FROM sqlite_master") > 0)
        {
            throw new SqliteStoreException(
                $"The database '{path}' belongs to another application: it has tables, but none of Notify.Sdk. Give Notify.Sdk a file of its own. The file was not changed.");
        }

        if (version == newest)
            return;
        SqliteSchema.Migrations[(int)version](session);
        session.Script(string.Create(CultureInfo.InvariantCulture, $"PRAGMA application_id = {SqliteSchema.ApplicationId}; PRAGMA user_version = {version + 1};"));
    }

    private static long Number(SqliteSession session, string sql) => Convert.ToInt64(session.Scalar(sql), CultureInfo.InvariantCulture);
}

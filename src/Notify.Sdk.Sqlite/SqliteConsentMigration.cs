using Notify.Sdk.Sending;

namespace Notify.Sdk.Sqlite;

/// <summary>
/// Version 2: consents become a chain, in the order in which they were appended; numbers of registers get a table of
/// compact copies.
/// </summary>
internal static class SqliteConsentMigration
{
    private const string Before =
        """
        DROP INDEX consents_at;
        ALTER TABLE consents RENAME TO consents_before;
        CREATE TABLE consents (
            sequence INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            address TEXT,                 -- null once erased
            recorded_at TEXT NOT NULL,    -- hashed as it stands
            terms TEXT NOT NULL,          -- hashed as it stands
            personal TEXT,                -- null once erased
            salt TEXT,
            personal_digest TEXT NOT NULL,
            erased_key TEXT,
            previous_hash TEXT NOT NULL,
            hash TEXT NOT NULL
        );
        CREATE INDEX consents_at ON consents (address) WHERE address IS NOT NULL;
        CREATE INDEX consents_erased ON consents (erased_key) WHERE erased_key IS NOT NULL;
        CREATE TABLE consent_salt (salt TEXT NOT NULL);
        CREATE TABLE register_copies (
            register TEXT NOT NULL PRIMARY KEY,
            version INTEGER NOT NULL, -- raised by each new copy, so that a process knows when to load again
            numbers INTEGER NOT NULL
        );
        CREATE TABLE register_blocks (
            register TEXT NOT NULL,
            no INTEGER NOT NULL,
            body BLOB NOT NULL,
            PRIMARY KEY (register, no)
        );
        CREATE TABLE register_others (
            register TEXT NOT NULL,
            address TEXT NOT NULL,
            PRIMARY KEY (register, address)
        ) WITHOUT ROWID;
        """;

    public static void Run(SqliteSession session)
    {
        session.Script(Before);
        // When these were recorded was not kept; what is true is when the chain takes them.
        var now = new TimeProviderClock(TimeProvider.System).GetCurrentInstant();
        // One row after the other: a ledger may be larger than the memory.
        for (long last = 0; session.First("SELECT rowid, body FROM consents_before WHERE rowid > ?1 ORDER BY rowid LIMIT 1", static r => (Row: r.GetInt64(0), Body: r.GetFieldValue<byte[]>(1)), last) is { Body: not null } next; last = next.Row)
        {
            SqliteConsentChain.Append(session, [OutboxJson.ReadConsent(next.Body)], now);
        }

        session.Script("DROP TABLE consents_before;");
    }
}

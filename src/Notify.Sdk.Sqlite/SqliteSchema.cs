namespace Notify.Sdk.Sqlite;

/// <summary>
/// The tables. Times of the outbox are ticks of 100 nanoseconds since 1970 where rows are ordered by them, and whole in their rows; other
/// times are ISO 8601 with nine digits of fraction, so that text order is time order. Rows of deliveries are written by
/// <see cref="Stores.OutboxRows"/>, codes of marks and buckets by <see cref="SqliteKeys"/>.
/// </summary>
internal static class SqliteSchema
{
    /// <summary>"NTFY": tells the file from those of other applications.</summary>
    public const int ApplicationId = 0x4E544659;

    /// <summary>The number of this schema. Raise it with every change of the tables.</summary>
    public const int Version = 14;

    /// <summary>Makes the tables of an empty file.</summary>
    public static string Tables { get; } =
        $$"""
        CREATE TABLE names (no INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE); -- texts that many rows repeat
        CREATE TABLE lines (
            no INTEGER PRIMARY KEY,
            key TEXT NOT NULL UNIQUE,
            cancelled_at TEXT,
            revision INTEGER, -- the highest registered one
            awaits_since TEXT, -- while that one waits for somebody to confirm it
            confirmed_by TEXT,
            confirmed_at TEXT
        );
        CREATE TABLE notifications (
            line INTEGER NOT NULL,
            revision INTEGER NOT NULL,
            content_hash TEXT NOT NULL,
            registered_at TEXT NOT NULL,
            erased INTEGER NOT NULL, -- whether its content was, with the last of its people
            body BLOB NOT NULL,
            PRIMARY KEY (line, revision)
        ) WITHOUT ROWID;
        -- what was promised: written once, in the order of arrival
        CREATE TABLE plans (
            no INTEGER PRIMARY KEY, -- by which marks, slots and traces name the delivery
            id BLOB NOT NULL,       -- ShortIds, as in all tables
            plan BLOB NOT NULL,
            traces BLOB             -- where its people can be known again; null for nowhere
        );
        -- how far it got: short rows in the order of hand-overs, so that the steps of a batch touch few pages; what is asked for stands in
        -- columns, and all of it in body
        CREATE TABLE deliveries (
            id BLOB NOT NULL PRIMARY KEY,
            no INTEGER NOT NULL,
            line INTEGER NOT NULL,
            state INTEGER NOT NULL,
            channel INTEGER NOT NULL, -- of the route in use, in names
            sent INTEGER NOT NULL,
            priority INTEGER NOT NULL,
            first_due INTEGER NOT NULL,
            unsent INTEGER NOT NULL, -- whether it can still be stopped
            ready INTEGER NOT NULL, -- whether it stands in the order of hand-overs: a lease has found it due, and nobody gave it an end
            wake INTEGER,           -- when it may be leased: due, or the end of its lease; null where neither matters
            waits_for,
            body BLOB NOT NULL
        ) WITHOUT ROWID;
        CREATE INDEX deliveries_waking ON deliveries (wake) WHERE ready IS NOT 1 AND wake IS NOT NULL;
        CREATE INDEX deliveries_ready ON deliveries (priority DESC, first_due, id, channel) WHERE ready = 1;
        CREATE INDEX deliveries_standing_by ON deliveries (waits_for) WHERE waits_for IS NOT NULL;
        CREATE INDEX deliveries_unsent ON deliveries (line) WHERE unsent = 1;
        -- how many deliveries of a key stand where; beside the states, how many were erased
        CREATE TABLE counts (
            line INTEGER NOT NULL,
            state INTEGER NOT NULL,
            deliveries INTEGER NOT NULL,
            PRIMARY KEY (line, state)
        ) WITHOUT ROWID;
        CREATE TABLE marks (mark BLOB NOT NULL PRIMARY KEY, delivery INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TABLE slots (
            bucket BLOB NOT NULL,
            at INTEGER NOT NULL,
            delivery INTEGER NOT NULL,
            attempt INTEGER NOT NULL, -- whether it counts whatever became of it
            PRIMARY KEY (bucket, at, delivery, attempt)
        ) WITHOUT ROWID;
        CREATE TABLE provider_ids (id BLOB NOT NULL PRIMARY KEY, delivery INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TABLE outcomes (decision BLOB NOT NULL PRIMARY KEY, body BLOB NOT NULL) WITHOUT ROWID;
        CREATE TABLE cancelled_accounts (
            line INTEGER NOT NULL,
            account TEXT NOT NULL,
            PRIMARY KEY (line, account)
        ) WITHOUT ROWID;
        CREATE TABLE traces (at INTEGER NOT NULL, delivery INTEGER NOT NULL, PRIMARY KEY (at, delivery)) WITHOUT ROWID;
        -- of all codes in the file
        CREATE TABLE trace_key (key BLOB NOT NULL);
        INSERT INTO trace_key (key) VALUES (randomblob(16));
        CREATE TABLE consents (
            sequence INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            address TEXT,                 -- null once erased, and for an erasure
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
        CREATE INDEX consents_erasures ON consents (sequence) WHERE personal_digest = '-'; -- they seal the ledger's salt
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
        CREATE TABLE registers (
            name TEXT NOT NULL PRIMARY KEY,
            body BLOB NOT NULL
        ) WITHOUT ROWID;
        CREATE TABLE suppressions (
            address TEXT NOT NULL,
            register TEXT NOT NULL,
            kind INTEGER NOT NULL,
            added_at TEXT NOT NULL,
            PRIMARY KEY (address, register)
        ) WITHOUT ROWID;
        CREATE TABLE receipts (
            provider TEXT NOT NULL,
            event_id TEXT NOT NULL,
            at TEXT NOT NULL,
            settled INTEGER NOT NULL,
            body BLOB NOT NULL,
            PRIMARY KEY (provider, event_id)
        ) WITHOUT ROWID;
        CREATE INDEX receipts_unsettled ON receipts (at, provider, event_id) WHERE settled NOT IN (1, 2); -- put aside: 2
        {{SqliteHookTables.Tables}}
        CREATE TABLE soft_bounces (
            address TEXT NOT NULL,
            provider TEXT NOT NULL,
            event_id TEXT NOT NULL,
            at TEXT NOT NULL,
            PRIMARY KEY (address, provider, event_id)
        ) WITHOUT ROWID;
        """;
}

namespace Notify.Sdk.Sqlite;

/// <summary>The table of the inbox of hooks. Rows come in the order of their numbers, and are small once they are worked.</summary>
internal static class SqliteHookTables
{
    public const string Tables =
        """
        CREATE TABLE hook_inbox (
            no INTEGER PRIMARY KEY,    -- the order of arrival
            provider TEXT NOT NULL,
            event_id TEXT NOT NULL,
            received INTEGER NOT NULL, -- ticks
            state INTEGER NOT NULL,
            due INTEGER NOT NULL,      -- ticks
            tries INTEGER NOT NULL,
            fault TEXT NOT NULL,
            body BLOB,                 -- null once it is worked
            UNIQUE (provider, event_id)
        );
        CREATE INDEX hook_inbox_due ON hook_inbox (due, no) WHERE state NOT IN (1, 2, 3);
        CREATE INDEX hook_inbox_people ON hook_inbox (due, no) WHERE state = 3;
        CREATE INDEX hook_inbox_set_aside ON hook_inbox (no) WHERE state = 1;
        """;
}

/**
 * What the client knows of its platforms beside the lists themselves, and small records of the features.
 * A list's number never goes down: the trigger holds for every program that opens the file.
 */
export const platform = {
  version: 2,
  sql: `
    CREATE TABLE record (
      kind TEXT NOT NULL CHECK (kind <> ''),
      id TEXT NOT NULL CHECK (id <> ''),
      value TEXT NOT NULL CHECK (json_valid(value)),
      changed_at TEXT NOT NULL,
      PRIMARY KEY (kind, id)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE platform_list (
      platform TEXT NOT NULL,
      list TEXT NOT NULL,
      number INTEGER NOT NULL CHECK (number >= 0),
      issued_at TEXT NOT NULL,
      next_update TEXT NOT NULL,
      etag TEXT,
      sm3 TEXT,
      confirmed_at TEXT NOT NULL,
      PRIMARY KEY (platform, list)
    ) STRICT, WITHOUT ROWID;

    CREATE TRIGGER platform_list_number_goes_up BEFORE UPDATE OF number ON platform_list
    WHEN NEW.number < OLD.number
    BEGIN SELECT RAISE(ABORT, 'platform_list: numbers only go up'); END;

    CREATE TABLE sync_state (
      platform TEXT PRIMARY KEY,
      last_attempt_at TEXT,
      last_sync_at TEXT,
      platform_time TEXT,
      register_size INTEGER CHECK (register_size >= 0),
      problem TEXT CHECK (problem IS NULL OR json_valid(problem)),
      failures INTEGER NOT NULL CHECK (failures >= 0)
    ) STRICT, WITHOUT ROWID;
  `,
} as const;

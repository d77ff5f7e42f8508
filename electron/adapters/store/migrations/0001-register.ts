/**
 * The register of seal uses (用印台账). Entries are only ever added, each at the end: the triggers hold for every
 * program that opens the file, whatever its own rules are.
 */
export const register = {
  version: 1,
  sql: `
    CREATE TABLE register_entry (
      entry_index INTEGER PRIMARY KEY CHECK (entry_index >= 0),
      bytes BLOB NOT NULL,
      leaf_hash BLOB NOT NULL CHECK (length(leaf_hash) = 32)
    ) STRICT;

    CREATE TRIGGER register_entry_at_end BEFORE INSERT ON register_entry
    WHEN NEW.entry_index <> (SELECT coalesce(max(entry_index) + 1, 0) FROM register_entry)
    BEGIN SELECT RAISE(ABORT, 'register_entry: not at the end'); END;

    CREATE TRIGGER register_entry_unchanged BEFORE UPDATE ON register_entry
    BEGIN SELECT RAISE(ABORT, 'register_entry: entries are not changed'); END;

    CREATE TRIGGER register_entry_kept BEFORE DELETE ON register_entry
    BEGIN SELECT RAISE(ABORT, 'register_entry: entries are not deleted'); END;

    CREATE TABLE register_checkpoint (
      number INTEGER PRIMARY KEY,
      size INTEGER NOT NULL CHECK (size >= 0),
      root TEXT NOT NULL,
      time TEXT NOT NULL,
      certificate TEXT,
      signature TEXT
    ) STRICT;
  `,
} as const;

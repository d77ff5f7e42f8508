/**
 * The events of the platforms' seal status feeds, in a file of their own: there may be millions, and every one
 * can be fetched again, so that no backup carries them. A feed has no gaps: the trigger holds for every program
 * that opens the file. The newest event of a seal is its present state.
 */
export const sealStatusEvents = {
  version: 1,
  sql: `
    CREATE TABLE seal_status_event (
      platform TEXT NOT NULL,
      number INTEGER NOT NULL CHECK (number >= 1),
      es_id TEXT NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('active', 'suspended', 'cancelled', 'replaced', 'void')),
      since TEXT NOT NULL,
      reason TEXT,
      replaced_by TEXT,
      PRIMARY KEY (platform, number)
    ) STRICT, WITHOUT ROWID;

    CREATE INDEX seal_status_event_of_seal ON seal_status_event (es_id, platform, number);

    CREATE TRIGGER seal_status_event_without_gap BEFORE INSERT ON seal_status_event
    WHEN NEW.number <> (
      SELECT coalesce(max(number) + 1, 1) FROM seal_status_event WHERE platform = NEW.platform
    )
    BEGIN SELECT RAISE(ABORT, 'seal_status_event: not the next number'); END;

    CREATE TRIGGER seal_status_event_unchanged BEFORE UPDATE ON seal_status_event
    BEGIN SELECT RAISE(ABORT, 'seal_status_event: events are not changed'); END;
  `,
} as const;

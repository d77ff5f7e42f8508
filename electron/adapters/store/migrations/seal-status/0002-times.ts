/**
 * The times of events beside the one from which they act. Events that an earlier version stored have none of them:
 * they keep NULL, and `brought_at` may be set once, to the time of the page by which they were published at the latest.
 * `late_revocation` holds the revocations that an earlier list should have had by their own date and had not.
 */
export const sealStatusTimes = {
  version: 2,
  sql: `
    ALTER TABLE seal_status_event ADD COLUMN kind TEXT NOT NULL DEFAULT 'decision'
      CHECK (kind IN ('claim', 'decision'));
    ALTER TABLE seal_status_event ADD COLUMN lost_since TEXT;
    ALTER TABLE seal_status_event ADD COLUMN received_at TEXT;
    ALTER TABLE seal_status_event ADD COLUMN decided_at TEXT;
    ALTER TABLE seal_status_event ADD COLUMN published_at TEXT;
    ALTER TABLE seal_status_event ADD COLUMN absent_at TEXT;
    ALTER TABLE seal_status_event ADD COLUMN brought_at TEXT;

    CREATE INDEX seal_status_event_unbounded ON seal_status_event (platform)
      WHERE published_at IS NULL AND brought_at IS NULL;

    DROP TRIGGER seal_status_event_unchanged;
    CREATE TRIGGER seal_status_event_unchanged
    BEFORE UPDATE OF platform, number, es_id, state, since, reason, replaced_by, kind, lost_since, received_at,
      decided_at, published_at, absent_at ON seal_status_event
    BEGIN SELECT RAISE(ABORT, 'seal_status_event: events are not changed'); END;
    CREATE TRIGGER seal_status_event_bounded_once BEFORE UPDATE OF brought_at ON seal_status_event
    WHEN OLD.brought_at IS NOT NULL OR OLD.published_at IS NOT NULL OR NEW.brought_at IS NULL
    BEGIN SELECT RAISE(ABORT, 'seal_status_event: events are not changed'); END;

    CREATE TABLE late_revocation (
      issuer TEXT NOT NULL,
      serial TEXT NOT NULL,
      revoked_at TEXT NOT NULL,
      lacked_at TEXT NOT NULL,
      known_from TEXT NOT NULL,
      PRIMARY KEY (issuer, serial, revoked_at)
    ) STRICT, WITHOUT ROWID;
  `,
} as const;

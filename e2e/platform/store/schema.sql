-- The platform's own records. Times are ISO 8601 in UTC; numbers only go up.

CREATE TABLE counter (
  name TEXT NOT NULL PRIMARY KEY,
  value INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Signed JSON that has been published, newest last.
CREATE TABLE trust_list (
  number INTEGER NOT NULL PRIMARY KEY,
  content_sm3 TEXT NOT NULL,
  statement TEXT NOT NULL,
  issued_at TEXT NOT NULL
) STRICT;

CREATE TABLE policy_statement (
  number INTEGER NOT NULL PRIMARY KEY,
  profile_id TEXT NOT NULL,
  profile TEXT NOT NULL,
  statement TEXT NOT NULL,
  issued_at TEXT NOT NULL
) STRICT;

CREATE TABLE revocation (
  list_id TEXT NOT NULL,
  serial TEXT NOT NULL,
  revoked_at TEXT NOT NULL,
  reason INTEGER NOT NULL,
  -- The first full list that names it.
  list_number INTEGER NOT NULL,
  PRIMARY KEY (list_id, serial)
) STRICT, WITHOUT ROWID;

CREATE TABLE revocation_list (
  list_id TEXT NOT NULL,
  number INTEGER NOT NULL,
  this_update TEXT NOT NULL,
  next_update TEXT NOT NULL,
  sm3 TEXT NOT NULL,
  der BLOB NOT NULL,
  PRIMARY KEY (list_id, number)
) STRICT;

CREATE TABLE holder_certificate (
  serial TEXT NOT NULL PRIMARY KEY,
  holder TEXT NOT NULL,
  der BLOB NOT NULL
) STRICT;

CREATE TABLE token (
  serial TEXT NOT NULL PRIMARY KEY,
  holder TEXT NOT NULL,
  so_pin TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE seal (
  es_id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  holder TEXT NOT NULL,
  token_serial TEXT,
  valid_from TEXT NOT NULL,
  valid_to TEXT NOT NULL,
  der BLOB NOT NULL
) STRICT;

CREATE TABLE seal_event (
  number INTEGER NOT NULL PRIMARY KEY,
  es_id TEXT NOT NULL,
  state TEXT NOT NULL,
  since TEXT NOT NULL,
  reason TEXT,
  replaced_by TEXT
) STRICT;

CREATE INDEX seal_event_by_seal ON seal_event (es_id, number);

CREATE TABLE challenge (
  id TEXT NOT NULL PRIMARY KEY,
  certificate BLOB NOT NULL,
  nonce TEXT NOT NULL,
  expires_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE session (
  token_sm3 TEXT NOT NULL PRIMARY KEY,
  holder TEXT NOT NULL,
  certificate BLOB NOT NULL,
  expires_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Applications for PIN resets and for seals, and loss reports; `content` is JSON.
CREATE TABLE application (
  number TEXT NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL,
  holder TEXT,
  secret_sm3 TEXT,
  state TEXT NOT NULL,
  created_at TEXT NOT NULL,
  content TEXT NOT NULL
) STRICT;

CREATE TABLE paper (
  number TEXT NOT NULL REFERENCES application (number),
  id TEXT NOT NULL,
  kind TEXT NOT NULL,
  sm3 TEXT NOT NULL,
  bytes BLOB NOT NULL,
  PRIMARY KEY (number, id)
) STRICT;

CREATE TABLE delegation (
  number TEXT NOT NULL PRIMARY KEY,
  holder TEXT NOT NULL,
  content TEXT NOT NULL
) STRICT;

CREATE TABLE approval (
  id TEXT NOT NULL,
  holder TEXT NOT NULL,
  content TEXT NOT NULL,
  requested_at TEXT NOT NULL,
  PRIMARY KEY (holder, id)
) STRICT;

-- What clients sent of their registers: leaf hashes, and the exact octets of entries that concern the platform.
CREATE TABLE register_entry (
  register_id TEXT NOT NULL,
  place INTEGER NOT NULL,
  leaf BLOB NOT NULL,
  bytes BLOB,
  PRIMARY KEY (register_id, place)
) STRICT;

CREATE TABLE register_head (
  register_id TEXT NOT NULL,
  size INTEGER NOT NULL,
  root TEXT NOT NULL,
  statement TEXT NOT NULL,
  PRIMARY KEY (register_id, size)
) STRICT;

-- The first answer to each Idempotency-Key.
CREATE TABLE kept_answer (
  key TEXT NOT NULL PRIMARY KEY,
  request_sm3 TEXT NOT NULL,
  status INTEGER NOT NULL,
  body TEXT NOT NULL
) STRICT, WITHOUT ROWID;

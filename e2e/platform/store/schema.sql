-- The platform's own records. Times are ISO 8601 in UTC; numbers only go up.

CREATE TABLE IF NOT EXISTS counter (
  name TEXT NOT NULL PRIMARY KEY,
  value INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Who signs for the platform, from one time until another. Keys of signers that were announced lie here.
CREATE TABLE IF NOT EXISTS signer (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  certificate BLOB NOT NULL,
  private_key BLOB NOT NULL,
  starts_at TEXT NOT NULL,
  ends_at TEXT
) STRICT;

CREATE TABLE IF NOT EXISTS signer_list (
  number INTEGER PRIMARY KEY,
  content TEXT NOT NULL,
  statement TEXT NOT NULL,
  issued_at TEXT NOT NULL
) STRICT;

-- Signed JSON that has been published, newest last.
CREATE TABLE IF NOT EXISTS trust_list (
  number INTEGER NOT NULL PRIMARY KEY,
  content_sm3 TEXT NOT NULL,
  statement TEXT NOT NULL,
  issued_at TEXT NOT NULL
) STRICT;

CREATE TABLE IF NOT EXISTS policy_statement (
  number INTEGER NOT NULL PRIMARY KEY,
  profile_id TEXT NOT NULL,
  profile TEXT NOT NULL,
  statement TEXT NOT NULL,
  issued_at TEXT NOT NULL
) STRICT;

CREATE TABLE IF NOT EXISTS revocation (
  list_id TEXT NOT NULL,
  serial TEXT NOT NULL,
  revoked_at TEXT NOT NULL,
  reason INTEGER NOT NULL,
  -- The first full list that names it.
  list_number INTEGER NOT NULL,
  PRIMARY KEY (list_id, serial)
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS revocation_list (
  list_id TEXT NOT NULL,
  number INTEGER NOT NULL,
  this_update TEXT NOT NULL,
  next_update TEXT NOT NULL,
  sm3 TEXT NOT NULL,
  der BLOB NOT NULL,
  PRIMARY KEY (list_id, number)
) STRICT;

CREATE TABLE IF NOT EXISTS holder_certificate (
  serial TEXT NOT NULL PRIMARY KEY,
  holder TEXT NOT NULL,
  der BLOB NOT NULL
) STRICT;

CREATE TABLE IF NOT EXISTS token (
  serial TEXT NOT NULL PRIMARY KEY,
  holder TEXT NOT NULL,
  so_pin TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS seal (
  es_id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  holder TEXT NOT NULL,
  token_serial TEXT,
  valid_from TEXT NOT NULL,
  valid_to TEXT NOT NULL,
  der BLOB NOT NULL
) STRICT;

CREATE TABLE IF NOT EXISTS seal_event (
  number INTEGER NOT NULL PRIMARY KEY,
  es_id TEXT NOT NULL,
  state TEXT NOT NULL,
  since TEXT NOT NULL,
  reason TEXT,
  replaced_by TEXT,
  kind TEXT NOT NULL DEFAULT 'decision',
  lost_since TEXT,
  received_at TEXT,
  decided_at TEXT,
  published_at TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX IF NOT EXISTS seal_event_by_seal ON seal_event (es_id, number);

-- What the registration authority has of enterprises; one that is not named is in order.
CREATE TABLE IF NOT EXISTS enterprise (
  name TEXT NOT NULL PRIMARY KEY,
  state TEXT NOT NULL,
  since TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Enterprises whose name or legal representative has changed at the registration authority.
CREATE TABLE IF NOT EXISTS enterprise_data (
  holder TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  representative TEXT,
  since TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The enterprise as it was registered when a seal was made anew.
CREATE TABLE IF NOT EXISTS seal_issued_for (
  es_id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  representative TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS challenge (
  id TEXT NOT NULL PRIMARY KEY,
  certificate BLOB NOT NULL,
  nonce TEXT NOT NULL,
  expires_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS session (
  token_sm3 TEXT NOT NULL PRIMARY KEY,
  holder TEXT NOT NULL,
  certificate BLOB NOT NULL,
  expires_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Applications for PIN resets and for seals, and loss reports; `content` is JSON.
CREATE TABLE IF NOT EXISTS application (
  number TEXT NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL,
  holder TEXT,
  secret_sm3 TEXT,
  state TEXT NOT NULL,
  created_at TEXT NOT NULL,
  content TEXT NOT NULL
) STRICT;

-- Access of delegates of their own: the SM3 of the code, and what was issued once it was taken.
CREATE TABLE IF NOT EXISTS delegate_access (
  number TEXT NOT NULL PRIMARY KEY,
  code_sm3 TEXT NOT NULL,
  es_id TEXT,
  certificate BLOB
) STRICT;

CREATE TABLE IF NOT EXISTS delegated_use (
  number TEXT NOT NULL,
  use_id TEXT NOT NULL,
  place INTEGER NOT NULL,
  PRIMARY KEY (number, use_id),
  UNIQUE (number, place)
) STRICT;

CREATE TABLE IF NOT EXISTS paper (
  number TEXT NOT NULL REFERENCES application (number),
  id TEXT NOT NULL,
  kind TEXT NOT NULL,
  sm3 TEXT NOT NULL,
  bytes BLOB NOT NULL,
  PRIMARY KEY (number, id)
) STRICT;

CREATE TABLE IF NOT EXISTS delegation (
  number TEXT NOT NULL PRIMARY KEY,
  holder TEXT NOT NULL,
  content TEXT NOT NULL
) STRICT;

CREATE TABLE IF NOT EXISTS approval (
  id TEXT NOT NULL,
  holder TEXT NOT NULL,
  content TEXT NOT NULL,
  requested_at TEXT NOT NULL,
  PRIMARY KEY (holder, id)
) STRICT;

-- Claims to the uses of approvals, known by the hash of the request. The first of a use stands; further ones are uses
-- that were made without the platform.
CREATE TABLE IF NOT EXISTS approval_claim (
  claim_id TEXT NOT NULL PRIMARY KEY,
  -- The enterprise whose approval it is.
  holder TEXT NOT NULL,
  approval_sm3 TEXT NOT NULL,
  use INTEGER NOT NULL,
  uses INTEGER NOT NULL,
  attempt INTEGER NOT NULL,
  register_id TEXT NOT NULL,
  document_sm3 TEXT NOT NULL,
  es_id TEXT NOT NULL,
  claimed_at TEXT NOT NULL,
  used_at TEXT,
  sm3_after TEXT
) STRICT;

CREATE INDEX IF NOT EXISTS approval_claim_by_use ON approval_claim (holder, approval_sm3, use);

-- What clients sent of their registers: leaf hashes, and the exact octets of entries that concern the platform.
CREATE TABLE IF NOT EXISTS register_entry (
  register_id TEXT NOT NULL,
  place INTEGER NOT NULL,
  leaf BLOB NOT NULL,
  bytes BLOB,
  PRIMARY KEY (register_id, place)
) STRICT;

CREATE TABLE IF NOT EXISTS register_head (
  register_id TEXT NOT NULL,
  size INTEGER NOT NULL,
  root TEXT NOT NULL,
  statement TEXT NOT NULL,
  PRIMARY KEY (register_id, size)
) STRICT;

-- Registers that a holder has opened, with the key that authenticates their requests.
CREATE TABLE IF NOT EXISTS register (
  register_id TEXT NOT NULL PRIMARY KEY,
  public_key BLOB NOT NULL,
  -- The holder who alone may bind another key.
  opener TEXT NOT NULL,
  opened_at TEXT NOT NULL,
  key_bound_at TEXT NOT NULL
) STRICT;

CREATE TABLE IF NOT EXISTS register_owner (
  register_id TEXT NOT NULL REFERENCES register (register_id),
  holder TEXT NOT NULL,
  -- The opening that the holder has signed.
  statement TEXT NOT NULL,
  PRIMARY KEY (register_id, holder)
) STRICT, WITHOUT ROWID;

-- Keys that were replaced and never come back.
CREATE TABLE IF NOT EXISTS register_former_key (
  register_id TEXT NOT NULL REFERENCES register (register_id),
  public_key BLOB NOT NULL,
  PRIMARY KEY (register_id, public_key)
) STRICT, WITHOUT ROWID;

-- Nonces of signed requests, as long as a replay could pass.
CREATE TABLE IF NOT EXISTS register_nonce (
  register_id TEXT NOT NULL,
  nonce TEXT NOT NULL,
  -- Seconds since 1970.
  created INTEGER NOT NULL,
  PRIMARY KEY (register_id, nonce)
) STRICT, WITHOUT ROWID;

-- The first answer to each Idempotency-Key of each caller.
CREATE TABLE IF NOT EXISTS kept_answer (
  key TEXT NOT NULL PRIMARY KEY,
  request_sm3 TEXT NOT NULL,
  status INTEGER NOT NULL,
  body TEXT NOT NULL,
  kept_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Registers that go on under another id, as their owners' entries say.
CREATE TABLE IF NOT EXISTS register_replaced (
  register_id TEXT NOT NULL PRIMARY KEY REFERENCES register (register_id),
  successor TEXT NOT NULL,
  replaced_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The contacts of each holder on file, to which one-time codes are sent.
CREATE TABLE IF NOT EXISTS holder_contact (
  holder TEXT NOT NULL,
  id TEXT NOT NULL,
  kind TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (holder, id)
) STRICT, WITHOUT ROWID;

-- What the platform has sent by telephone or mail, newest last. It leaves this computer nowhere.
CREATE TABLE IF NOT EXISTS message (
  number INTEGER NOT NULL PRIMARY KEY,
  sent_at TEXT NOT NULL,
  recipient TEXT NOT NULL,
  text TEXT NOT NULL
) STRICT;

CREATE INDEX IF NOT EXISTS message_by_recipient ON message (recipient, sent_at);

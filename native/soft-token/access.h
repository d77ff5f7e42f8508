/* The token behind a session as it is on disk at this moment: another process may have changed it. */
#ifndef SEALDESK_ACCESS_H
#define SEALDESK_ACCESS_H

#include "session-table.h"
#include "slots.h"

enum access_kind { ACCESS_READ, ACCESS_WRITE };

struct access {
  struct session *session;
  struct slot *slot;
  struct token_record record;
  struct file_lock *lock;
};

/*
 * ACCESS_WRITE holds the token's lock until access_end; CKR_TOKEN_WRITE_PROTECTED if the store cannot be
 * written. If the token has gone or was initialised anew, every session of the slot is closed and the answer
 * is CKR_DEVICE_REMOVED.
 */
CK_RV access_begin(CK_SESSION_HANDLE handle, enum access_kind kind, struct access *out);
void access_end(struct access *access);

/* Returns the master key if the user is logged in; with NULL private objects do not exist for the caller. */
const unsigned char *access_user_key(const struct access *access);

/* Returns CKR_OK if the session may change objects: it is writable, and the user is logged in. */
CK_RV access_may_write(const struct access *access);

#endif

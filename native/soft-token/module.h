/* The entry into the module, one thread at a time, and its slots and sessions. */
#ifndef SEALDESK_MODULE_H
#define SEALDESK_MODULE_H

#include <stdbool.h>
#include <stddef.h>

#include <openssl/evp.h>

#include "pkcs11-types.h"
#include "sm2.h"
#include "token-record.h"

#define MANUFACTURER "SealDesk demo"

/*
 * CKR_CRYPTOKI_NOT_INITIALIZED before C_Initialize, and in a child process after a fork (base specification
 * §5.4: the child initialises for itself).
 */
CK_RV module_enter(void);
void module_leave(void);

#define WITHIN_MODULE(call)              \
  CK_RV outcome = module_enter();        \
  if (outcome != CKR_OK) return outcome; \
  outcome = (call);                      \
  module_leave();                        \
  return outcome

/* Text padded with blanks, as every text field of PKCS#11 is. */
void pad_text(unsigned char *field, size_t length, const char *text);

enum login { LOGGED_OUT, LOGGED_IN_USER, LOGGED_IN_SO };

struct slot {
  char serial[SERIAL_LENGTH + 1]; /* "" in a free slot */
  bool present;
  bool announced; /* presence as C_WaitForSlotEvent last told it */
  enum login login;
  uint32_t generation; /* the generation of the token with open sessions */
  unsigned char master[KEY_LENGTH];
};

/* Looks at the store again: tokens come and go with their folders. */
void slots_refresh(void);
void slots_reset(void);

/* NULL for a slot that does not exist. */
struct slot *slot_get(CK_SLOT_ID id);

/* Binds the free slot to the token just made in it. */
void slot_take(struct slot *slot, const char *serial);

void slot_log_out(struct slot *slot);

/* A signature being made or checked. */
struct operation {
  EVP_PKEY *key;       /* NULL if no operation is active */
  EVP_MD_CTX *message; /* message mechanism: SM3 over Z || M so far */
  unsigned char digest[SM2_DIGEST_LENGTH];
  size_t digest_length; /* digest mechanism: bytes of e so far */
};

struct session {
  CK_SESSION_HANDLE handle;
  CK_SLOT_ID slot;
  bool writable;
  bool searching;
  CK_OBJECT_HANDLE *found;
  size_t found_count;
  size_t found_next;
  struct operation sign;
  struct operation verify;
};

enum access_kind { ACCESS_READ, ACCESS_WRITE };

/* The token behind a session as it is on disk at this moment: another process may have changed it. */
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

void sessions_reset(void);
void sessions_close_slot(CK_SLOT_ID slot);
void sessions_count(CK_SLOT_ID slot, CK_ULONG *all, CK_ULONG *writable);

void operation_end(struct operation *operation);

#endif

/* The open sessions, and what each is doing. */
#ifndef SEALDESK_SESSION_TABLE_H
#define SEALDESK_SESSION_TABLE_H

#include <stdbool.h>
#include <stddef.h>

#include <openssl/evp.h>

#include "pkcs11-types.h"
#include "sm2.h"

/* A signature being made or checked. */
struct operation {
  EVP_PKEY *key;       /* NULL if no operation is active */
  EVP_MD_CTX *message; /* message mechanism: SM3 over Z || M so far */
  unsigned char digest[SM2_DIGEST_LENGTH];
  size_t digest_length; /* digest mechanism: bytes of e so far */
};

void operation_end(struct operation *operation);

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

CK_RV session_add(CK_SLOT_ID slot, bool writable, CK_SESSION_HANDLE *handle);

/* NULL for a session that is not open. */
struct session *session_get(CK_SESSION_HANDLE handle);

void session_close(struct session *session);
void sessions_close(CK_SLOT_ID slot);
void sessions_reset(void);
void sessions_count(CK_SLOT_ID slot, CK_ULONG *all, CK_ULONG *writable);

#endif

/* The table of sessions; handles are never used twice. */
#include "session-table.h"

#include <stdlib.h>
#include <string.h>

#define SESSION_CAPACITY 256

static struct session *sessions[SESSION_CAPACITY];
static CK_SESSION_HANDLE last_handle = 0;

void operation_end(struct operation *operation) {
  EVP_PKEY_free(operation->key);
  EVP_MD_CTX_free(operation->message);
  memset(operation, 0, sizeof *operation);
}

CK_RV session_add(CK_SLOT_ID slot, bool writable, CK_SESSION_HANDLE *handle) {
  for (size_t i = 0; i < SESSION_CAPACITY; i++) {
    if (sessions[i] != NULL) continue;
    struct session *session = calloc(1, sizeof *session);
    if (session == NULL) return CKR_HOST_MEMORY;
    session->handle = *handle = ++last_handle;
    session->slot = slot;
    session->writable = writable;
    sessions[i] = session;
    return CKR_OK;
  }
  return CKR_SESSION_COUNT;
}

struct session *session_get(CK_SESSION_HANDLE handle) {
  for (size_t i = 0; i < SESSION_CAPACITY; i++) {
    if (sessions[i] != NULL && sessions[i]->handle == handle) return sessions[i];
  }
  return NULL;
}

static void close_at(size_t index) {
  struct session *session = sessions[index];
  sessions[index] = NULL;
  operation_end(&session->sign);
  operation_end(&session->verify);
  free(session->found);
  free(session);
}

void session_close(struct session *session) {
  for (size_t i = 0; i < SESSION_CAPACITY; i++) {
    if (sessions[i] == session) close_at(i);
  }
}

void sessions_close(CK_SLOT_ID slot) {
  for (size_t i = 0; i < SESSION_CAPACITY; i++) {
    if (sessions[i] != NULL && sessions[i]->slot == slot) close_at(i);
  }
}

void sessions_reset(void) {
  for (size_t i = 0; i < SESSION_CAPACITY; i++) {
    if (sessions[i] != NULL) close_at(i);
  }
}

void sessions_count(CK_SLOT_ID slot, CK_ULONG *all, CK_ULONG *writable) {
  *all = *writable = 0;
  for (size_t i = 0; i < SESSION_CAPACITY; i++) {
    if (sessions[i] == NULL || sessions[i]->slot != slot) continue;
    *all += 1;
    if (sessions[i]->writable) *writable += 1;
  }
}

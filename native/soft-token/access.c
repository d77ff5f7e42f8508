/* Reads the token behind a session anew for each call. */
#include "access.h"

#include <string.h>

#include "platform.h"

CK_RV access_begin(CK_SESSION_HANDLE handle, enum access_kind kind, struct access *out) {
  struct session *session = session_get(handle);
  if (session == NULL) return CKR_SESSION_HANDLE_INVALID;
  memset(out, 0, sizeof *out);
  out->session = session;
  out->slot = slot_get(out->session->slot);
  if (kind == ACCESS_WRITE) out->lock = token_lock(out->slot->serial);
  bool there = token_load(out->slot->serial, &out->record) && out->record.generation == out->slot->generation;
  if (there && (kind == ACCESS_READ || out->lock != NULL)) return CKR_OK;
  access_end(out);
  if (there) return CKR_TOKEN_WRITE_PROTECTED;
  slot_close_sessions(out->session->slot);
  return CKR_DEVICE_REMOVED;
}

void access_end(struct access *access) {
  if (access->lock != NULL) platform_unlock_file(access->lock);
  access->lock = NULL;
}

const unsigned char *access_user_key(const struct access *access) {
  return access->slot->login == LOGGED_IN_USER ? access->slot->master : NULL;
}

CK_RV access_may_write(const struct access *access) {
  if (!access->session->writable) return CKR_SESSION_READ_ONLY;
  return access->slot->login == LOGGED_IN_USER ? CKR_OK : CKR_USER_NOT_LOGGED_IN;
}

/* C_OpenSession, C_CloseSession, C_CloseAllSessions and C_GetSessionInfo. */
#include "access.h"
#include "entry.h"

static CK_RV open_session(CK_SLOT_ID id, CK_FLAGS flags, CK_SESSION_HANDLE *handle) {
  if (handle == NULL) return CKR_ARGUMENTS_BAD;
  if ((flags & CKF_SERIAL_SESSION) == 0) return CKR_SESSION_PARALLEL_NOT_SUPPORTED;
  struct slot *slot = slot_get(id);
  if (slot == NULL) return CKR_SLOT_ID_INVALID;
  if (slot->serial[0] == '\0') return CKR_TOKEN_NOT_RECOGNIZED;
  bool writable = (flags & CKF_RW_SESSION) != 0;
  if (!writable && slot->login == LOGGED_IN_SO) return CKR_SESSION_READ_WRITE_SO_EXISTS;
  struct token_record record;
  if (!token_load(slot->serial, &record)) return CKR_TOKEN_NOT_PRESENT;
  CK_ULONG open = 0, open_writable = 0;
  sessions_count(id, &open, &open_writable);
  if (open > 0 && slot->generation != record.generation) slot_close_sessions(id);
  slot->generation = record.generation;
  return session_add(id, writable, handle);
}

CK_RV C_OpenSession(CK_SLOT_ID slot, CK_FLAGS flags, void *application, void *notify,
                    CK_SESSION_HANDLE *session) {
  (void)application;
  (void)notify; /* no event of this module needs a call back */
  WITHIN_MODULE(open_session(slot, flags, session));
}

/* Base specification §5.6: the last session that closes logs the user out. */
static CK_RV close_session(CK_SESSION_HANDLE handle) {
  struct session *session = session_get(handle);
  if (session == NULL) return CKR_SESSION_HANDLE_INVALID;
  CK_SLOT_ID slot = session->slot;
  CK_ULONG all = 0, writable = 0;
  session_close(session);
  sessions_count(slot, &all, &writable);
  if (all == 0) slot_log_out(slot_get(slot));
  return CKR_OK;
}

CK_RV C_CloseSession(CK_SESSION_HANDLE session) { WITHIN_MODULE(close_session(session)); }

static CK_RV close_all(CK_SLOT_ID id) {
  if (slot_get(id) == NULL) return CKR_SLOT_ID_INVALID;
  slot_close_sessions(id);
  return CKR_OK;
}

CK_RV C_CloseAllSessions(CK_SLOT_ID slot) { WITHIN_MODULE(close_all(slot)); }

static CK_STATE state_of(const struct access *access) {
  bool writable = access->session->writable;
  if (access->slot->login == LOGGED_IN_SO) return CKS_RW_SO_FUNCTIONS;
  if (access->slot->login == LOGGED_IN_USER) return writable ? CKS_RW_USER_FUNCTIONS : CKS_RO_USER_FUNCTIONS;
  return writable ? CKS_RW_PUBLIC_SESSION : CKS_RO_PUBLIC_SESSION;
}

static CK_RV get_session_info(CK_SESSION_HANDLE handle, CK_SESSION_INFO *info) {
  if (info == NULL) return CKR_ARGUMENTS_BAD;
  struct access access;
  CK_RV rv = access_begin(handle, ACCESS_READ, &access);
  if (rv != CKR_OK) return rv;
  info->slotID = access.session->slot;
  info->state = state_of(&access);
  info->flags = CKF_SERIAL_SESSION | (access.session->writable ? CKF_RW_SESSION : 0);
  info->ulDeviceError = 0;
  access_end(&access);
  return CKR_OK;
}

CK_RV C_GetSessionInfo(CK_SESSION_HANDLE session, CK_SESSION_INFO *info) {
  WITHIN_MODULE(get_session_info(session, info));
}

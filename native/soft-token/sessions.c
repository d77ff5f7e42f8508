/* Opening and closing sessions; handles are never used twice. */
#include "module.h"

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

static void close_at(size_t index) {
  struct session *session = sessions[index];
  sessions[index] = NULL;
  operation_end(&session->sign);
  operation_end(&session->verify);
  free(session->found);
  free(session);
}

void sessions_reset(void) {
  for (size_t i = 0; i < SESSION_CAPACITY; i++) {
    if (sessions[i] != NULL) close_at(i);
  }
}

void sessions_close_slot(CK_SLOT_ID slot) {
  for (size_t i = 0; i < SESSION_CAPACITY; i++) {
    if (sessions[i] != NULL && sessions[i]->slot == slot) close_at(i);
  }
  slot_log_out(slot_get(slot));
}

void sessions_count(CK_SLOT_ID slot, CK_ULONG *all, CK_ULONG *writable) {
  *all = *writable = 0;
  for (size_t i = 0; i < SESSION_CAPACITY; i++) {
    if (sessions[i] == NULL || sessions[i]->slot != slot) continue;
    *all += 1;
    if (sessions[i]->writable) *writable += 1;
  }
}

static size_t index_of(CK_SESSION_HANDLE handle) {
  for (size_t i = 0; i < SESSION_CAPACITY; i++) {
    if (sessions[i] != NULL && sessions[i]->handle == handle) return i;
  }
  return SESSION_CAPACITY;
}

CK_RV access_begin(CK_SESSION_HANDLE handle, enum access_kind kind, struct access *out) {
  size_t index = index_of(handle);
  if (index == SESSION_CAPACITY) return CKR_SESSION_HANDLE_INVALID;
  memset(out, 0, sizeof *out);
  out->session = sessions[index];
  out->slot = slot_get(out->session->slot);
  if (kind == ACCESS_WRITE) out->lock = token_lock(out->slot->serial);
  bool there = token_load(out->slot->serial, &out->record) && out->record.generation == out->slot->generation;
  if (there && (kind == ACCESS_READ || out->lock != NULL)) return CKR_OK;
  access_end(out);
  if (there) return CKR_TOKEN_WRITE_PROTECTED;
  sessions_close_slot(out->session->slot);
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

static CK_RV add_session(CK_SLOT_ID slot, bool writable, CK_SESSION_HANDLE *handle) {
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
  if (open > 0 && slot->generation != record.generation) sessions_close_slot(id);
  slot->generation = record.generation;
  return add_session(id, writable, handle);
}

CK_RV C_OpenSession(CK_SLOT_ID slot, CK_FLAGS flags, void *application, void *notify,
                    CK_SESSION_HANDLE *session) {
  (void)application;
  (void)notify; /* no event of this module needs a call back */
  WITHIN_MODULE(open_session(slot, flags, session));
}

/* Base specification §5.6: the last session that closes logs the user out. */
static CK_RV close_session(CK_SESSION_HANDLE handle) {
  size_t index = index_of(handle);
  if (index == SESSION_CAPACITY) return CKR_SESSION_HANDLE_INVALID;
  CK_SLOT_ID slot = sessions[index]->slot;
  CK_ULONG all = 0, writable = 0;
  close_at(index);
  sessions_count(slot, &all, &writable);
  if (all == 0) slot_log_out(slot_get(slot));
  return CKR_OK;
}

CK_RV C_CloseSession(CK_SESSION_HANDLE session) { WITHIN_MODULE(close_session(session)); }

static CK_RV close_all(CK_SLOT_ID id) {
  if (slot_get(id) == NULL) return CKR_SLOT_ID_INVALID;
  sessions_close_slot(id);
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

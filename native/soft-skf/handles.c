/* The table of open handles, access to the token behind one, and the form of answers. */
#include <stdlib.h>
#include <string.h>

#include <openssl/crypto.h>

#include "library.h"

#define HANDLE_CAPACITY 512

static struct handle *handles[HANDLE_CAPACITY];
static uintptr_t last_number = 0;

void library_enter(void) {
  platform_lock();
  OPENSSL_init_crypto(OPENSSL_INIT_NO_LOAD_CONFIG | OPENSSL_INIT_NO_ATEXIT, NULL);
}

void library_leave(void) { platform_unlock(); }

SKF_HANDLE handle_value(const struct handle *handle) { return (SKF_HANDLE)handle->number; }

struct handle *handle_open(enum handle_kind kind, struct handle *owner, const struct token_record *record) {
  for (size_t i = 0; i < HANDLE_CAPACITY; i++) {
    if (handles[i] != NULL) continue;
    struct handle *handle = calloc(1, sizeof *handle);
    if (handle == NULL) return NULL;
    handle->number = ++last_number;
    handle->kind = kind;
    handle->owner = owner;
    handle->generation = record->generation;
    memcpy(handle->serial, record->serial, sizeof handle->serial);
    handles[i] = handle;
    return handle;
  }
  return NULL;
}

static size_t index_of(SKF_HANDLE value, enum handle_kind kind) {
  for (size_t i = 0; i < HANDLE_CAPACITY; i++) {
    if (handles[i] != NULL && handles[i]->kind == kind && handle_value(handles[i]) == value) return i;
  }
  return HANDLE_CAPACITY;
}

void handle_forget_user(struct handle *application) {
  OPENSSL_cleanse(application->master, sizeof application->master);
  application->user_verified = false;
}

static void close_at(size_t index) {
  struct handle *closed = handles[index];
  handles[index] = NULL;
  for (size_t i = 0; i < HANDLE_CAPACITY; i++) {
    if (handles[i] != NULL && handles[i]->owner == closed) close_at(i);
  }
  handle_forget_user(closed);
  free(closed);
}

SKF_ULONG handle_close(SKF_HANDLE value, enum handle_kind kind) {
  size_t index = index_of(value, kind);
  if (index == HANDLE_CAPACITY) return SAR_INVALIDHANDLEERR;
  close_at(index);
  return SAR_OK;
}

bool handle_device_locked(const char *serial) {
  for (size_t i = 0; i < HANDLE_CAPACITY; i++) {
    if (handles[i] != NULL && handles[i]->holds_device && strcmp(handles[i]->serial, serial) == 0) return true;
  }
  return false;
}

static void close_token(const char serial[SERIAL_LENGTH + 1]) {
  for (size_t i = 0; i < HANDLE_CAPACITY; i++) {
    if (handles[i] != NULL && strcmp(handles[i]->serial, serial) == 0) close_at(i);
  }
}

SKF_ULONG access_begin(SKF_HANDLE value, enum handle_kind kind, enum access_kind access, struct access *out) {
  size_t index = index_of(value, kind);
  if (index == HANDLE_CAPACITY) return SAR_INVALIDHANDLEERR;
  memset(out, 0, sizeof *out);
  out->handle = handles[index];
  if (access == ACCESS_WRITE) out->lock = token_lock(out->handle->serial);
  bool there =
      token_load(out->handle->serial, &out->record) && out->record.generation == out->handle->generation;
  if (there && (access == ACCESS_READ || out->lock != NULL)) return SAR_OK;
  access_end(out);
  if (there) return SAR_WRITEFILEERR;
  char serial[SERIAL_LENGTH + 1];
  memcpy(serial, out->handle->serial, sizeof serial);
  close_token(serial);
  return SAR_DEVICE_REMOVED;
}

void access_end(struct access *access) {
  if (access->lock != NULL) platform_unlock_file(access->lock);
  access->lock = NULL;
}

const unsigned char *access_user_key(const struct access *access) {
  const struct handle *handle = access->handle;
  const struct handle *application = handle->kind == CONTAINER_HANDLE ? handle->owner : handle;
  return application->user_verified ? application->master : NULL;
}

SKF_ULONG answer_of(CK_RV rv) {
  switch (rv) {
    case CKR_OK:
      return SAR_OK;
    case CKR_PIN_INCORRECT:
      return SAR_PIN_INCORRECT;
    case CKR_PIN_LOCKED:
      return SAR_PIN_LOCKED;
    case CKR_PIN_LEN_RANGE:
      return SAR_PIN_LEN_RANGE;
    case CKR_USER_PIN_NOT_INITIALIZED:
      return SAR_USER_PIN_NOT_INITIALIZED;
    case CKR_ARGUMENTS_BAD:
      return SAR_INVALIDPARAMERR;
    default:
      return SAR_FAIL;
  }
}

SKF_ULONG give_bytes(const void *bytes, size_t length, void *out, SKF_ULONG *size) {
  bool enough = *size >= length;
  *size = (SKF_ULONG)length;
  if (out == NULL) return SAR_OK;
  if (!enough) return SAR_BUFFER_TOO_SMALL;
  if (length > 0) memcpy(out, bytes, length);
  return SAR_OK;
}

void add_name(struct byte_buffer *names, const char *name) { buffer_write(names, name, strlen(name) + 1); }

bool holds_name(const struct byte_buffer *names, const char *name) {
  for (size_t at = 0; at < names->length; at += strlen((const char *)names->bytes + at) + 1) {
    if (strcmp((const char *)names->bytes + at, name) == 0) return true;
  }
  return false;
}

SKF_ULONG give_names(struct byte_buffer *names, char *out, SKF_ULONG *size) {
  buffer_write(names, "", 1);
  SKF_ULONG sar = names->failed ? SAR_MEMORYERR : give_bytes(names->bytes, names->length, out, size);
  buffer_free(names);
  return sar;
}

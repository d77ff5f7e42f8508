/* Tokens as devices: listing, connecting, locking, and waiting for one that comes or goes. */
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "library.h"

/* Every name has this size, with the NUL at its end. */
#define DEVICE_NAME_SIZE (SERIAL_LENGTH + 1)
/* Calls that wait do so in short naps, outside the library's lock. */
#define NAP_MS 50
#define MANUFACTURER "SealDesk demo"
#define ISSUER "SealDesk SOFT TOKEN demo only"

static void collect(const char *serial, void *context) {
  struct token_record record;
  if (token_load(serial, &record)) add_name(context, serial);
}

static int by_serial(const void *left, const void *right) { return memcmp(left, right, DEVICE_NAME_SIZE); }

/* Appends the names in the order of serials: a folder's own order means nothing. */
static void devices_present(struct byte_buffer *names) {
  token_each(collect, names);
  if (names->length > 0) qsort(names->bytes, names->length / DEVICE_NAME_SIZE, DEVICE_NAME_SIZE, by_serial);
}

static SKF_ULONG enumerate(char *names, SKF_ULONG *size) {
  if (size == NULL) return SAR_INVALIDPARAMERR;
  struct byte_buffer found = {0};
  devices_present(&found);
  return give_names(&found, names, size);
}

/* Absent devices leave nothing to list. */
SKF_FUNCTION SKF_EnumDev(SKF_BOOL present, char *names, SKF_ULONG *size) {
  (void)present;
  WITHIN_LIBRARY(enumerate(names, size));
}

static bool load_named(const char *name, struct token_record *record) {
  return strlen(name) == SERIAL_LENGTH && name[0] != '.' && strpbrk(name, "/\\") == NULL &&
         token_load(name, record);
}

static SKF_ULONG connect_device(const char *name, SKF_HANDLE *device) {
  struct token_record record;
  if (name == NULL || device == NULL) return SAR_INVALIDPARAMERR;
  if (!load_named(name, &record)) return SAR_DEVICE_REMOVED;
  const struct handle *handle = handle_open(DEVICE_HANDLE, NULL, &record);
  if (handle == NULL) return SAR_MEMORYERR;
  *device = handle_value(handle);
  return SAR_OK;
}

SKF_FUNCTION SKF_ConnectDev(char *name, SKF_HANDLE *device) { WITHIN_LIBRARY(connect_device(name, device)); }

SKF_FUNCTION SKF_DisConnectDev(SKF_HANDLE device) { WITHIN_LIBRARY(handle_close(device, DEVICE_HANDLE)); }

static SKF_ULONG get_state(const char *name, SKF_ULONG *state) {
  struct token_record record;
  if (name == NULL || state == NULL) return SAR_INVALIDPARAMERR;
  *state = load_named(name, &record) ? DEV_PRESENT_STATE : DEV_ABSENT_STATE;
  return SAR_OK;
}

SKF_FUNCTION SKF_GetDevState(char *name, SKF_ULONG *state) { WITHIN_LIBRARY(get_state(name, state)); }

/* The store pads labels with blanks, SKF ends them with NUL; one of 32 bytes loses its last character. */
static void copy_label(const struct token_record *record, char out[LABEL_LENGTH]) {
  size_t length = LABEL_LENGTH;
  while (length > 0 && record->label[length - 1] == ' ') length--;
  if (length == LABEL_LENGTH) {
    do length--;
    while (length > 0 && (record->label[length] & 0xC0) == 0x80);
  }
  memcpy(out, record->label, length);
}

static void describe(const struct token_record *record, SKF_DEVINFO *info) {
  memset(info, 0, sizeof *info);
  info->Version = info->HWVersion = info->FirmwareVersion = (SKF_VERSION){1, 0};
  snprintf(info->Manufacturer, sizeof info->Manufacturer, "%s", MANUFACTURER);
  snprintf(info->Issuer, sizeof info->Issuer, "%s", ISSUER);
  snprintf(info->SerialNumber, sizeof info->SerialNumber, "%s", record->serial);
  copy_label(record, info->Label);
  info->AlgAsymCap = SGD_SM2_1;
  info->AlgHashCap = SGD_SM3;
}

static SKF_ULONG get_info(SKF_HANDLE device, SKF_DEVINFO *info) {
  if (info == NULL) return SAR_INVALIDPARAMERR;
  struct access access;
  SKF_ULONG sar = access_begin(device, DEVICE_HANDLE, ACCESS_READ, &access);
  if (sar != SAR_OK) return sar;
  describe(&access.record, info);
  access_end(&access);
  return SAR_OK;
}

SKF_FUNCTION SKF_GetDevInfo(SKF_HANDLE device, SKF_DEVINFO *info) { WITHIN_LIBRARY(get_info(device, info)); }

#define NO_LIMIT 0xFFFFFFFFU

static SKF_ULONG try_lock(SKF_HANDLE device) {
  struct access access;
  SKF_ULONG sar = access_begin(device, DEVICE_HANDLE, ACCESS_READ, &access);
  if (sar != SAR_OK) return sar;
  bool taken = handle_device_locked(access.handle->serial);
  if (!taken) access.handle->holds_device = true;
  access_end(&access);
  return taken ? SAR_TIMEOUTERR : SAR_OK;
}

static SKF_ULONG try_lock_once(SKF_HANDLE device) { WITHIN_LIBRARY(try_lock(device)); }

SKF_FUNCTION SKF_LockDev(SKF_HANDLE device, SKF_ULONG timeout_ms) {
  SKF_ULONG waited_ms = 0;
  SKF_ULONG sar = try_lock_once(device);
  while (sar == SAR_TIMEOUTERR && (timeout_ms == NO_LIMIT || waited_ms < timeout_ms)) {
    platform_sleep(NAP_MS);
    waited_ms += NAP_MS;
    sar = try_lock_once(device);
  }
  return sar;
}

static SKF_ULONG unlock(SKF_HANDLE device) {
  struct access access;
  SKF_ULONG sar = access_begin(device, DEVICE_HANDLE, ACCESS_READ, &access);
  if (sar != SAR_OK) return sar;
  access.handle->holds_device = false;
  access_end(&access);
  return SAR_OK;
}

SKF_FUNCTION SKF_UnlockDev(SKF_HANDLE device) { WITHIN_LIBRARY(unlock(device)); }

/* How many calls were cancelled: a wait that began before the last one ends. */
static atomic_uint cancellations = 0;

static struct byte_buffer present_now(void) {
  struct byte_buffer names = {0};
  library_enter();
  devices_present(&names);
  library_leave();
  return names;
}

/* Returns the first name of one list that the other lacks; NULL if there is none. */
static const char *only_in(const struct byte_buffer *list, const struct byte_buffer *other) {
  for (size_t at = 0; at < list->length; at += DEVICE_NAME_SIZE) {
    const char *name = (const char *)list->bytes + at;
    if (!holds_name(other, name)) return name;
  }
  return NULL;
}

static const char *change_between(const struct byte_buffer *before, const struct byte_buffer *now,
                                  SKF_ULONG *event) {
  const char *gone = only_in(before, now);
  *event = gone == NULL ? DEV_EVENT_INSERTED : DEV_EVENT_REMOVED;
  return gone == NULL ? only_in(now, before) : gone;
}

/* Reports the first change since the wait began; SAR_FAIL if the wait was cancelled. */
SKF_FUNCTION SKF_WaitForDevEvent(char *name, SKF_ULONG *name_length, SKF_ULONG *event) {
  if (name == NULL || name_length == NULL || event == NULL) return SAR_INVALIDPARAMERR;
  unsigned began = atomic_load(&cancellations);
  struct byte_buffer before = present_now();
  SKF_ULONG sar = SAR_FAIL;
  for (bool told = false; !told && atomic_load(&cancellations) == began;) {
    platform_sleep(NAP_MS);
    struct byte_buffer now = present_now();
    const char *changed = change_between(&before, &now, event);
    told = changed != NULL;
    if (told) sar = give_bytes(changed, strlen(changed) + 1, name, name_length);
    buffer_free(&now);
  }
  buffer_free(&before);
  return sar;
}

SKF_FUNCTION SKF_CancelWaitForDevEvent(void) {
  atomic_fetch_add(&cancellations, 1);
  return SAR_OK;
}

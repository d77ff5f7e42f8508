/* Tokens as devices: the folders of the store, named by their serials. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "answers.h"
#include "devices.h"
#include "handles.h"

#define MANUFACTURER "SealDesk demo"
#define ISSUER "SealDesk SOFT TOKEN demo only"

static void collect(const char *serial, void *context) {
  struct token_record record;
  if (token_load(serial, &record)) add_name(context, serial);
}

static int by_serial(const void *left, const void *right) { return memcmp(left, right, DEVICE_NAME_SIZE); }

void devices_present(struct byte_buffer *names) {
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

/* The table of slots, with C_GetSlotList, C_GetSlotInfo, C_GetTokenInfo and C_WaitForSlotEvent. */
#include "slots.h"

#include <stdlib.h>
#include <string.h>

#include <openssl/crypto.h>

#include "entry.h"
#include "session-table.h"

#define SLOT_CAPACITY 64

static struct slot slots[SLOT_CAPACITY];
static CK_ULONG slot_count = 0;
static bool refreshed_before = false;

void pad_text(unsigned char *field, size_t length, const char *text) {
  size_t given = strlen(text);
  memset(field, ' ', length);
  memcpy(field, text, given < length ? given : length);
}

struct slot *slot_get(CK_SLOT_ID id) {
  return id < slot_count ? &slots[id] : NULL;
}

void slot_log_out(struct slot *slot) {
  OPENSSL_cleanse(slot->master, sizeof slot->master);
  slot->login = LOGGED_OUT;
}

void slot_close_sessions(CK_SLOT_ID id) {
  sessions_close(id);
  slot_log_out(slot_get(id));
}

void slot_take(struct slot *slot, const char *serial) {
  memcpy(slot->serial, serial, sizeof slot->serial);
  slot->present = true;
  slot->announced = true;
}

void slots_reset(void) {
  OPENSSL_cleanse(slots, sizeof slots);
  slot_count = 0;
  refreshed_before = false;
}

static bool is_free(const struct slot *slot) { return slot->serial[0] == '\0'; }

struct serial_list {
  char serials[SLOT_CAPACITY][SERIAL_LENGTH + 1];
  size_t count;
};

static void collect(const char *serial, void *context) {
  struct serial_list *list = context;
  struct token_record record;
  if (list->count < SLOT_CAPACITY && token_load(serial, &record))
    strcpy(list->serials[list->count++], serial);
}

static int by_text(const void *left, const void *right) { return strcmp(left, right); }

static void note_present(const char *serial) {
  for (CK_ULONG i = 0; i < slot_count; i++) {
    if (strcmp(slots[i].serial, serial) != 0) continue;
    slots[i].present = true;
    return;
  }
  if (slot_count == SLOT_CAPACITY) return;
  struct slot *slot = &slots[slot_count++];
  memset(slot, 0, sizeof *slot);
  strcpy(slot->serial, serial);
  slot->present = true;
  slot->announced = !refreshed_before;
}

static void ensure_free_slot(void) {
  for (CK_ULONG i = 0; i < slot_count; i++) {
    if (is_free(&slots[i])) return;
  }
  if (slot_count == SLOT_CAPACITY) return;
  struct slot *slot = &slots[slot_count++];
  memset(slot, 0, sizeof *slot);
  slot->present = slot->announced = true;
}

void slots_refresh(void) {
  struct serial_list list = {.count = 0};
  token_each(collect, &list);
  qsort(list.serials, list.count, sizeof list.serials[0], by_text);
  for (CK_ULONG i = 0; i < slot_count; i++) slots[i].present = is_free(&slots[i]);
  for (size_t i = 0; i < list.count; i++) note_present(list.serials[i]);
  for (CK_ULONG i = 0; i < slot_count; i++) {
    if (!slots[i].present) slot_close_sessions(i);
  }
  ensure_free_slot();
  refreshed_before = true;
}

static CK_RV get_slot_list(CK_BBOOL token_present, CK_SLOT_ID *ids, CK_ULONG *count) {
  if (count == NULL) return CKR_ARGUMENTS_BAD;
  slots_refresh();
  CK_ULONG found = 0;
  for (CK_ULONG i = 0; i < slot_count; i++) {
    if (token_present && !slots[i].present) continue;
    if (ids != NULL && found < *count) ids[found] = i;
    found++;
  }
  bool too_small = ids != NULL && *count < found;
  *count = found;
  return too_small ? CKR_BUFFER_TOO_SMALL : CKR_OK;
}

CK_RV C_GetSlotList(CK_BBOOL token_present, CK_SLOT_ID *ids, CK_ULONG *count) {
  WITHIN_MODULE(get_slot_list(token_present, ids, count));
}

static CK_RV get_slot_info(CK_SLOT_ID id, CK_SLOT_INFO *info) {
  if (info == NULL) return CKR_ARGUMENTS_BAD;
  slots_refresh();
  const struct slot *slot = slot_get(id);
  if (slot == NULL) return CKR_SLOT_ID_INVALID;
  memset(info, 0, sizeof *info);
  pad_text(info->slotDescription, sizeof info->slotDescription,
           is_free(slot) ? "SealDesk soft token (free)" : "SealDesk soft token");
  pad_text(info->manufacturerID, sizeof info->manufacturerID, MANUFACTURER);
  info->flags = CKF_REMOVABLE_DEVICE | (slot->present ? CKF_TOKEN_PRESENT : 0);
  info->hardwareVersion = info->firmwareVersion = (CK_VERSION){1, 0};
  return CKR_OK;
}

CK_RV C_GetSlotInfo(CK_SLOT_ID id, CK_SLOT_INFO *info) { WITHIN_MODULE(get_slot_info(id, info)); }

static void describe_token(const struct token_record *record, CK_TOKEN_INFO *info) {
  memcpy(info->label, record->label, sizeof info->label);
  memcpy(info->serialNumber, record->serial, sizeof info->serialNumber);
  info->flags = CKF_RNG | CKF_LOGIN_REQUIRED | CKF_TOKEN_INITIALIZED | pin_flags(record);
}

static CK_RV get_token_info(CK_SLOT_ID id, CK_TOKEN_INFO *info) {
  if (info == NULL) return CKR_ARGUMENTS_BAD;
  const struct slot *slot = slot_get(id);
  if (slot == NULL) return CKR_SLOT_ID_INVALID;
  memset(info, 0, sizeof *info);
  memset(info->label, ' ', sizeof info->label);
  memset(info->serialNumber, ' ', sizeof info->serialNumber);
  memset(info->utcTime, '0', sizeof info->utcTime);
  pad_text(info->manufacturerID, sizeof info->manufacturerID, MANUFACTURER);
  pad_text(info->model, sizeof info->model, "soft token demo");
  info->hardwareVersion = info->firmwareVersion = (CK_VERSION){1, 0};
  info->ulMaxPinLen = PIN_MAXIMUM;
  info->ulMinPinLen = PIN_MINIMUM;
  info->ulTotalPublicMemory = info->ulFreePublicMemory = CK_UNAVAILABLE_INFORMATION;
  info->ulTotalPrivateMemory = info->ulFreePrivateMemory = CK_UNAVAILABLE_INFORMATION;
  sessions_count(id, &info->ulSessionCount, &info->ulRwSessionCount);
  info->flags = CKF_RNG | CKF_LOGIN_REQUIRED;
  struct token_record record;
  if (is_free(slot)) return CKR_OK;
  if (!token_load(slot->serial, &record)) return CKR_TOKEN_NOT_PRESENT;
  describe_token(&record, info);
  return CKR_OK;
}

CK_RV C_GetTokenInfo(CK_SLOT_ID id, CK_TOKEN_INFO *info) { WITHIN_MODULE(get_token_info(id, info)); }

/* Only the form that returns at once: a host that must stay responsive polls with CKF_DONT_BLOCK. */
static CK_RV wait_for_slot_event(CK_FLAGS flags, CK_SLOT_ID *id) {
  if (id == NULL) return CKR_ARGUMENTS_BAD;
  if ((flags & CKF_DONT_BLOCK) == 0) return CKR_FUNCTION_NOT_SUPPORTED;
  slots_refresh();
  for (CK_ULONG i = 0; i < slot_count; i++) {
    if (slots[i].present == slots[i].announced) continue;
    slots[i].announced = slots[i].present;
    *id = i;
    return CKR_OK;
  }
  return CKR_NO_EVENT;
}

CK_RV C_WaitForSlotEvent(CK_FLAGS flags, CK_SLOT_ID *id, void *reserved) {
  (void)reserved;
  WITHIN_MODULE(wait_for_slot_event(flags, id));
}

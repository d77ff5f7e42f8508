/* C_InitToken: a new token in the free slot, or an old one emptied by its SO. */
#include <string.h>

#include <openssl/crypto.h>
#include <openssl/rand.h>

#include "module.h"
#include "object-store.h"
#include "pin-store.h"
#include "sessions.h"

/* A fresh master key under the SO PIN alone; whatever the old one sealed is lost with it. */
static CK_RV fill_record(struct token_record *record, const unsigned char *pin, CK_ULONG length,
                         const unsigned char *label) {
  unsigned char master[KEY_LENGTH];
  memcpy(record->label, label, LABEL_LENGTH);
  memset(&record->user_wrap, 0, sizeof record->user_wrap);
  record->generation += 1;
  record->user_pin_set = USER_PIN_NONE;
  record->user_tries = PIN_TRIES;
  if (RAND_bytes(master, sizeof master) != 1) return CKR_GENERAL_ERROR;
  CK_RV rv = pin_set(record, PIN_SO, pin, length, master);
  OPENSSL_cleanse(master, sizeof master);
  return rv;
}

static CK_RV create(struct slot *slot, const unsigned char *pin, CK_ULONG length,
                    const unsigned char *label) {
  struct token_record record = {.next_object = 1};
  if (!token_choose_serial(record.serial)) return CKR_GENERAL_ERROR;
  CK_RV rv = fill_record(&record, pin, length, label);
  if (rv != CKR_OK) return rv;
  if (!token_create(&record)) return CKR_DEVICE_ERROR;
  slot_take(slot, record.serial);
  slots_refresh();
  return CKR_OK;
}

/* The new record names a new generation of objects, so that the old ones are gone at one stroke. */
static CK_RV renew_locked(const struct slot *slot, const unsigned char *pin, CK_ULONG length,
                          const unsigned char *label) {
  struct token_record record;
  unsigned char master[KEY_LENGTH];
  if (!token_load(slot->serial, &record)) return CKR_TOKEN_NOT_PRESENT;
  CK_RV rv = pin_check(&record, PIN_SO, pin, length, master);
  OPENSSL_cleanse(master, sizeof master);
  if (rv == CKR_OK) rv = fill_record(&record, pin, length, label);
  if (rv == CKR_OK && !token_save(&record)) rv = CKR_DEVICE_ERROR;
  if (rv == CKR_OK) object_sweep(&record);
  return rv;
}

static CK_RV renew(const struct slot *slot, const unsigned char *pin, CK_ULONG length,
                   const unsigned char *label) {
  struct file_lock *lock = token_lock(slot->serial);
  if (lock == NULL) return CKR_TOKEN_NOT_PRESENT;
  CK_RV rv = renew_locked(slot, pin, length, label);
  platform_unlock_file(lock);
  return rv;
}

static CK_RV init_token(CK_SLOT_ID id, const unsigned char *pin, CK_ULONG length,
                        const unsigned char *label) {
  struct slot *slot = slot_get(id);
  if (slot == NULL) return CKR_SLOT_ID_INVALID;
  if (pin == NULL || label == NULL) return CKR_ARGUMENTS_BAD;
  CK_ULONG all = 0, writable = 0;
  sessions_count(id, &all, &writable);
  if (all > 0) return CKR_SESSION_EXISTS;
  return slot->serial[0] == '\0' ? create(slot, pin, length, label) : renew(slot, pin, length, label);
}

CK_RV C_InitToken(CK_SLOT_ID slot, CK_UTF8CHAR *pin, CK_ULONG pin_length, CK_UTF8CHAR *label) {
  WITHIN_MODULE(init_token(slot, pin, pin_length, label));
}

/* C_Login, C_Logout, and the setting of PINs and of whole tokens. */
#include <string.h>

#include <openssl/crypto.h>
#include <openssl/rand.h>

#include "access.h"
#include "entry.h"
#include "object-store.h"
#include "token-record.h"

static CK_RV may_log_in(const struct access *access, enum login wanted) {
  if (access->slot->login == wanted) return CKR_USER_ALREADY_LOGGED_IN;
  if (access->slot->login != LOGGED_OUT) return CKR_USER_ANOTHER_ALREADY_LOGGED_IN;
  CK_ULONG all = 0, writable = 0;
  sessions_count(access->session->slot, &all, &writable);
  return wanted == LOGGED_IN_SO && all > writable ? CKR_SESSION_READ_ONLY_EXISTS : CKR_OK;
}

static CK_RV log_in(CK_SESSION_HANDLE handle, CK_USER_TYPE user, const unsigned char *pin, CK_ULONG length) {
  if (user != CKU_SO && user != CKU_USER) return CKR_USER_TYPE_INVALID;
  enum login wanted = user == CKU_SO ? LOGGED_IN_SO : LOGGED_IN_USER;
  struct access access;
  CK_RV rv = access_begin(handle, ACCESS_WRITE, &access);
  if (rv != CKR_OK) return rv;
  rv = may_log_in(&access, wanted);
  if (rv == CKR_OK) {
    rv = pin_check(&access.record, user == CKU_SO ? PIN_SO : PIN_USER, pin, length, access.slot->master);
  }
  if (rv == CKR_OK) access.slot->login = wanted;
  access_end(&access);
  return rv;
}

CK_RV C_Login(CK_SESSION_HANDLE session, CK_USER_TYPE user, CK_UTF8CHAR *pin, CK_ULONG pin_length) {
  WITHIN_MODULE(log_in(session, user, pin, pin_length));
}

static CK_RV log_out(CK_SESSION_HANDLE handle) {
  struct access access;
  CK_RV rv = access_begin(handle, ACCESS_READ, &access);
  if (rv != CKR_OK) return rv;
  if (access.slot->login == LOGGED_OUT) rv = CKR_USER_NOT_LOGGED_IN;
  slot_log_out(access.slot);
  operation_end(&access.session->sign);
  access_end(&access);
  return rv;
}

CK_RV C_Logout(CK_SESSION_HANDLE session) { WITHIN_MODULE(log_out(session)); }

/*
 * The SO sets the user's PIN. The first one is an initial PIN, which the holder has to change; a later one
 * unblocks, is typed by the holder and stays. The keys stay too: the master key is the same.
 */
static CK_RV init_pin(CK_SESSION_HANDLE handle, const unsigned char *pin, CK_ULONG length) {
  struct access access;
  CK_RV rv = access_begin(handle, ACCESS_WRITE, &access);
  if (rv != CKR_OK) return rv;
  if (access.slot->login != LOGGED_IN_SO) rv = CKR_USER_NOT_LOGGED_IN;
  bool initial = access.record.user_pin_set == USER_PIN_NONE;
  if (rv == CKR_OK) rv = pin_set(&access.record, PIN_USER, pin, length, access.slot->master);
  if (rv == CKR_OK && initial) access.record.user_pin_set = USER_PIN_INITIAL;
  if (rv == CKR_OK && !token_save(&access.record)) rv = CKR_DEVICE_ERROR;
  access_end(&access);
  return rv;
}

CK_RV C_InitPIN(CK_SESSION_HANDLE session, CK_UTF8CHAR *pin, CK_ULONG pin_length) {
  WITHIN_MODULE(init_pin(session, pin, pin_length));
}

static CK_RV change_pin(struct access *access, const unsigned char *old_pin, CK_ULONG old_length,
                        const unsigned char *new_pin, CK_ULONG new_length) {
  if (!access->session->writable) return CKR_SESSION_READ_ONLY;
  if (new_length < PIN_MINIMUM || new_length > PIN_MAXIMUM) return CKR_PIN_LEN_RANGE;
  enum pin_role role = access->slot->login == LOGGED_IN_SO ? PIN_SO : PIN_USER;
  unsigned char master[KEY_LENGTH];
  CK_RV rv = pin_check(&access->record, role, old_pin, old_length, master);
  if (rv == CKR_OK) rv = pin_set(&access->record, role, new_pin, new_length, master);
  if (rv == CKR_OK && !token_save(&access->record)) rv = CKR_DEVICE_ERROR;
  OPENSSL_cleanse(master, sizeof master);
  return rv;
}

static CK_RV set_pin(CK_SESSION_HANDLE handle, const unsigned char *old_pin, CK_ULONG old_length,
                     const unsigned char *new_pin, CK_ULONG new_length) {
  struct access access;
  CK_RV rv = access_begin(handle, ACCESS_WRITE, &access);
  if (rv != CKR_OK) return rv;
  rv = change_pin(&access, old_pin, old_length, new_pin, new_length);
  access_end(&access);
  return rv;
}

CK_RV C_SetPIN(CK_SESSION_HANDLE session, CK_UTF8CHAR *old_pin, CK_ULONG old_length, CK_UTF8CHAR *new_pin,
               CK_ULONG new_length) {
  WITHIN_MODULE(set_pin(session, old_pin, old_length, new_pin, new_length));
}

/* Makes a fresh master key under the SO PIN alone. Objects that the old key sealed are lost with it. */
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

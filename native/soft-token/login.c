/* C_Login, C_Logout and the setting of PINs and tokens. */
#include <openssl/crypto.h>

#include "module.h"
#include "pin-store.h"
#include "sessions.h"

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

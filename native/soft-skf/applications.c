/* The one application of each token. Its PINs and counters are the token's own, shared with PKCS#11. */
#include <string.h>

#include <openssl/crypto.h>

#include "library.h"
#include "token-record.h"

#define APPLICATION_NAME "SealDesk"

static SKF_ULONG enumerate(SKF_HANDLE device, char *out, SKF_ULONG *size) {
  if (size == NULL) return SAR_INVALIDPARAMERR;
  struct access access;
  SKF_ULONG sar = access_begin(device, DEVICE_HANDLE, ACCESS_READ, &access);
  if (sar != SAR_OK) return sar;
  access_end(&access);
  struct byte_buffer names = {0};
  add_name(&names, APPLICATION_NAME);
  return give_names(&names, out, size);
}

SKF_FUNCTION SKF_EnumApplication(SKF_HANDLE device, char *names, SKF_ULONG *size) {
  WITHIN_LIBRARY(enumerate(device, names, size));
}

static SKF_ULONG open_application(SKF_HANDLE device, const char *name, SKF_HANDLE *application) {
  if (name == NULL || application == NULL) return SAR_INVALIDPARAMERR;
  struct access access;
  SKF_ULONG sar = access_begin(device, DEVICE_HANDLE, ACCESS_READ, &access);
  if (sar != SAR_OK) return sar;
  access_end(&access);
  if (strcmp(name, APPLICATION_NAME) != 0) return SAR_APPLICATION_NOT_EXISTS;
  const struct handle *handle = handle_open(APPLICATION_HANDLE, access.handle, &access.record);
  if (handle == NULL) return SAR_MEMORYERR;
  *application = handle_value(handle);
  return SAR_OK;
}

SKF_FUNCTION SKF_OpenApplication(SKF_HANDLE device, char *name, SKF_HANDLE *application) {
  WITHIN_LIBRARY(open_application(device, name, application));
}

SKF_FUNCTION SKF_CloseApplication(SKF_HANDLE application) {
  WITHIN_LIBRARY(handle_close(application, APPLICATION_HANDLE));
}

static bool role_of(SKF_ULONG type, enum pin_role *role) {
  *role = type == ADMIN_TYPE ? PIN_SO : PIN_USER;
  return type == ADMIN_TYPE || type == USER_TYPE;
}

static SKF_ULONG tries_left(const struct token_record *record, enum pin_role role) {
  return role == PIN_SO ? record->so_tries : record->user_tries;
}

static SKF_ULONG get_pin_info(SKF_HANDLE application, SKF_ULONG type, SKF_ULONG *most, SKF_ULONG *left,
                              SKF_BOOL *is_default) {
  enum pin_role role;
  if (most == NULL || left == NULL || is_default == NULL) return SAR_INVALIDPARAMERR;
  if (!role_of(type, &role)) return SAR_USER_TYPE_INVALID;
  struct access access;
  SKF_ULONG sar = access_begin(application, APPLICATION_HANDLE, ACCESS_READ, &access);
  if (sar != SAR_OK) return sar;
  bool missing = role == PIN_USER && access.record.user_pin_set == USER_PIN_NONE;
  *most = PIN_TRIES;
  *left = tries_left(&access.record, role);
  *is_default = role == PIN_USER && access.record.user_pin_set == USER_PIN_INITIAL;
  access_end(&access);
  return missing ? SAR_USER_PIN_NOT_INITIALIZED : SAR_OK;
}

SKF_FUNCTION SKF_GetPINInfo(SKF_HANDLE application, SKF_ULONG type, SKF_ULONG *most, SKF_ULONG *left,
                            SKF_BOOL *is_default) {
  WITHIN_LIBRARY(get_pin_info(application, type, most, left, is_default));
}

static SKF_ULONG check(struct access *access, enum pin_role role, const char *pin,
                       unsigned char master[KEY_LENGTH]) {
  return answer_of(pin_check(&access->record, role, (const unsigned char *)pin, strlen(pin), master));
}

static SKF_ULONG set(struct access *access, enum pin_role role, const char *pin,
                     const unsigned char master[KEY_LENGTH]) {
  SKF_ULONG sar =
      answer_of(pin_set(&access->record, role, (const unsigned char *)pin, strlen(pin), master));
  return sar == SAR_OK && !token_save(&access->record) ? SAR_WRITEFILEERR : sar;
}

static SKF_ULONG verify(SKF_HANDLE application, SKF_ULONG type, const char *pin, SKF_ULONG *left) {
  enum pin_role role;
  if (pin == NULL || left == NULL) return SAR_INVALIDPARAMERR;
  if (!role_of(type, &role)) return SAR_USER_TYPE_INVALID;
  struct access access;
  unsigned char master[KEY_LENGTH];
  SKF_ULONG sar = access_begin(application, APPLICATION_HANDLE, ACCESS_WRITE, &access);
  if (sar != SAR_OK) return sar;
  sar = check(&access, role, pin, master);
  if (sar == SAR_OK && role == PIN_USER) {
    memcpy(access.handle->master, master, KEY_LENGTH);
    access.handle->user_verified = true;
  }
  *left = tries_left(&access.record, role);
  OPENSSL_cleanse(master, sizeof master);
  access_end(&access);
  return sar;
}

SKF_FUNCTION SKF_VerifyPIN(SKF_HANDLE application, SKF_ULONG type, char *pin, SKF_ULONG *left) {
  WITHIN_LIBRARY(verify(application, type, pin, left));
}

struct new_pin {
  enum pin_role known_role; /* the role whose PIN proves the right to set the new one */
  const char *known_pin;
  enum pin_role role;
  const char *pin;
};

static bool length_fits(const char *pin) {
  size_t length = strlen(pin);
  return length >= PIN_MINIMUM && length <= PIN_MAXIMUM;
}

/* A new PIN of impossible length costs no try. */
static SKF_ULONG replace(SKF_HANDLE application, const struct new_pin *new_pin, SKF_ULONG *left) {
  if (new_pin->known_pin == NULL || new_pin->pin == NULL || left == NULL) return SAR_INVALIDPARAMERR;
  if (!length_fits(new_pin->pin)) return SAR_PIN_LEN_RANGE;
  struct access access;
  unsigned char master[KEY_LENGTH];
  SKF_ULONG sar = access_begin(application, APPLICATION_HANDLE, ACCESS_WRITE, &access);
  if (sar != SAR_OK) return sar;
  sar = check(&access, new_pin->known_role, new_pin->known_pin, master);
  if (sar == SAR_OK) sar = set(&access, new_pin->role, new_pin->pin, master);
  *left = tries_left(&access.record, new_pin->known_role);
  OPENSSL_cleanse(master, sizeof master);
  access_end(&access);
  return sar;
}

static SKF_ULONG change(SKF_HANDLE application, SKF_ULONG type, const char *old_pin, const char *pin,
                        SKF_ULONG *left) {
  enum pin_role role;
  if (!role_of(type, &role)) return SAR_USER_TYPE_INVALID;
  return replace(application, &(struct new_pin){role, old_pin, role, pin}, left);
}

SKF_FUNCTION SKF_ChangePIN(SKF_HANDLE application, SKF_ULONG type, char *old_pin, char *new_pin,
                           SKF_ULONG *left) {
  WITHIN_LIBRARY(change(application, type, old_pin, new_pin, left));
}

SKF_FUNCTION SKF_UnblockPIN(SKF_HANDLE application, char *admin_pin, char *new_pin, SKF_ULONG *left) {
  WITHIN_LIBRARY(replace(application, &(struct new_pin){PIN_SO, admin_pin, PIN_USER, new_pin}, left));
}

static SKF_ULONG clear(SKF_HANDLE application) {
  struct access access;
  SKF_ULONG sar = access_begin(application, APPLICATION_HANDLE, ACCESS_READ, &access);
  if (sar != SAR_OK) return sar;
  handle_forget_user(access.handle);
  access_end(&access);
  return SAR_OK;
}

SKF_FUNCTION SKF_ClearSecureState(SKF_HANDLE application) { WITHIN_LIBRARY(clear(application)); }

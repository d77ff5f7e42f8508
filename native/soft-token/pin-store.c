/* The two PINs of a token and their counters. */
#include "pin-store.h"

#include <stdio.h>

#include <openssl/crypto.h>

/* Binds a wrap to its token and role, so that wraps cannot be exchanged between files. */
static void wrap_context(const struct token_record *record, enum pin_role role, char out[64]) {
  snprintf(out, 64, "soft token %s %s", record->serial, role == PIN_SO ? "SO" : "user");
}

static bool length_fits(size_t length) { return length >= PIN_MINIMUM && length <= PIN_MAXIMUM; }

CK_RV pin_check(struct token_record *record, enum pin_role role, const unsigned char *pin, size_t length,
                unsigned char master[KEY_LENGTH]) {
  uint32_t *tries = role == PIN_SO ? &record->so_tries : &record->user_tries;
  if (role == PIN_USER && !record->user_pin_set) return CKR_USER_PIN_NOT_INITIALIZED;
  if (*tries == 0) return CKR_PIN_LOCKED;
  if (pin == NULL) return CKR_ARGUMENTS_BAD;
  if (!length_fits(length)) return CKR_PIN_LEN_RANGE;

  *tries -= 1;
  if (!token_save(record)) return CKR_DEVICE_ERROR;

  char context[64];
  wrap_context(record, role, context);
  const struct pin_wrap *wrap = role == PIN_SO ? &record->so_wrap : &record->user_wrap;
  if (!pin_unwrap_key(pin, length, context, wrap, master)) return CKR_PIN_INCORRECT;

  *tries = PIN_TRIES;
  if (token_save(record)) return CKR_OK;
  OPENSSL_cleanse(master, KEY_LENGTH);
  return CKR_DEVICE_ERROR;
}

CK_RV pin_set(struct token_record *record, enum pin_role role, const unsigned char *pin, size_t length,
              const unsigned char master[KEY_LENGTH]) {
  if (pin == NULL) return CKR_ARGUMENTS_BAD;
  if (!length_fits(length)) return CKR_PIN_LEN_RANGE;
  char context[64];
  wrap_context(record, role, context);
  struct pin_wrap *wrap = role == PIN_SO ? &record->so_wrap : &record->user_wrap;
  if (!pin_wrap_key(pin, length, context, master, wrap)) return CKR_GENERAL_ERROR;
  if (role == PIN_SO) {
    record->so_tries = PIN_TRIES;
  } else {
    record->user_tries = PIN_TRIES;
    record->user_pin_set = USER_PIN_OWN;
  }
  return CKR_OK;
}

CK_FLAGS pin_flags(const struct token_record *record) {
  CK_FLAGS flags = record->user_pin_set ? CKF_USER_PIN_INITIALIZED : 0;
  if (record->user_pin_set == USER_PIN_INITIAL) flags |= CKF_USER_PIN_TO_BE_CHANGED;
  if (record->user_tries < PIN_TRIES) flags |= CKF_USER_PIN_COUNT_LOW;
  if (record->user_tries == 1) flags |= CKF_USER_PIN_FINAL_TRY;
  if (record->user_tries == 0) flags |= CKF_USER_PIN_LOCKED;
  if (record->so_tries < PIN_TRIES) flags |= CKF_SO_PIN_COUNT_LOW;
  if (record->so_tries == 1) flags |= CKF_SO_PIN_FINAL_TRY;
  if (record->so_tries == 0) flags |= CKF_SO_PIN_LOCKED;
  return flags;
}

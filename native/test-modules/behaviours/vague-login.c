/* Answers CKR_GENERAL_ERROR for a wrong PIN and never tells of tries in its flags. */
#include "shim.h"

#define FLAGS_OF_TRIES                                                                                  \
  (CKF_USER_PIN_COUNT_LOW | CKF_USER_PIN_FINAL_TRY | CKF_USER_PIN_LOCKED | CKF_SO_PIN_COUNT_LOW | \
   CKF_SO_PIN_FINAL_TRY | CKF_SO_PIN_LOCKED)

static CK_RV log_in(CK_SESSION_HANDLE session, CK_USER_TYPE user, CK_UTF8CHAR *pin, CK_ULONG pin_length) {
  note_call("C_Login");
  CK_RV rv = honest->C_Login(session, user, pin, pin_length);
  return rv == CKR_PIN_INCORRECT || rv == CKR_PIN_LOCKED ? CKR_GENERAL_ERROR : rv;
}

static CK_RV set_pin(CK_SESSION_HANDLE session, CK_UTF8CHAR *old_pin, CK_ULONG old_length,
                     CK_UTF8CHAR *new_pin, CK_ULONG new_length) {
  CK_RV rv = honest->C_SetPIN(session, old_pin, old_length, new_pin, new_length);
  return rv == CKR_PIN_INCORRECT || rv == CKR_PIN_LOCKED ? CKR_GENERAL_ERROR : rv;
}

static CK_RV describe(CK_SLOT_ID slot, CK_TOKEN_INFO *info) {
  CK_RV rv = honest->C_GetTokenInfo(slot, info);
  if (rv == CKR_OK) info->flags &= ~FLAGS_OF_TRIES;
  return rv;
}

void misbehave(CK_FUNCTION_LIST *list) {
  list->C_Login = log_in;
  list->C_SetPIN = set_pin;
  list->C_GetTokenInfo = describe;
}

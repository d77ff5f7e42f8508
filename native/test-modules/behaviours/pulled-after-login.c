/* The key is pulled between login and signature: as soon as the PIN was right. */
#include "shim.h"

static CK_RV log_in(CK_SESSION_HANDLE session, CK_USER_TYPE user, CK_UTF8CHAR *pin, CK_ULONG pin_length) {
  note_call("C_Login");
  CK_RV rv = honest->C_Login(session, user, pin, pin_length);
  if (rv == CKR_OK) pull_keys();
  return rv;
}

void misbehave(CK_FUNCTION_LIST *list) { list->C_Login = log_in; }

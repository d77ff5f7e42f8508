/* Writes through a null pointer in C_Login. */
#include <stddef.h>

#include "shim.h"

static CK_RV crash(CK_SESSION_HANDLE session, CK_USER_TYPE user, CK_UTF8CHAR *pin, CK_ULONG pin_length) {
  (void)user, (void)pin, (void)pin_length;
  note_call("C_Login");
  volatile CK_SESSION_HANDLE *volatile nowhere = NULL;
  *nowhere = session;
  return CKR_OK;
}

void misbehave(CK_FUNCTION_LIST *list) { list->C_Login = crash; }

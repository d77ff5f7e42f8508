/* Ends its process in C_Login, with a status that looks like success. */
#include <stdlib.h>

#include "shim.h"

static CK_RV leave(CK_SESSION_HANDLE session, CK_USER_TYPE user, CK_UTF8CHAR *pin, CK_ULONG pin_length) {
  (void)session, (void)user, (void)pin, (void)pin_length;
  note_call("C_Login");
  exit(0);
}

void misbehave(CK_FUNCTION_LIST *list) { list->C_Login = leave; }

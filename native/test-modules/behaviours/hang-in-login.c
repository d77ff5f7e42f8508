/* Never returns from C_Login. */
#include "shim.h"

static CK_RV hang(CK_SESSION_HANDLE session, CK_USER_TYPE user, CK_UTF8CHAR *pin, CK_ULONG pin_length) {
  (void)session, (void)user, (void)pin, (void)pin_length;
  note_call("C_Login");
  return hang_for_ever();
}

void misbehave(CK_FUNCTION_LIST *list) { list->C_Login = hang; }

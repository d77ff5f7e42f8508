/* Never returns from C_Sign. */
#include "shim.h"

static CK_RV hang(CK_SESSION_HANDLE session, CK_BYTE *data, CK_ULONG data_length, CK_BYTE *signature,
                  CK_ULONG *signature_length) {
  (void)session, (void)data, (void)data_length, (void)signature, (void)signature_length;
  note_call("C_Sign");
  return hang_for_ever();
}

void misbehave(CK_FUNCTION_LIST *list) { list->C_Sign = hang; }

/* The key is pulled after C_SignInit, as C_Sign begins. */
#include "shim.h"

static CK_RV sign(CK_SESSION_HANDLE session, CK_BYTE *data, CK_ULONG data_length, CK_BYTE *signature,
                  CK_ULONG *signature_length) {
  note_call("C_Sign");
  pull_keys();
  return honest->C_Sign(session, data, data_length, signature, signature_length);
}

void misbehave(CK_FUNCTION_LIST *list) { list->C_Sign = sign; }

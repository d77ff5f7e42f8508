/* Gives signatures of valid form whose value is wrong. */
#include <stddef.h>

#include "shim.h"

static CK_RV sign(CK_SESSION_HANDLE session, CK_BYTE *data, CK_ULONG data_length, CK_BYTE *signature,
                  CK_ULONG *signature_length) {
  note_call("C_Sign");
  CK_RV rv = honest->C_Sign(session, data, data_length, signature, signature_length);
  if (rv == CKR_OK && signature != NULL) signature[*signature_length - 1] ^= 1;
  return rv;
}

void misbehave(CK_FUNCTION_LIST *list) { list->C_Sign = sign; }

/* Never returns from C_GetSlotList. */
#include "shim.h"

static CK_RV hang(CK_BBOOL token_present, CK_SLOT_ID *slots, CK_ULONG *count) {
  (void)token_present, (void)slots, (void)count;
  note_call("C_GetSlotList");
  return hang_for_ever();
}

void misbehave(CK_FUNCTION_LIST *list) { list->C_GetSlotList = hang; }

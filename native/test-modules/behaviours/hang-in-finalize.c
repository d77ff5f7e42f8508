/* Never returns from C_Finalize. */
#include "shim.h"

static CK_RV hang(void *reserved) {
  (void)reserved;
  note_call("C_Finalize");
  return hang_for_ever();
}

void misbehave(CK_FUNCTION_LIST *list) { list->C_Finalize = hang; }

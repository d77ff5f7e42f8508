/* Never returns from C_Initialize. */
#include "shim.h"

static CK_RV hang(void *arguments) {
  (void)arguments;
  note_call("C_Initialize");
  return hang_for_ever();
}

void misbehave(CK_FUNCTION_LIST *list) { list->C_Initialize = hang; }

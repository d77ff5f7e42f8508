/* Never returns from C_Initialize. */
#include "shim.h"

static CK_RV hang(void *arguments) {
  (void)arguments;
  return hang_for_ever();
}

void misbehave(CK_FUNCTION_LIST *list) { list->C_Initialize = hang; }

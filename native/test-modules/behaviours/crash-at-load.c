/* Crashes as soon as it is loaded. */
#include <signal.h>

#include "shim.h"

__attribute__((constructor)) static void crash(void) { raise(SIGSEGV); }

void misbehave(CK_FUNCTION_LIST *list) { (void)list; }

/* Prints to both standard streams when it is loaded and at every look at its slots. */
#include <stdio.h>

#include "shim.h"

static void print(void) {
  fputs("vendor debug: output\n", stdout);
  fflush(stdout);
  fputs("vendor debug: error\n", stderr);
}

__attribute__((constructor)) static void greet(void) { print(); }

static CK_RV list_slots(CK_BBOOL token_present, CK_SLOT_ID *slots, CK_ULONG *count) {
  print();
  return honest->C_GetSlotList(token_present, slots, count);
}

void misbehave(CK_FUNCTION_LIST *list) { list->C_GetSlotList = list_slots; }

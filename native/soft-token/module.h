/* The door of the module: every C_ function passes it, one thread at a time. */
#ifndef SEALDESK_MODULE_H
#define SEALDESK_MODULE_H

#include <stddef.h>

#include "pkcs11-types.h"

#define MANUFACTURER "SealDesk demo"

/*
 * CKR_CRYPTOKI_NOT_INITIALIZED before C_Initialize, and in a child process after a fork (base specification
 * §5.4: the child initialises for itself).
 */
CK_RV module_enter(void);
void module_leave(void);

#define WITHIN_MODULE(call)              \
  CK_RV outcome = module_enter();        \
  if (outcome != CKR_OK) return outcome; \
  outcome = (call);                      \
  module_leave();                        \
  return outcome

/* Text padded with blanks, as every text field of PKCS#11 is. */
void pad_text(unsigned char *field, size_t length, const char *text);

#endif

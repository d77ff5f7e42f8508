/* The entry into the module, one thread at a time. */
#ifndef SEALDESK_ENTRY_H
#define SEALDESK_ENTRY_H

#include <stdbool.h>

#include "pkcs11-types.h"

/* Forgets all slots and sessions. */
typedef void (*entry_forget)(void);

/*
 * Takes the lock, whether the module is initialised or not, for C_Initialize alone. Returns whether this
 * process has initialised it. A child process after a fork has not (base specification §5.4), and `forget`
 * has been called.
 */
bool entry_begin_initialise(entry_forget forget);

/* Makes this process the one that has initialised the module, or nobody. */
void entry_set_initialised(bool initialised);

/* CKR_CRYPTOKI_NOT_INITIALIZED before C_Initialize, and in a child process after a fork. */
CK_RV entry_begin(void);
void entry_end(void);

#define WITHIN_MODULE(call)              \
  CK_RV outcome = entry_begin();         \
  if (outcome != CKR_OK) return outcome; \
  outcome = (call);                      \
  entry_end();                           \
  return outcome

#endif

/* Lets one thread at a time into the module, and nobody before C_Initialize or after a fork. */
#include "entry.h"

#include <stdatomic.h>
#include <stddef.h>

#include "platform.h"

/* The process that called C_Initialize; 0 before. */
static _Atomic unsigned long owner = 0;

static entry_forget forget_all = NULL;

/* After a fork the child owns nothing: a lock that another thread held at the fork would never open. */
static void notice_fork(void) {
  unsigned long before = owner;
  if (before == 0 || before == platform_process_id()) return;
  platform_renew_lock();
  forget_all();
  owner = 0;
}

bool entry_begin_initialise(entry_forget forget) {
  notice_fork();
  platform_lock();
  forget_all = forget;
  return owner != 0;
}

void entry_set_initialised(bool initialised) { owner = initialised ? platform_process_id() : 0; }

CK_RV entry_begin(void) {
  notice_fork();
  platform_lock();
  if (owner != 0) return CKR_OK;
  platform_unlock();
  return CKR_CRYPTOKI_NOT_INITIALIZED;
}

void entry_end(void) { platform_unlock(); }

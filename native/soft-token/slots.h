/*
 * Slots: one for each token that was ever seen by this process, and one that is free: it shows an
 * uninitialised token, so that C_InitToken can make another. A token keeps its slot while it is away.
 */
#ifndef SEALDESK_SLOTS_H
#define SEALDESK_SLOTS_H

#include <stdbool.h>

#include "pkcs11-types.h"
#include "token-record.h"

enum login { LOGGED_OUT, LOGGED_IN_USER, LOGGED_IN_SO };

struct slot {
  char serial[SERIAL_LENGTH + 1]; /* "" where the slot is free */
  bool present;
  bool announced; /* presence as C_WaitForSlotEvent last told it */
  enum login login;
  uint32_t generation; /* of the token whose sessions are open */
  unsigned char master[KEY_LENGTH];
};

/* Looks at the store again: tokens come and go with their folders. */
void slots_refresh(void);
void slots_reset(void);

/* NULL for a slot that does not exist. */
struct slot *slot_get(CK_SLOT_ID id);

/* Binds the free slot to the token just made in it. */
void slot_take(struct slot *slot, const char *serial);

void slot_log_out(struct slot *slot);

#endif

/* The slots, and who is logged in to the token of each. */
#ifndef SEALDESK_SLOTS_H
#define SEALDESK_SLOTS_H

#include <stdbool.h>
#include <stddef.h>

#include "pkcs11-types.h"
#include "token-record.h"

#define MANUFACTURER "SealDesk demo"

/* Text padded with blanks, as every text field of PKCS#11 is. */
void pad_text(unsigned char *field, size_t length, const char *text);

enum login { LOGGED_OUT, LOGGED_IN_USER, LOGGED_IN_SO };

struct slot {
  char serial[SERIAL_LENGTH + 1]; /* "" in a free slot */
  bool present;
  bool announced; /* presence as C_WaitForSlotEvent last told it */
  enum login login;
  uint32_t generation; /* the generation of the token with open sessions */
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

/* Closes every session of the slot, which logs out. */
void slot_close_sessions(CK_SLOT_ID id);

#endif

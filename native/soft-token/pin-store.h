/* PINs: compared only after the try has been counted on disk. */
#ifndef SEALDESK_PIN_STORE_H
#define SEALDESK_PIN_STORE_H

#include "pkcs11-types.h"
#include "token-record.h"

#define PIN_MINIMUM 6
#define PIN_MAXIMUM 32

enum pin_role { PIN_USER, PIN_SO };

/*
 * Compares a PIN and gives the master key. The counter is lowered and synced before the comparison, so that
 * no kill gives a try back; success restores it. A PIN of impossible length costs no try.
 * The caller holds the token's lock; the record is the current one and stays in step with the disk.
 */
CK_RV pin_check(struct token_record *record, enum pin_role role, const unsigned char *pin, size_t length,
                unsigned char master[KEY_LENGTH]);

/* Wraps the master key under a new PIN, in memory: the caller saves the record. Restores all tries. */
CK_RV pin_set(struct token_record *record, enum pin_role role, const unsigned char *pin, size_t length,
              const unsigned char master[KEY_LENGTH]);

/* The flags of C_GetTokenInfo that tell of tries. */
CK_FLAGS pin_flags(const struct token_record *record);

#endif

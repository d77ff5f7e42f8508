/* Secrets at rest: AES-256-GCM under a key, and a key wrapped under a PIN through scrypt. */
#ifndef SEALDESK_SEALED_BOX_H
#define SEALDESK_SEALED_BOX_H

#include <stdbool.h>
#include <stddef.h>

#include "byte-buffer.h"

#define KEY_LENGTH 32
#define SALT_LENGTH 16
#define BOX_OVERHEAD (12 + 16) /* nonce and tag */

struct pin_wrap {
  unsigned char salt[SALT_LENGTH];
  unsigned char box[KEY_LENGTH + BOX_OVERHEAD];
};

/* Appends nonce || ciphertext || tag. The context is authenticated and not stored. */
bool box_seal(const unsigned char key[KEY_LENGTH], const char *context, const unsigned char *plain,
              size_t length, struct byte_buffer *out);

/* Appends the plain bytes. Returns false and appends nothing if key, context or box differs. */
bool box_open(const unsigned char key[KEY_LENGTH], const char *context, const unsigned char *box,
              size_t length, struct byte_buffer *out);

/* Wraps a key under a PIN with a fresh salt. */
bool pin_wrap_key(const unsigned char *pin, size_t pin_length, const char *context,
                  const unsigned char key[KEY_LENGTH], struct pin_wrap *out);

/* Returns false if another PIN wrapped the key. */
bool pin_unwrap_key(const unsigned char *pin, size_t pin_length, const char *context,
                    const struct pin_wrap *wrap, unsigned char key[KEY_LENGTH]);

#endif

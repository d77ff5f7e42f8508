/* A token on disk: one folder in the store, named by its serial, with its PINs and their counters. */
#ifndef SEALDESK_TOKEN_RECORD_H
#define SEALDESK_TOKEN_RECORD_H

#include <stdbool.h>
#include <stdint.h>

#include "pkcs11-types.h"
#include "platform.h"
#include "sealed-box.h"

#define SERIAL_LENGTH 16
#define LABEL_LENGTH 32
#define PIN_TRIES 6

/* The origin of the user's PIN. The person who prepared the token knows an initial one. */
enum user_pin_origin { USER_PIN_NONE, USER_PIN_OWN, USER_PIN_INITIAL };

/*
 * The file "token" holds the parts that must change together: counters, the master key wrapped under
 * each PIN, and which generation of objects counts. It is replaced as a whole.
 */
struct token_record {
  char serial[SERIAL_LENGTH + 1];
  unsigned char label[LABEL_LENGTH];
  uint32_t generation;  /* grows with each C_InitToken; objects of other generations are not the token's */
  uint32_t next_object; /* handles are never used twice */
  uint32_t user_tries;
  uint32_t so_tries;
  uint32_t user_pin_set; /* an enum user_pin_origin */
  struct pin_wrap user_wrap;
  struct pin_wrap so_wrap;
};

/* "<store>/<serial>/<name>", or the token's folder itself if name is "". */
bool token_path(const char *serial, const char *name, char out[PATH_CAPACITY]);

bool token_load(const char *serial, struct token_record *out);

/* The caller holds the token's lock. */
bool token_save(const struct token_record *record);

/* Gives a new token its serial, which the wraps of its master key are bound to. */
bool token_choose_serial(char serial[SERIAL_LENGTH + 1]);

/* Makes the folder of a new token appear at once and whole. */
bool token_create(const struct token_record *record);

/* Returns NULL if the token is gone. The lock is held over every change of one of several processes. */
struct file_lock *token_lock(const char *serial);

/* Calls visit with the serial of each token in the store. */
void token_each(void (*visit)(const char *serial, void *context), void *context);

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

/* A token on disk: one folder, named by its serial, in the store. */
#ifndef SEALDESK_TOKEN_RECORD_H
#define SEALDESK_TOKEN_RECORD_H

#include <stdbool.h>
#include <stdint.h>

#include "platform.h"
#include "sealed-box.h"

#define SERIAL_LENGTH 16
#define LABEL_LENGTH 32
#define PIN_TRIES 6

/* Where the user's PIN comes from. An initial one is known to whoever prepared the token. */
enum user_pin_origin { USER_PIN_NONE, USER_PIN_OWN, USER_PIN_INITIAL };

/*
 * The file "token" holds everything whose parts must change together: counters, the master key wrapped under
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

/* "<store>/<serial>/<name>", or the token's folder itself where name is "". */
bool token_path(const char *serial, const char *name, char out[PATH_CAPACITY]);

bool token_load(const char *serial, struct token_record *out);

/* The caller holds the token's lock. */
bool token_save(const struct token_record *record);

/* Gives a new token its serial, which the wraps of its master key are bound to. */
bool token_choose_serial(char serial[SERIAL_LENGTH + 1]);

/* Makes the folder of a new token appear at once and whole. */
bool token_create(const struct token_record *record);

/* NULL where the token is gone. Held over every change, so that two processes cannot undo each other's. */
struct file_lock *token_lock(const char *serial);

/* Calls visit with the serial of each token in the store. */
void token_each(void (*visit)(const char *serial, void *context), void *context);

#endif

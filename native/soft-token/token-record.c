/* The record of a token: reading, replacing, creating, and checking its two PINs. */
#include "token-record.h"

#include <stdio.h>
#include <string.h>

#include <openssl/crypto.h>
#include <openssl/rand.h>

#define RECORD_MAGIC 0x4B544453 /* "SDTK" */
#define RECORD_VERSION 1

bool token_path(const char *serial, const char *name, char out[PATH_CAPACITY]) {
  char store[PATH_CAPACITY];
  if (!platform_store_directory(store)) return false;
  const char *slash = name[0] == '\0' ? "" : "/";
  return snprintf(out, PATH_CAPACITY, "%s/%s%s%s", store, serial, slash, name) < PATH_CAPACITY;
}

static void write_wrap(struct byte_buffer *out, const struct pin_wrap *wrap) {
  buffer_write(out, wrap->salt, sizeof wrap->salt);
  buffer_write(out, wrap->box, sizeof wrap->box);
}

static void read_wrap(struct byte_reader *reader, struct pin_wrap *wrap) {
  reader_copy(reader, wrap->salt, sizeof wrap->salt);
  reader_copy(reader, wrap->box, sizeof wrap->box);
}

static void encode(const struct token_record *record, struct byte_buffer *out) {
  buffer_write_number(out, RECORD_MAGIC);
  buffer_write_number(out, RECORD_VERSION);
  buffer_write(out, record->serial, SERIAL_LENGTH);
  buffer_write(out, record->label, LABEL_LENGTH);
  buffer_write_number(out, record->generation);
  buffer_write_number(out, record->next_object);
  buffer_write_number(out, record->user_tries);
  buffer_write_number(out, record->so_tries);
  buffer_write_number(out, record->user_pin_set);
  write_wrap(out, &record->user_wrap);
  write_wrap(out, &record->so_wrap);
}

static bool decode(struct byte_reader *reader, struct token_record *out) {
  if (reader_number(reader) != RECORD_MAGIC || reader_number(reader) != RECORD_VERSION) return false;
  reader_copy(reader, out->serial, SERIAL_LENGTH);
  reader_copy(reader, out->label, LABEL_LENGTH);
  out->generation = reader_number(reader);
  out->next_object = reader_number(reader);
  out->user_tries = reader_number(reader);
  out->so_tries = reader_number(reader);
  out->user_pin_set = reader_number(reader);
  read_wrap(reader, &out->user_wrap);
  read_wrap(reader, &out->so_wrap);
  return !reader->failed && reader->left == 0 && out->user_tries <= PIN_TRIES && out->so_tries <= PIN_TRIES;
}

bool token_load(const char *serial, struct token_record *out) {
  char path[PATH_CAPACITY];
  struct byte_buffer content = {0};
  memset(out, 0, sizeof *out);
  bool loaded = token_path(serial, "token", path) && platform_read_file(path, &content);
  struct byte_reader reader = {.next = content.bytes, .left = content.length};
  loaded = loaded && decode(&reader, out) && strcmp(out->serial, serial) == 0;
  buffer_free(&content);
  return loaded;
}

static bool save_in(const char *folder, const struct token_record *record) {
  char path[PATH_CAPACITY];
  struct byte_buffer content = {0};
  encode(record, &content);
  bool saved = !content.failed && token_path(folder, "token", path) &&
               platform_write_file(path, content.bytes, content.length);
  buffer_free(&content);
  return saved;
}

bool token_save(const struct token_record *record) { return save_in(record->serial, record); }

/* "SD", the time in milliseconds and three random digits, all hexadecimal: serials sort as tokens were made.
 */
bool token_choose_serial(char serial[SERIAL_LENGTH + 1]) {
  unsigned char random[2];
  if (RAND_bytes(random, sizeof random) != 1) return false;
  unsigned long long milliseconds = platform_milliseconds();
  unsigned digits = ((unsigned)random[0] << 8 | random[1]) & 0xFFF;
  snprintf(serial, SERIAL_LENGTH + 1, "SD%011llX%03X", milliseconds & 0xFFFFFFFFFFFULL, digits);
  return true;
}

bool token_create(const struct token_record *record) {
  char store[PATH_CAPACITY], made[PATH_CAPACITY], objects[PATH_CAPACITY], final[PATH_CAPACITY];
  char folder[SERIAL_LENGTH + 8], objects_name[32];
  if (!platform_store_directory(store) || !platform_make_directory(store)) return false;
  snprintf(folder, sizeof folder, ".%s", record->serial);
  snprintf(objects_name, sizeof objects_name, "objects-%u", (unsigned)record->generation);
  return token_path(folder, "", made) && token_path(folder, objects_name, objects) &&
         token_path(record->serial, "", final) && platform_make_directory(made) &&
         platform_make_directory(objects) && save_in(folder, record) && platform_rename(made, final);
}

struct file_lock *token_lock(const char *serial) {
  char path[PATH_CAPACITY];
  return token_path(serial, "lock", path) ? platform_lock_file(path) : NULL;
}

struct visit {
  void (*visit)(const char *serial, void *context);
  void *context;
};

static void visit_name(const char *name, void *context) {
  const struct visit *each = context;
  if (strlen(name) == SERIAL_LENGTH && name[0] != '.') each->visit(name, each->context);
}

void token_each(void (*visit)(const char *serial, void *context), void *context) {
  char store[PATH_CAPACITY];
  struct visit each = {visit, context};
  if (platform_store_directory(store)) platform_each_name(store, visit_name, &each);
}

/* Binds a wrap to its token and role, so that wraps cannot be exchanged between files. */
static void wrap_context(const struct token_record *record, enum pin_role role, char out[64]) {
  snprintf(out, 64, "soft token %s %s", record->serial, role == PIN_SO ? "SO" : "user");
}

static bool length_fits(size_t length) { return length >= PIN_MINIMUM && length <= PIN_MAXIMUM; }

CK_RV pin_check(struct token_record *record, enum pin_role role, const unsigned char *pin, size_t length,
                unsigned char master[KEY_LENGTH]) {
  uint32_t *tries = role == PIN_SO ? &record->so_tries : &record->user_tries;
  if (role == PIN_USER && !record->user_pin_set) return CKR_USER_PIN_NOT_INITIALIZED;
  if (*tries == 0) return CKR_PIN_LOCKED;
  if (pin == NULL) return CKR_ARGUMENTS_BAD;
  if (!length_fits(length)) return CKR_PIN_LEN_RANGE;

  *tries -= 1;
  if (!token_save(record)) return CKR_DEVICE_ERROR;

  char context[64];
  wrap_context(record, role, context);
  const struct pin_wrap *wrap = role == PIN_SO ? &record->so_wrap : &record->user_wrap;
  if (!pin_unwrap_key(pin, length, context, wrap, master)) return CKR_PIN_INCORRECT;

  *tries = PIN_TRIES;
  if (token_save(record)) return CKR_OK;
  OPENSSL_cleanse(master, KEY_LENGTH);
  return CKR_DEVICE_ERROR;
}

CK_RV pin_set(struct token_record *record, enum pin_role role, const unsigned char *pin, size_t length,
              const unsigned char master[KEY_LENGTH]) {
  if (pin == NULL) return CKR_ARGUMENTS_BAD;
  if (!length_fits(length)) return CKR_PIN_LEN_RANGE;
  char context[64];
  wrap_context(record, role, context);
  struct pin_wrap *wrap = role == PIN_SO ? &record->so_wrap : &record->user_wrap;
  if (!pin_wrap_key(pin, length, context, master, wrap)) return CKR_GENERAL_ERROR;
  if (role == PIN_SO) {
    record->so_tries = PIN_TRIES;
  } else {
    record->user_tries = PIN_TRIES;
    record->user_pin_set = USER_PIN_OWN;
  }
  return CKR_OK;
}

CK_FLAGS pin_flags(const struct token_record *record) {
  CK_FLAGS flags = record->user_pin_set ? CKF_USER_PIN_INITIALIZED : 0;
  if (record->user_pin_set == USER_PIN_INITIAL) flags |= CKF_USER_PIN_TO_BE_CHANGED;
  if (record->user_tries < PIN_TRIES) flags |= CKF_USER_PIN_COUNT_LOW;
  if (record->user_tries == 1) flags |= CKF_USER_PIN_FINAL_TRY;
  if (record->user_tries == 0) flags |= CKF_USER_PIN_LOCKED;
  if (record->so_tries < PIN_TRIES) flags |= CKF_SO_PIN_COUNT_LOW;
  if (record->so_tries == 1) flags |= CKF_SO_PIN_FINAL_TRY;
  if (record->so_tries == 0) flags |= CKF_SO_PIN_LOCKED;
  return flags;
}

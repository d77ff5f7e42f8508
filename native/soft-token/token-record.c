/* Reading, replacing and creating the record of a token. */
#include "token-record.h"

#include <stdio.h>
#include <string.h>

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

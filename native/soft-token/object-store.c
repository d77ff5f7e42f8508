/* One file an object, in the folder "objects-<generation>" of its token. */
#include "object-store.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define OBJECT_MAGIC 0x424F4453 /* "SDOB" */
#define FORM_PUBLIC 1
#define FORM_SEALED 2
#define FILE_SUFFIX ".object"

static bool folder_path(const struct token_record *record, char out[PATH_CAPACITY]) {
  char name[32];
  snprintf(name, sizeof name, "objects-%u", (unsigned)record->generation);
  return token_path(record->serial, name, out);
}

static bool object_path(const struct token_record *record, CK_OBJECT_HANDLE object, char out[PATH_CAPACITY]) {
  char name[64];
  snprintf(name, sizeof name, "objects-%u/%08lx" FILE_SUFFIX, (unsigned)record->generation, object);
  return token_path(record->serial, name, out);
}

/* Binds a sealed object to its token and handle. */
static void seal_context(const struct token_record *record, CK_OBJECT_HANDLE object, char out[64]) {
  snprintf(out, 64, "soft token %s object %08lx", record->serial, object);
}

static bool decode(const struct token_record *record, CK_OBJECT_HANDLE object, const unsigned char *master,
                   struct byte_reader *reader, struct attributes *out) {
  if (reader_number(reader) != OBJECT_MAGIC) return false;
  uint32_t form = reader_number(reader);
  if (reader->failed || form == FORM_PUBLIC) return !reader->failed && attributes_decode(out, reader);
  if (form != FORM_SEALED || master == NULL) return false;
  char context[64];
  struct byte_buffer plain = {0};
  seal_context(record, object, context);
  bool opened = box_open(master, context, reader->next, reader->left, &plain);
  struct byte_reader inner = {.next = plain.bytes, .left = plain.length};
  opened = opened && attributes_decode(out, &inner);
  buffer_free(&plain);
  return opened;
}

bool object_load(const struct token_record *record, CK_OBJECT_HANDLE object, const unsigned char *master,
                 struct attributes *out) {
  char path[PATH_CAPACITY];
  struct byte_buffer content = {0};
  memset(out, 0, sizeof *out);
  bool loaded = object_path(record, object, path) && platform_read_file(path, &content);
  struct byte_reader reader = {.next = content.bytes, .left = content.length};
  loaded = loaded && decode(record, object, master, &reader, out);
  buffer_free(&content);
  if (!loaded) attributes_free(out);
  return loaded;
}

static bool encode(const struct token_record *record, CK_OBJECT_HANDLE object, const struct attributes *list,
                   const unsigned char *master, struct byte_buffer *out) {
  bool sealed = attributes_flag(list, CKA_PRIVATE);
  buffer_write_number(out, OBJECT_MAGIC);
  buffer_write_number(out, sealed ? FORM_SEALED : FORM_PUBLIC);
  if (!sealed) {
    attributes_encode(list, out);
    return !out->failed;
  }
  char context[64];
  struct byte_buffer plain = {0};
  attributes_encode(list, &plain);
  seal_context(record, object, context);
  bool done = master != NULL && !plain.failed && box_seal(master, context, plain.bytes, plain.length, out);
  buffer_free(&plain);
  return done;
}

bool object_save(const struct token_record *record, CK_OBJECT_HANDLE object, const struct attributes *list,
                 const unsigned char *master) {
  char folder[PATH_CAPACITY], path[PATH_CAPACITY];
  struct byte_buffer content = {0};
  bool saved = folder_path(record, folder) && platform_make_directory(folder) &&
               object_path(record, object, path) && encode(record, object, list, master, &content) &&
               platform_write_file(path, content.bytes, content.length);
  buffer_free(&content);
  return saved;
}

bool object_add(struct token_record *record, const struct attributes *list, const unsigned char *master,
                CK_OBJECT_HANDLE *object) {
  *object = record->next_object;
  record->next_object += 1;
  return token_save(record) && object_save(record, *object, list, master);
}

bool object_remove(const struct token_record *record, CK_OBJECT_HANDLE object) {
  char path[PATH_CAPACITY];
  return object_path(record, object, path) && platform_remove_file(path);
}

struct handle_list {
  CK_OBJECT_HANDLE *handles;
  size_t count;
  bool failed;
};

static void add_handle(const char *name, void *context) {
  struct handle_list *list = context;
  char *end = NULL;
  CK_OBJECT_HANDLE handle = strtoul(name, &end, 16);
  if (list->failed || handle == CK_INVALID_HANDLE || strcmp(end, FILE_SUFFIX) != 0) return;
  CK_OBJECT_HANDLE *handles = realloc(list->handles, (list->count + 1) * sizeof *handles);
  if (handles == NULL) {
    list->failed = true;
    return;
  }
  handles[list->count++] = handle;
  list->handles = handles;
}

static int compare(const void *left, const void *right) {
  CK_OBJECT_HANDLE a = *(const CK_OBJECT_HANDLE *)left, b = *(const CK_OBJECT_HANDLE *)right;
  return (a > b) - (a < b);
}

bool object_list(const struct token_record *record, CK_OBJECT_HANDLE **handles, size_t *count) {
  char folder[PATH_CAPACITY];
  struct handle_list list = {0};
  if (folder_path(record, folder)) platform_each_name(folder, add_handle, &list);
  if (list.count > 1) qsort(list.handles, list.count, sizeof *list.handles, compare);
  *handles = list.handles;
  *count = list.count;
  return !list.failed;
}

static void remove_old_folder(const char *name, void *context) {
  const struct token_record *record = context;
  unsigned long generation = 0;
  if (strncmp(name, "objects-", 8) != 0) return;
  generation = strtoul(name + 8, NULL, 10);
  if (generation == record->generation) return;
  struct token_record old = *record;
  old.generation = (uint32_t)generation;
  CK_OBJECT_HANDLE *handles = NULL;
  size_t count = 0;
  char folder[PATH_CAPACITY];
  object_list(&old, &handles, &count);
  for (size_t i = 0; i < count; i++) object_remove(&old, handles[i]);
  free(handles);
  if (folder_path(&old, folder)) platform_remove_directory(folder);
}

void object_sweep(const struct token_record *record) {
  char folder[PATH_CAPACITY];
  struct token_record current = *record;
  if (token_path(record->serial, "", folder)) platform_each_name(folder, remove_old_folder, &current);
}

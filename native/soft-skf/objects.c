/* The objects of a token by their container, and the names of containers. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "library.h"

void objects_each(const struct access *access, object_visitor visit, void *context) {
  CK_OBJECT_HANDLE *objects = NULL;
  size_t count = 0;
  bool more = object_list(&access->record, &objects, &count);
  for (size_t i = 0; more && i < count; i++) {
    struct attributes list;
    if (!object_load(&access->record, objects[i], access_user_key(access), &list)) continue;
    more = visit(objects[i], &list, context);
    attributes_free(&list);
  }
  free(objects);
}

bool object_belongs(const struct attributes *list, CK_ULONG class, const struct container_id *id) {
  const struct attribute *object_id = attributes_find(list, CKA_ID);
  return attributes_number(list, CKA_CLASS) == class && object_id != NULL &&
         container_id_equal(id, object_id->value, object_id->length);
}

struct search {
  const struct container_id *id;
  CK_ULONG class;
  CK_OBJECT_HANDLE found;
};

static bool remember_first(CK_OBJECT_HANDLE object, const struct attributes *list, void *context) {
  struct search *search = context;
  if (!object_belongs(list, search->class, search->id)) return true;
  search->found = object;
  return false;
}

bool object_find(const struct access *access, CK_ULONG class, struct attributes *out) {
  struct search search = {&access->handle->id, class, CK_INVALID_HANDLE};
  objects_each(access, remember_first, &search);
  memset(out, 0, sizeof *out);
  return search.found != CK_INVALID_HANDLE &&
         object_load(&access->record, search.found, access_user_key(access), out);
}

bool container_id_copy(const void *bytes, size_t length, struct container_id *out) {
  if (length == 0 || length > CONTAINER_ID_CAPACITY) return false;
  memcpy(out->bytes, bytes, length);
  out->length = length;
  return true;
}

bool container_id_equal(const struct container_id *id, const void *bytes, size_t length) {
  return id->length == length && memcmp(id->bytes, bytes, length) == 0;
}

static int digit(unsigned char character) {
  if (character >= '0' && character <= '9') return character - '0';
  if (character >= 'A' && character <= 'F') return character - 'A' + 10;
  if (character >= 'a' && character <= 'f') return character - 'a' + 10;
  return -1;
}

static bool is_hexadecimal(const unsigned char *text, size_t length) {
  for (size_t i = 0; i < length; i++) {
    if (digit(text[i]) < 0) return false;
  }
  return length > 0 && length % 2 == 0;
}

static bool is_printable(const struct container_id *id) {
  for (size_t i = 0; i < id->length; i++) {
    if (id->bytes[i] < 0x20 || id->bytes[i] > 0x7E) return false;
  }
  return true;
}

void container_name(const struct container_id *id, char out[CONTAINER_NAME_CAPACITY]) {
  if (is_printable(id) && !is_hexadecimal(id->bytes, id->length)) {
    memcpy(out, id->bytes, id->length);
    out[id->length] = '\0';
    return;
  }
  for (size_t i = 0; i < id->length; i++) snprintf(out + 2 * i, 3, "%02X", id->bytes[i]);
}

bool container_id_of_name(const char *name, struct container_id *out) {
  size_t length = strlen(name);
  const unsigned char *text = (const unsigned char *)name;
  if (!is_hexadecimal(text, length)) return container_id_copy(name, length, out);
  if (length / 2 > CONTAINER_ID_CAPACITY) return false;
  for (size_t i = 0; i < length / 2; i++) {
    out->bytes[i] = (unsigned char)(digit(text[2 * i]) << 4 | digit(text[2 * i + 1]));
  }
  out->length = length / 2;
  return true;
}

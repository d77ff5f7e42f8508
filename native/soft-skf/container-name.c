/* Names of containers and the CKA_IDs that they stand for. */
#include "container-name.h"

#include <stdio.h>
#include <string.h>

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

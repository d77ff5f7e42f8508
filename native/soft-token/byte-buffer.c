/* Growing bytes and bounded reading. Numbers are 32 bits, little end first. */
#include "byte-buffer.h"

#include <stdlib.h>
#include <string.h>

#include <openssl/crypto.h>

/* Content moves by hand rather than by realloc, which would leave a copy of a key in freed memory. */
static bool grow(struct byte_buffer *buffer, size_t needed) {
  size_t capacity = buffer->capacity == 0 ? 256 : buffer->capacity;
  while (capacity < needed) capacity *= 2;
  unsigned char *bytes = malloc(capacity);
  if (bytes == NULL) return false;
  if (buffer->length > 0) {
    memcpy(bytes, buffer->bytes, buffer->length);
    OPENSSL_cleanse(buffer->bytes, buffer->length);
  }
  free(buffer->bytes);
  buffer->bytes = bytes;
  buffer->capacity = capacity;
  return true;
}

void buffer_write(struct byte_buffer *buffer, const void *bytes, size_t length) {
  if (buffer->failed || length == 0) return;
  if (length > SIZE_MAX / 4 - buffer->length ||
      (buffer->length + length > buffer->capacity && !grow(buffer, buffer->length + length))) {
    buffer->failed = true;
    return;
  }
  memcpy(buffer->bytes + buffer->length, bytes, length);
  buffer->length += length;
}

void buffer_write_number(struct byte_buffer *buffer, uint32_t value) {
  unsigned char bytes[4] = {(unsigned char)value, (unsigned char)(value >> 8), (unsigned char)(value >> 16),
                            (unsigned char)(value >> 24)};
  buffer_write(buffer, bytes, sizeof bytes);
}

void buffer_free(struct byte_buffer *buffer) {
  if (buffer->bytes != NULL) OPENSSL_cleanse(buffer->bytes, buffer->length);
  free(buffer->bytes);
  memset(buffer, 0, sizeof *buffer);
}

const unsigned char *reader_take(struct byte_reader *reader, size_t length) {
  if (reader->failed || length > reader->left) {
    reader->failed = true;
    return NULL;
  }
  const unsigned char *taken = reader->next;
  reader->next += length;
  reader->left -= length;
  return taken;
}

void reader_copy(struct byte_reader *reader, void *out, size_t length) {
  const unsigned char *taken = reader_take(reader, length);
  if (taken != NULL) memcpy(out, taken, length);
}

uint32_t reader_number(struct byte_reader *reader) {
  const unsigned char *taken = reader_take(reader, 4);
  if (taken == NULL) return 0;
  return (uint32_t)taken[0] | (uint32_t)taken[1] << 8 | (uint32_t)taken[2] << 16 | (uint32_t)taken[3] << 24;
}

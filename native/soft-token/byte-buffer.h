/* Bytes that grow as they are written, and a reader that never runs past the end. */
#ifndef SEALDESK_BYTE_BUFFER_H
#define SEALDESK_BYTE_BUFFER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct byte_buffer {
  unsigned char *bytes;
  size_t length;
  size_t capacity;
  bool failed; /* out of memory: every later write is ignored */
};

void buffer_write(struct byte_buffer *buffer, const void *bytes, size_t length);
void buffer_write_number(struct byte_buffer *buffer, uint32_t value);

/* Overwrites the content with zeros before it is freed: it may hold a key. */
void buffer_free(struct byte_buffer *buffer);

struct byte_reader {
  const unsigned char *next;
  size_t left;
  bool failed; /* the content ended too early */
};

/* Returns NULL and sets failed if fewer bytes are left. */
const unsigned char *reader_take(struct byte_reader *reader, size_t length);
void reader_copy(struct byte_reader *reader, void *out, size_t length);
uint32_t reader_number(struct byte_reader *reader);

#endif

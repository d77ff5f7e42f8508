/* A container is what shares a CKA_ID; its name is that CKA_ID as text. */
#ifndef SEALDESK_CONTAINER_NAME_H
#define SEALDESK_CONTAINER_NAME_H

#include <stdbool.h>
#include <stddef.h>

#define CONTAINER_ID_CAPACITY 64
#define CONTAINER_NAME_CAPACITY (2 * CONTAINER_ID_CAPACITY + 1)

struct container_id {
  unsigned char bytes[CONTAINER_ID_CAPACITY];
  size_t length;
};

/* False where the bytes are none or too many for a name. */
bool container_id_copy(const void *bytes, size_t length, struct container_id *out);
bool container_id_equal(const struct container_id *id, const void *bytes, size_t length);

/* Printable text is its own name; anything else, and text that could be read so, shows in hexadecimal. */
void container_name(const struct container_id *id, char out[CONTAINER_NAME_CAPACITY]);
bool container_id_of_name(const char *name, struct container_id *out);

#endif

/* An object's attributes in memory and on disk. */
#ifndef SEALDESK_ATTRIBUTES_H
#define SEALDESK_ATTRIBUTES_H

#include <stdbool.h>
#include <stddef.h>

#include "byte-buffer.h"
#include "pkcs11-types.h"

struct attribute {
  CK_ATTRIBUTE_TYPE type;
  size_t length;
  unsigned char *value;
};

struct attributes {
  struct attribute *items;
  size_t count;
};

/* NULL where the object has no such attribute. */
const struct attribute *attributes_find(const struct attributes *list, CK_ATTRIBUTE_TYPE type);

/* Replaces or adds. */
bool attributes_set(struct attributes *list, CK_ATTRIBUTE_TYPE type, const void *value, size_t length);
bool attributes_set_flag(struct attributes *list, CK_ATTRIBUTE_TYPE type, bool value);
bool attributes_set_number(struct attributes *list, CK_ATTRIBUTE_TYPE type, CK_ULONG value);
bool attributes_set_default(struct attributes *list, CK_ATTRIBUTE_TYPE type, const void *value,
                            size_t length);

bool attributes_flag(const struct attributes *list, CK_ATTRIBUTE_TYPE type);
/* CK_UNAVAILABLE_INFORMATION where absent. */
CK_ULONG attributes_number(const struct attributes *list, CK_ATTRIBUTE_TYPE type);

/* CKR_ATTRIBUTE_VALUE_INVALID where a flag or a number has another length than its type. */
CK_RV attributes_from_template(struct attributes *list, const CK_ATTRIBUTE *template, CK_ULONG count);
bool attributes_match(const struct attributes *list, const CK_ATTRIBUTE *template, CK_ULONG count);

void attributes_encode(const struct attributes *list, struct byte_buffer *out);
bool attributes_decode(struct attributes *list, struct byte_reader *reader);

void attributes_free(struct attributes *list);

#endif

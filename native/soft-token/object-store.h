/* Objects: their attributes in memory, those of an SM2 key pair, and one file each on disk. */
#ifndef SEALDESK_OBJECT_STORE_H
#define SEALDESK_OBJECT_STORE_H

#include <stdbool.h>
#include <stddef.h>

#include "byte-buffer.h"
#include "pkcs11-types.h"
#include "sm2.h"
#include "token-record.h"

struct attribute {
  CK_ATTRIBUTE_TYPE type;
  size_t length;
  unsigned char *value;
};

struct attributes {
  struct attribute *items;
  size_t count;
};

/* Returns NULL if the object has no such attribute. */
const struct attribute *attributes_find(const struct attributes *list, CK_ATTRIBUTE_TYPE type);

/* Replaces or adds. */
bool attributes_set(struct attributes *list, CK_ATTRIBUTE_TYPE type, const void *value, size_t length);
bool attributes_set_flag(struct attributes *list, CK_ATTRIBUTE_TYPE type, bool value);
bool attributes_set_number(struct attributes *list, CK_ATTRIBUTE_TYPE type, CK_ULONG value);
bool attributes_set_default(struct attributes *list, CK_ATTRIBUTE_TYPE type, const void *value,
                            size_t length);

bool attributes_flag(const struct attributes *list, CK_ATTRIBUTE_TYPE type);
/* Returns CK_UNAVAILABLE_INFORMATION if the attribute is absent. */
CK_ULONG attributes_number(const struct attributes *list, CK_ATTRIBUTE_TYPE type);

/* Returns CKR_ATTRIBUTE_VALUE_INVALID if a flag or a number has another length than its type. */
CK_RV attributes_from_template(struct attributes *list, const CK_ATTRIBUTE *template, CK_ULONG count);
bool attributes_match(const struct attributes *list, const CK_ATTRIBUTE *template, CK_ULONG count);

void attributes_encode(const struct attributes *list, struct byte_buffer *out);
bool attributes_decode(struct attributes *list, struct byte_reader *reader);

void attributes_free(struct attributes *list);

/* OID 1.2.156.10197.1.301 (GM/T 0006): the SM2 curve, as CKA_EC_PARAMS carries it. */
#define SM2_CURVE_OID_LENGTH 10
extern const unsigned char SM2_CURVE_OID[SM2_CURVE_OID_LENGTH];

/* Adds to the attributes that a caller gave (label, CKA_ID). Returns false if memory ends. */
bool fill_public_key(struct attributes *list, const unsigned char point[SM2_POINT_LENGTH]);
bool fill_private_key(struct attributes *list, const unsigned char scalar[SM2_SCALAR_LENGTH],
                      const unsigned char point[SM2_POINT_LENGTH]);

/* The caller frees the attributes. Returns false if the object is absent, or private and master is NULL. */
bool object_load(const struct token_record *record, CK_OBJECT_HANDLE object, const unsigned char *master,
                 struct attributes *out);

/* Writes an object's file anew. The caller holds the token's lock. Private objects need the master key. */
bool object_save(const struct token_record *record, CK_OBJECT_HANDLE object, const struct attributes *list,
                 const unsigned char *master);

/* Takes the next handle, on disk first, and writes the object. The caller holds the token's lock. */
bool object_add(struct token_record *record, const struct attributes *list, const unsigned char *master,
                CK_OBJECT_HANDLE *object);

bool object_remove(const struct token_record *record, CK_OBJECT_HANDLE object);

/* Lists handles in rising order; the caller frees the array. Returns false if memory ends. */
bool object_list(const struct token_record *record, CK_OBJECT_HANDLE **handles, size_t *count);

/* Removes the objects of earlier generations. */
void object_sweep(const struct token_record *record);

#endif

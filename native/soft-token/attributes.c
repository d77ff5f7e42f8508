/* Lists of attributes: reading, changing, matching a template, their form on disk, and those of keys. */
#include <stdlib.h>
#include <string.h>

#include <openssl/crypto.h>

#include "object-store.h"

/* On disk a number takes 4 bytes for any size of CK_ULONG, so that a store serves every system. */
static bool is_number(CK_ATTRIBUTE_TYPE type) {
  return type == CKA_CLASS || type == CKA_KEY_TYPE || type == CKA_CERTIFICATE_TYPE ||
         type == CKA_CERTIFICATE_CATEGORY || type == CKA_JAVA_MIDP_SECURITY_DOMAIN ||
         type == CKA_KEY_GEN_MECHANISM;
}

static bool is_flag(CK_ATTRIBUTE_TYPE type) {
  return type == CKA_TOKEN || type == CKA_PRIVATE || type == CKA_TRUSTED || type == CKA_SENSITIVE ||
         (type >= CKA_ENCRYPT && type <= CKA_DERIVE) || type == CKA_EXTRACTABLE || type == CKA_LOCAL ||
         type == CKA_NEVER_EXTRACTABLE || type == CKA_ALWAYS_SENSITIVE || type == CKA_MODIFIABLE ||
         type == CKA_DESTROYABLE || type == CKA_ALWAYS_AUTHENTICATE;
}

static struct attribute *find(const struct attributes *list, CK_ATTRIBUTE_TYPE type) {
  for (size_t i = 0; i < list->count; i++) {
    if (list->items[i].type == type) return &list->items[i];
  }
  return NULL;
}

const struct attribute *attributes_find(const struct attributes *list, CK_ATTRIBUTE_TYPE type) {
  return find(list, type);
}

static void clear_value(struct attribute *attribute) {
  if (attribute->value != NULL) OPENSSL_cleanse(attribute->value, attribute->length);
  free(attribute->value);
  attribute->value = NULL;
}

static struct attribute *add(struct attributes *list, CK_ATTRIBUTE_TYPE type) {
  struct attribute *items = realloc(list->items, (list->count + 1) * sizeof *items);
  if (items == NULL) return NULL;
  list->items = items;
  items[list->count] = (struct attribute){.type = type};
  return &items[list->count++];
}

bool attributes_set(struct attributes *list, CK_ATTRIBUTE_TYPE type, const void *value, size_t length) {
  unsigned char *copy = malloc(length == 0 ? 1 : length);
  if (copy == NULL) return false;
  if (length > 0) memcpy(copy, value, length);
  struct attribute *attribute = find(list, type);
  if (attribute == NULL) attribute = add(list, type);
  if (attribute == NULL) {
    free(copy);
    return false;
  }
  clear_value(attribute);
  attribute->value = copy;
  attribute->length = length;
  return true;
}

bool attributes_set_flag(struct attributes *list, CK_ATTRIBUTE_TYPE type, bool value) {
  CK_BBOOL flag = value ? CK_TRUE : CK_FALSE;
  return attributes_set(list, type, &flag, sizeof flag);
}

bool attributes_set_number(struct attributes *list, CK_ATTRIBUTE_TYPE type, CK_ULONG value) {
  return attributes_set(list, type, &value, sizeof value);
}

bool attributes_set_default(struct attributes *list, CK_ATTRIBUTE_TYPE type, const void *value,
                            size_t length) {
  return find(list, type) != NULL || attributes_set(list, type, value, length);
}

bool attributes_flag(const struct attributes *list, CK_ATTRIBUTE_TYPE type) {
  const struct attribute *attribute = find(list, type);
  return attribute != NULL && attribute->length == 1 && attribute->value[0] != CK_FALSE;
}

CK_ULONG attributes_number(const struct attributes *list, CK_ATTRIBUTE_TYPE type) {
  const struct attribute *attribute = find(list, type);
  CK_ULONG value = CK_UNAVAILABLE_INFORMATION;
  if (attribute != NULL && attribute->length == sizeof value) memcpy(&value, attribute->value, sizeof value);
  return value;
}

CK_RV attributes_from_template(struct attributes *list, const CK_ATTRIBUTE *template, CK_ULONG count) {
  if (template == NULL && count > 0) return CKR_ARGUMENTS_BAD;
  for (CK_ULONG i = 0; i < count; i++) {
    const CK_ATTRIBUTE *given = &template[i];
    if (given->pValue == NULL && given->ulValueLen > 0) return CKR_ATTRIBUTE_VALUE_INVALID;
    if (is_flag(given->type) && given->ulValueLen != sizeof(CK_BBOOL)) return CKR_ATTRIBUTE_VALUE_INVALID;
    if (is_number(given->type) && given->ulValueLen != sizeof(CK_ULONG)) return CKR_ATTRIBUTE_VALUE_INVALID;
    if (given->ulValueLen > UINT32_MAX / 2) return CKR_ATTRIBUTE_VALUE_INVALID;
    if (!attributes_set(list, given->type, given->pValue, given->ulValueLen)) return CKR_HOST_MEMORY;
  }
  return CKR_OK;
}

bool attributes_match(const struct attributes *list, const CK_ATTRIBUTE *template, CK_ULONG count) {
  for (CK_ULONG i = 0; i < count; i++) {
    const struct attribute *attribute = find(list, template[i].type);
    if (attribute == NULL || attribute->length != template[i].ulValueLen) return false;
    if (attribute->length > 0 && memcmp(attribute->value, template[i].pValue, attribute->length) != 0)
      return false;
  }
  return true;
}

void attributes_encode(const struct attributes *list, struct byte_buffer *out) {
  buffer_write_number(out, (uint32_t)list->count);
  for (size_t i = 0; i < list->count; i++) {
    const struct attribute *attribute = &list->items[i];
    buffer_write_number(out, (uint32_t)attribute->type);
    if (is_number(attribute->type)) {
      buffer_write_number(out, 4);
      buffer_write_number(out, (uint32_t)attributes_number(list, attribute->type));
    } else {
      buffer_write_number(out, (uint32_t)attribute->length);
      buffer_write(out, attribute->value, attribute->length);
    }
  }
}

bool attributes_decode(struct attributes *list, struct byte_reader *reader) {
  uint32_t count = reader_number(reader);
  for (uint32_t i = 0; i < count && !reader->failed; i++) {
    CK_ATTRIBUTE_TYPE type = reader_number(reader);
    uint32_t length = reader_number(reader);
    if (is_number(type)) {
      if (!attributes_set_number(list, type, reader_number(reader))) return false;
      continue;
    }
    const unsigned char *value = reader_take(reader, length);
    if (value == NULL || !attributes_set(list, type, value, length)) return false;
  }
  return !reader->failed;
}

void attributes_free(struct attributes *list) {
  for (size_t i = 0; i < list->count; i++) clear_value(&list->items[i]);
  free(list->items);
  list->items = NULL;
  list->count = 0;
}

const unsigned char SM2_CURVE_OID[SM2_CURVE_OID_LENGTH] = {0x06, 0x08, 0x2A, 0x81, 0x1C,
                                                           0xCF, 0x55, 0x01, 0x82, 0x2D};

static bool set_common(struct attributes *list, CK_ULONG class, const unsigned char *point) {
  unsigned char octets[2 + SM2_POINT_LENGTH] = {0x04, SM2_POINT_LENGTH};
  CK_BBOOL yes = CK_TRUE;
  memcpy(octets + 2, point, SM2_POINT_LENGTH);
  return attributes_set_number(list, CKA_CLASS, class) &&
         attributes_set_number(list, CKA_KEY_TYPE, CKK_IBM_SM2) &&
         attributes_set_number(list, CKA_KEY_GEN_MECHANISM, CKM_IBM_SM2_KEY_PAIR_GEN) &&
         attributes_set(list, CKA_EC_PARAMS, SM2_CURVE_OID, sizeof SM2_CURVE_OID) &&
         attributes_set(list, CKA_EC_POINT, octets, sizeof octets) &&
         attributes_set_flag(list, CKA_LOCAL, true) && attributes_set_flag(list, CKA_DERIVE, false) &&
         attributes_set_default(list, CKA_ID, NULL, 0) && attributes_set_default(list, CKA_LABEL, NULL, 0) &&
         attributes_set_default(list, CKA_SUBJECT, NULL, 0) &&
         attributes_set_default(list, CKA_MODIFIABLE, &yes, 1) &&
         attributes_set_default(list, CKA_DESTROYABLE, &yes, 1);
}

bool fill_public_key(struct attributes *list, const unsigned char point[SM2_POINT_LENGTH]) {
  return set_common(list, CKO_PUBLIC_KEY, point) && attributes_set_flag(list, CKA_PRIVATE, false) &&
         attributes_set_flag(list, CKA_VERIFY, true) &&
         attributes_set_flag(list, CKA_VERIFY_RECOVER, false) &&
         attributes_set_flag(list, CKA_ENCRYPT, false) && attributes_set_flag(list, CKA_WRAP, false);
}

bool fill_private_key(struct attributes *list, const unsigned char scalar[SM2_SCALAR_LENGTH],
                      const unsigned char point[SM2_POINT_LENGTH]) {
  return set_common(list, CKO_PRIVATE_KEY, point) &&
         attributes_set(list, CKA_VALUE, scalar, SM2_SCALAR_LENGTH) &&
         attributes_set_flag(list, CKA_PRIVATE, true) && attributes_set_flag(list, CKA_SENSITIVE, true) &&
         attributes_set_flag(list, CKA_ALWAYS_SENSITIVE, true) &&
         attributes_set_flag(list, CKA_EXTRACTABLE, false) &&
         attributes_set_flag(list, CKA_NEVER_EXTRACTABLE, true) &&
         attributes_set_flag(list, CKA_SIGN, true) && attributes_set_flag(list, CKA_SIGN_RECOVER, false) &&
         attributes_set_flag(list, CKA_DECRYPT, false) && attributes_set_flag(list, CKA_UNWRAP, false) &&
         attributes_set_flag(list, CKA_ALWAYS_AUTHENTICATE, false);
}

/* Creating, reading, changing and destroying objects. Data objects and certificates may be written; keys are
 * made here. */
#include <stdlib.h>
#include <string.h>

#include "access.h"
#include "entry.h"
#include "object-store.h"

static bool complete(struct attributes *list) {
  CK_BBOOL yes = CK_TRUE, no = CK_FALSE;
  CK_ULONG unspecified = 0;
  bool done = attributes_set_default(list, CKA_PRIVATE, &no, 1) &&
              attributes_set_default(list, CKA_MODIFIABLE, &yes, 1) &&
              attributes_set_default(list, CKA_DESTROYABLE, &yes, 1) &&
              attributes_set_default(list, CKA_LABEL, NULL, 0);
  if (attributes_number(list, CKA_CLASS) == CKO_DATA) {
    return done && attributes_set_default(list, CKA_APPLICATION, NULL, 0) &&
           attributes_set_default(list, CKA_OBJECT_ID, NULL, 0);
  }
  return done && attributes_set_default(list, CKA_ID, NULL, 0) &&
         attributes_set_default(list, CKA_SUBJECT, NULL, 0) &&
         attributes_set_default(list, CKA_ISSUER, NULL, 0) &&
         attributes_set_default(list, CKA_SERIAL_NUMBER, NULL, 0) &&
         attributes_set_default(list, CKA_TRUSTED, &no, 1) &&
         attributes_set_default(list, CKA_CERTIFICATE_CATEGORY, &unspecified, sizeof unspecified);
}

static CK_RV check_new(const struct attributes *list) {
  CK_ULONG class = attributes_number(list, CKA_CLASS);
  if (class == CK_UNAVAILABLE_INFORMATION) return CKR_TEMPLATE_INCOMPLETE;
  if (class != CKO_DATA && class != CKO_CERTIFICATE) return CKR_TEMPLATE_INCONSISTENT;
  if (!attributes_flag(list, CKA_TOKEN)) return CKR_TEMPLATE_INCONSISTENT;
  if (attributes_find(list, CKA_VALUE) == NULL) return CKR_TEMPLATE_INCOMPLETE;
  if (class == CKO_CERTIFICATE && attributes_number(list, CKA_CERTIFICATE_TYPE) != 0)
    return CKR_TEMPLATE_INCONSISTENT;
  return CKR_OK;
}

/* A key has little memory; this one has enough for any seal, and an end. */
#define VALUE_LIMIT (1U << 20)
#define OBJECT_LIMIT 512

static CK_RV check_value(const struct attributes *list) {
  const struct attribute *value = attributes_find(list, CKA_VALUE);
  return value == NULL || value->length <= VALUE_LIMIT ? CKR_OK : CKR_DEVICE_MEMORY;
}

static CK_RV check_room(const struct token_record *record) {
  CK_OBJECT_HANDLE *handles = NULL;
  size_t count = 0;
  bool listed = object_list(record, &handles, &count);
  free(handles);
  if (!listed) return CKR_HOST_MEMORY;
  return count < OBJECT_LIMIT ? CKR_OK : CKR_DEVICE_MEMORY;
}

static CK_RV create_object(CK_SESSION_HANDLE handle, const CK_ATTRIBUTE *template, CK_ULONG count,
                           CK_OBJECT_HANDLE *object) {
  if (object == NULL) return CKR_ARGUMENTS_BAD;
  struct access access;
  struct attributes list = {0};
  CK_RV rv = access_begin(handle, ACCESS_WRITE, &access);
  if (rv != CKR_OK) return rv;
  rv = access_may_write(&access);
  if (rv == CKR_OK) rv = attributes_from_template(&list, template, count);
  if (rv == CKR_OK) rv = check_new(&list);
  if (rv == CKR_OK) rv = check_value(&list);
  if (rv == CKR_OK) rv = check_room(&access.record);
  if (rv == CKR_OK && !complete(&list)) rv = CKR_HOST_MEMORY;
  if (rv == CKR_OK && !object_add(&access.record, &list, access_user_key(&access), object))
    rv = CKR_DEVICE_ERROR;
  attributes_free(&list);
  access_end(&access);
  return rv;
}

CK_RV C_CreateObject(CK_SESSION_HANDLE session, CK_ATTRIBUTE *template, CK_ULONG count,
                     CK_OBJECT_HANDLE *object) {
  WITHIN_MODULE(create_object(session, template, count, object));
}

static CK_RV destroy_object(CK_SESSION_HANDLE handle, CK_OBJECT_HANDLE object) {
  struct access access;
  struct attributes list;
  CK_RV rv = access_begin(handle, ACCESS_WRITE, &access);
  if (rv != CKR_OK) return rv;
  rv = access_may_write(&access);
  if (rv == CKR_OK && !object_load(&access.record, object, access_user_key(&access), &list)) {
    rv = CKR_OBJECT_HANDLE_INVALID;
  } else if (rv == CKR_OK) {
    bool allowed = attributes_flag(&list, CKA_DESTROYABLE);
    attributes_free(&list);
    if (!allowed) rv = CKR_ACTION_PROHIBITED;
    if (allowed && !object_remove(&access.record, object)) rv = CKR_DEVICE_ERROR;
  }
  access_end(&access);
  return rv;
}

CK_RV C_DestroyObject(CK_SESSION_HANDLE session, CK_OBJECT_HANDLE object) {
  WITHIN_MODULE(destroy_object(session, object));
}

/* The scalar of a private key is never told, to anyone. */
static bool is_secret(const struct attributes *list, CK_ATTRIBUTE_TYPE type) {
  return type == CKA_VALUE && attributes_number(list, CKA_CLASS) == CKO_PRIVATE_KEY;
}

static CK_RV read_attribute(const struct attributes *list, CK_ATTRIBUTE *wanted) {
  const struct attribute *attribute = attributes_find(list, wanted->type);
  CK_ULONG capacity = wanted->ulValueLen;
  wanted->ulValueLen = CK_UNAVAILABLE_INFORMATION;
  if (is_secret(list, wanted->type)) return CKR_ATTRIBUTE_SENSITIVE;
  if (attribute == NULL) return CKR_ATTRIBUTE_TYPE_INVALID;
  if (wanted->pValue != NULL && capacity < attribute->length) return CKR_BUFFER_TOO_SMALL;
  wanted->ulValueLen = attribute->length;
  if (wanted->pValue != NULL && attribute->length > 0)
    memcpy(wanted->pValue, attribute->value, attribute->length);
  return CKR_OK;
}

static CK_RV get_attributes(CK_SESSION_HANDLE handle, CK_OBJECT_HANDLE object, CK_ATTRIBUTE *template,
                            CK_ULONG count) {
  if (template == NULL) return CKR_ARGUMENTS_BAD;
  struct access access;
  struct attributes list;
  CK_RV rv = access_begin(handle, ACCESS_READ, &access);
  if (rv != CKR_OK) return rv;
  if (object_load(&access.record, object, access_user_key(&access), &list)) {
    for (CK_ULONG i = 0; i < count; i++) {
      CK_RV one = read_attribute(&list, &template[i]);
      if (one != CKR_OK) rv = one;
    }
    attributes_free(&list);
  } else {
    rv = CKR_OBJECT_HANDLE_INVALID;
  }
  access_end(&access);
  return rv;
}

CK_RV C_GetAttributeValue(CK_SESSION_HANDLE session, CK_OBJECT_HANDLE object, CK_ATTRIBUTE *template,
                          CK_ULONG count) {
  WITHIN_MODULE(get_attributes(session, object, template, count));
}

static CK_RV may_change(const struct attributes *list, const CK_ATTRIBUTE *template, CK_ULONG count) {
  bool data = attributes_number(list, CKA_CLASS) == CKO_DATA;
  for (CK_ULONG i = 0; i < count; i++) {
    CK_ATTRIBUTE_TYPE type = template[i].type;
    bool named = type == CKA_LABEL || (data ? type == CKA_APPLICATION || type == CKA_VALUE
                                            : type == CKA_ID || type == CKA_SUBJECT);
    if (!named) return CKR_ATTRIBUTE_READ_ONLY;
  }
  return attributes_flag(list, CKA_MODIFIABLE) ? CKR_OK : CKR_ACTION_PROHIBITED;
}

static CK_RV set_attributes(CK_SESSION_HANDLE handle, CK_OBJECT_HANDLE object, const CK_ATTRIBUTE *template,
                            CK_ULONG count) {
  if (template == NULL) return CKR_ARGUMENTS_BAD;
  struct access access;
  struct attributes list = {0};
  CK_RV rv = access_begin(handle, ACCESS_WRITE, &access);
  if (rv != CKR_OK) return rv;
  rv = access_may_write(&access);
  const unsigned char *key = access_user_key(&access);
  if (rv == CKR_OK && !object_load(&access.record, object, key, &list)) rv = CKR_OBJECT_HANDLE_INVALID;
  if (rv == CKR_OK) rv = may_change(&list, template, count);
  if (rv == CKR_OK) rv = attributes_from_template(&list, template, count);
  if (rv == CKR_OK) rv = check_value(&list);
  if (rv == CKR_OK && !object_save(&access.record, object, &list, key)) rv = CKR_DEVICE_ERROR;
  attributes_free(&list);
  access_end(&access);
  return rv;
}

CK_RV C_SetAttributeValue(CK_SESSION_HANDLE session, CK_OBJECT_HANDLE object, CK_ATTRIBUTE *template,
                          CK_ULONG count) {
  WITHIN_MODULE(set_attributes(session, object, template, count));
}

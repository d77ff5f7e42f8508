/* C_GenerateKeyPair: SM2 keys are made on the token and their scalar never leaves it. */
#include <string.h>

#include <openssl/crypto.h>

#include "access.h"
#include "entry.h"
#include "object-store.h"

static bool contradicts(const struct attributes *list, CK_ATTRIBUTE_TYPE type, bool needed) {
  return attributes_find(list, type) != NULL && attributes_flag(list, type) != needed;
}

/* The template must ask for keys that this token makes: token objects, never extractable, on the SM2 curve. */
static CK_RV check_template(const struct attributes *list, CK_ULONG class) {
  const struct attribute *curve = attributes_find(list, CKA_EC_PARAMS);
  if (curve != NULL &&
      (curve->length != sizeof SM2_CURVE_OID || memcmp(curve->value, SM2_CURVE_OID, curve->length) != 0)) {
    return CKR_TEMPLATE_INCONSISTENT;
  }
  if (attributes_find(list, CKA_CLASS) != NULL && attributes_number(list, CKA_CLASS) != class)
    return CKR_TEMPLATE_INCONSISTENT;
  if (attributes_find(list, CKA_KEY_TYPE) != NULL && attributes_number(list, CKA_KEY_TYPE) != CKK_IBM_SM2) {
    return CKR_TEMPLATE_INCONSISTENT;
  }
  if (attributes_find(list, CKA_VALUE) != NULL || !attributes_flag(list, CKA_TOKEN))
    return CKR_TEMPLATE_INCONSISTENT;
  bool private_key = class == CKO_PRIVATE_KEY;
  if (contradicts(list, CKA_PRIVATE, private_key)) return CKR_TEMPLATE_INCONSISTENT;
  if (private_key && (contradicts(list, CKA_SENSITIVE, true) || contradicts(list, CKA_EXTRACTABLE, false))) {
    return CKR_TEMPLATE_INCONSISTENT;
  }
  return CKR_OK;
}

struct key_pair {
  struct attributes public_list;
  struct attributes private_list;
  CK_OBJECT_HANDLE public_key;
  CK_OBJECT_HANDLE private_key;
};

static CK_RV store(struct access *access, struct key_pair *pair) {
  const unsigned char *master = access_user_key(access);
  if (!object_add(&access->record, &pair->private_list, master, &pair->private_key)) return CKR_DEVICE_ERROR;
  if (object_add(&access->record, &pair->public_list, master, &pair->public_key)) return CKR_OK;
  object_remove(&access->record, pair->private_key);
  return CKR_DEVICE_ERROR;
}

static CK_RV make(struct access *access, struct key_pair *pair) {
  unsigned char scalar[SM2_SCALAR_LENGTH], point[SM2_POINT_LENGTH];
  CK_RV rv = check_template(&pair->public_list, CKO_PUBLIC_KEY);
  if (rv == CKR_OK) rv = check_template(&pair->private_list, CKO_PRIVATE_KEY);
  if (rv == CKR_OK && !sm2_generate(scalar, point)) rv = CKR_GENERAL_ERROR;
  if (rv == CKR_OK && !(fill_public_key(&pair->public_list, point) &&
                        fill_private_key(&pair->private_list, scalar, point))) {
    rv = CKR_HOST_MEMORY;
  }
  OPENSSL_cleanse(scalar, sizeof scalar);
  return rv == CKR_OK ? store(access, pair) : rv;
}

static CK_RV generate(CK_SESSION_HANDLE handle, const CK_MECHANISM *mechanism,
                      const CK_ATTRIBUTE *public_template, CK_ULONG public_count,
                      const CK_ATTRIBUTE *private_template, CK_ULONG private_count,
                      CK_OBJECT_HANDLE *public_key, CK_OBJECT_HANDLE *private_key) {
  if (mechanism == NULL || public_key == NULL || private_key == NULL) return CKR_ARGUMENTS_BAD;
  if (mechanism->mechanism != CKM_IBM_SM2_KEY_PAIR_GEN) return CKR_MECHANISM_INVALID;
  struct access access;
  struct key_pair pair = {0};
  CK_RV rv = access_begin(handle, ACCESS_WRITE, &access);
  if (rv != CKR_OK) return rv;
  rv = access_may_write(&access);
  if (rv == CKR_OK) rv = attributes_from_template(&pair.public_list, public_template, public_count);
  if (rv == CKR_OK) rv = attributes_from_template(&pair.private_list, private_template, private_count);
  if (rv == CKR_OK) rv = make(&access, &pair);
  attributes_free(&pair.public_list);
  attributes_free(&pair.private_list);
  access_end(&access);
  *public_key = rv == CKR_OK ? pair.public_key : CK_INVALID_HANDLE;
  *private_key = rv == CKR_OK ? pair.private_key : CK_INVALID_HANDLE;
  return rv;
}

CK_RV C_GenerateKeyPair(CK_SESSION_HANDLE session, CK_MECHANISM *mechanism, CK_ATTRIBUTE *public_template,
                        CK_ULONG public_count, CK_ATTRIBUTE *private_template, CK_ULONG private_count,
                        CK_OBJECT_HANDLE *public_key, CK_OBJECT_HANDLE *private_key) {
  WITHIN_MODULE(generate(session, mechanism, public_template, public_count, private_template, private_count,
                         public_key, private_key));
}

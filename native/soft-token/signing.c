/* Signatures made and checked with SM2, over e or over a message. */
#include <string.h>

#include "access.h"
#include "entry.h"
#include "object-store.h"

struct wanted_key {
  CK_ULONG class;
  CK_ATTRIBUTE_TYPE use;
};

static const struct wanted_key FOR_SIGNING = {CKO_PRIVATE_KEY, CKA_SIGN};
static const struct wanted_key FOR_VERIFYING = {CKO_PUBLIC_KEY, CKA_VERIFY};

static EVP_PKEY *key_from(const struct attributes *list, bool with_scalar) {
  const struct attribute *point = attributes_find(list, CKA_EC_POINT);
  const struct attribute *scalar = attributes_find(list, CKA_VALUE);
  if (point == NULL || point->length != 2 + SM2_POINT_LENGTH) return NULL;
  if (!with_scalar) return sm2_key(NULL, point->value + 2);
  if (scalar == NULL || scalar->length != SM2_SCALAR_LENGTH) return NULL;
  return sm2_key(scalar->value, point->value + 2);
}

static CK_RV load_key(const struct access *access, CK_OBJECT_HANDLE object, struct wanted_key wanted,
                      EVP_PKEY **key) {
  struct attributes list;
  if (!object_load(&access->record, object, access_user_key(access), &list)) return CKR_KEY_HANDLE_INVALID;
  CK_RV rv = CKR_OK;
  if (attributes_number(&list, CKA_CLASS) != wanted.class)
    rv = CKR_KEY_TYPE_INCONSISTENT;
  else if (!attributes_flag(&list, wanted.use))
    rv = CKR_KEY_FUNCTION_NOT_PERMITTED;
  if (rv == CKR_OK) *key = key_from(&list, wanted.class == CKO_PRIVATE_KEY);
  attributes_free(&list);
  return rv == CKR_OK && *key == NULL ? CKR_GENERAL_ERROR : rv;
}

static CK_RV begin(const struct access *access, struct operation *operation, const CK_MECHANISM *mechanism,
                   CK_OBJECT_HANDLE object, struct wanted_key wanted) {
  if (mechanism == NULL) return CKR_ARGUMENTS_BAD;
  if (operation->key != NULL) return CKR_OPERATION_ACTIVE;
  bool message = mechanism->mechanism == CKM_IBM_SM2_SIGN_MESSAGE;
  if (!message && mechanism->mechanism != CKM_IBM_SM2_SIGN_DIGEST) return CKR_MECHANISM_INVALID;
  if (mechanism->ulParameterLen != 0) return CKR_MECHANISM_PARAM_INVALID;
  CK_RV rv = load_key(access, object, wanted, &operation->key);
  if (rv != CKR_OK || !message) return rv;
  operation->message = sm2_begin_message(operation->key);
  if (operation->message != NULL) return CKR_OK;
  operation_end(operation);
  return CKR_GENERAL_ERROR;
}

static CK_RV update(struct operation *operation, const CK_BYTE *data, CK_ULONG length) {
  if (operation->key == NULL) return CKR_OPERATION_NOT_INITIALIZED;
  if (data == NULL && length > 0) return CKR_ARGUMENTS_BAD;
  if (operation->message != NULL) {
    return sm2_message_update(operation->message, data, length) ? CKR_OK : CKR_GENERAL_ERROR;
  }
  if (length > SM2_DIGEST_LENGTH - operation->digest_length) return CKR_DATA_LEN_RANGE;
  if (length > 0) memcpy(operation->digest + operation->digest_length, data, length);
  operation->digest_length += length;
  return CKR_OK;
}

static CK_RV digest_of(struct operation *operation, unsigned char digest[SM2_DIGEST_LENGTH]) {
  if (operation->message != NULL)
    return sm2_message_digest(operation->message, digest) ? CKR_OK : CKR_GENERAL_ERROR;
  if (operation->digest_length != SM2_DIGEST_LENGTH) return CKR_DATA_LEN_RANGE;
  memcpy(digest, operation->digest, SM2_DIGEST_LENGTH);
  return CKR_OK;
}

/* Base specification §5.2: asking for the length, or with too small a buffer, leaves the operation active. */
static bool only_length(CK_BYTE *signature, CK_ULONG *length, CK_RV *rv) {
  bool enough = *length >= SM2_SIGNATURE_LENGTH;
  *length = SM2_SIGNATURE_LENGTH;
  *rv = signature == NULL || enough ? CKR_OK : CKR_BUFFER_TOO_SMALL;
  return signature == NULL || !enough;
}

static CK_RV finish_signature(struct operation *operation, CK_BYTE *signature, CK_ULONG *length) {
  unsigned char digest[SM2_DIGEST_LENGTH];
  CK_RV rv = CKR_OK;
  if (operation->key == NULL) return CKR_OPERATION_NOT_INITIALIZED;
  if (length == NULL) return CKR_ARGUMENTS_BAD;
  if (only_length(signature, length, &rv)) return rv;
  rv = digest_of(operation, digest);
  if (rv == CKR_OK && !sm2_sign_digest(operation->key, digest, signature)) rv = CKR_GENERAL_ERROR;
  operation_end(operation);
  return rv;
}

static CK_RV finish_check(struct operation *operation, const CK_BYTE *signature, CK_ULONG length) {
  unsigned char digest[SM2_DIGEST_LENGTH];
  if (operation->key == NULL) return CKR_OPERATION_NOT_INITIALIZED;
  if (signature == NULL) return CKR_ARGUMENTS_BAD;
  CK_RV rv = length == SM2_SIGNATURE_LENGTH ? digest_of(operation, digest) : CKR_SIGNATURE_LEN_RANGE;
  if (rv == CKR_OK && !sm2_verify_digest(operation->key, digest, signature)) rv = CKR_SIGNATURE_INVALID;
  operation_end(operation);
  return rv;
}

static CK_RV sign_init(CK_SESSION_HANDLE handle, const CK_MECHANISM *mechanism, CK_OBJECT_HANDLE key) {
  struct access access;
  CK_RV rv = access_begin(handle, ACCESS_READ, &access);
  if (rv != CKR_OK) return rv;
  rv = access_user_key(&access) == NULL ? CKR_USER_NOT_LOGGED_IN
                                        : begin(&access, &access.session->sign, mechanism, key, FOR_SIGNING);
  access_end(&access);
  return rv;
}

CK_RV C_SignInit(CK_SESSION_HANDLE session, CK_MECHANISM *mechanism, CK_OBJECT_HANDLE key) {
  WITHIN_MODULE(sign_init(session, mechanism, key));
}

static CK_RV sign_update(CK_SESSION_HANDLE handle, const CK_BYTE *data, CK_ULONG length) {
  struct access access;
  CK_RV rv = access_begin(handle, ACCESS_READ, &access);
  if (rv != CKR_OK) return rv;
  rv = update(&access.session->sign, data, length);
  if (rv != CKR_OK) operation_end(&access.session->sign);
  access_end(&access);
  return rv;
}

CK_RV C_SignUpdate(CK_SESSION_HANDLE session, CK_BYTE *data, CK_ULONG data_length) {
  WITHIN_MODULE(sign_update(session, data, data_length));
}

static CK_RV sign_final(CK_SESSION_HANDLE handle, CK_BYTE *signature, CK_ULONG *length) {
  struct access access;
  CK_RV rv = access_begin(handle, ACCESS_READ, &access);
  if (rv != CKR_OK) return rv;
  rv = finish_signature(&access.session->sign, signature, length);
  access_end(&access);
  return rv;
}

CK_RV C_SignFinal(CK_SESSION_HANDLE session, CK_BYTE *signature, CK_ULONG *signature_length) {
  WITHIN_MODULE(sign_final(session, signature, signature_length));
}

static CK_RV sign(CK_SESSION_HANDLE handle, const CK_BYTE *data, CK_ULONG length, CK_BYTE *signature,
                  CK_ULONG *signature_length) {
  if (signature == NULL || signature_length == NULL || *signature_length < SM2_SIGNATURE_LENGTH) {
    return sign_final(handle, signature, signature_length);
  }
  CK_RV rv = sign_update(handle, data, length);
  return rv == CKR_OK ? sign_final(handle, signature, signature_length) : rv;
}

CK_RV C_Sign(CK_SESSION_HANDLE session, CK_BYTE *data, CK_ULONG data_length, CK_BYTE *signature,
             CK_ULONG *signature_length) {
  WITHIN_MODULE(sign(session, data, data_length, signature, signature_length));
}

static CK_RV verify_init(CK_SESSION_HANDLE handle, const CK_MECHANISM *mechanism, CK_OBJECT_HANDLE key) {
  struct access access;
  CK_RV rv = access_begin(handle, ACCESS_READ, &access);
  if (rv != CKR_OK) return rv;
  rv = begin(&access, &access.session->verify, mechanism, key, FOR_VERIFYING);
  access_end(&access);
  return rv;
}

CK_RV C_VerifyInit(CK_SESSION_HANDLE session, CK_MECHANISM *mechanism, CK_OBJECT_HANDLE key) {
  WITHIN_MODULE(verify_init(session, mechanism, key));
}

static CK_RV verify_update(CK_SESSION_HANDLE handle, const CK_BYTE *data, CK_ULONG length) {
  struct access access;
  CK_RV rv = access_begin(handle, ACCESS_READ, &access);
  if (rv != CKR_OK) return rv;
  rv = update(&access.session->verify, data, length);
  if (rv != CKR_OK) operation_end(&access.session->verify);
  access_end(&access);
  return rv;
}

CK_RV C_VerifyUpdate(CK_SESSION_HANDLE session, CK_BYTE *data, CK_ULONG data_length) {
  WITHIN_MODULE(verify_update(session, data, data_length));
}

static CK_RV verify_final(CK_SESSION_HANDLE handle, const CK_BYTE *signature, CK_ULONG length) {
  struct access access;
  CK_RV rv = access_begin(handle, ACCESS_READ, &access);
  if (rv != CKR_OK) return rv;
  rv = finish_check(&access.session->verify, signature, length);
  access_end(&access);
  return rv;
}

CK_RV C_VerifyFinal(CK_SESSION_HANDLE session, CK_BYTE *signature, CK_ULONG signature_length) {
  WITHIN_MODULE(verify_final(session, signature, signature_length));
}

static CK_RV verify(CK_SESSION_HANDLE handle, const CK_BYTE *data, CK_ULONG length, const CK_BYTE *signature,
                    CK_ULONG signature_length) {
  CK_RV rv = verify_update(handle, data, length);
  return rv == CKR_OK ? verify_final(handle, signature, signature_length) : rv;
}

CK_RV C_Verify(CK_SESSION_HANDLE session, CK_BYTE *data, CK_ULONG data_length, CK_BYTE *signature,
               CK_ULONG signature_length) {
  WITHIN_MODULE(verify(session, data, data_length, signature, signature_length));
}

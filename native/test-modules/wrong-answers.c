/* Behaviours of modules that answer, but wrongly or in a form of their own. */
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include <openssl/evp.h>

#include "shim.h"

#define COORDINATE_LENGTH 32

/* Gives signatures of valid form with a wrong value. */
static CK_RV sign_wrongly(CK_SESSION_HANDLE session, CK_BYTE *data, CK_ULONG data_length, CK_BYTE *signature,
                          CK_ULONG *signature_length) {
  note_call("C_Sign");
  CK_RV rv = honest->C_Sign(session, data, data_length, signature, signature_length);
  if (rv == CKR_OK && signature != NULL) signature[*signature_length - 1] ^= 1;
  return rv;
}

static void replace_for_wrong_signature(CK_FUNCTION_LIST *list) { list->C_Sign = sign_wrongly; }

const struct behaviour wrong_signature = {.replace = replace_for_wrong_signature};

/*
 * Gives signatures in DER that is not strict: r takes 31 bytes, has its top bit set, and no 00 before it. Such
 * an r comes up once in 512, so the key signs until it does.
 */

#define MOST_TRIES 100000
#define INTEGER 0x02
#define SEQUENCE 0x30

static CK_MECHANISM chosen_mechanism;
static CK_OBJECT_HANDLE chosen_key;

static CK_RV remember_and_begin(CK_SESSION_HANDLE session, CK_MECHANISM *mechanism, CK_OBJECT_HANDLE key) {
  chosen_mechanism = *mechanism;
  chosen_key = key;
  return honest->C_SignInit(session, mechanism, key);
}

/* A negative number to any strict reader. */
static CK_BYTE *put_integer(CK_BYTE *out, const CK_BYTE *bytes, CK_ULONG length) {
  *out++ = INTEGER;
  *out++ = (CK_BYTE)length;
  memcpy(out, bytes, length);
  return out + length;
}

static CK_RV sign_in_lax_der(CK_SESSION_HANDLE session, CK_BYTE *data, CK_ULONG data_length,
                             CK_BYTE *signature, CK_ULONG *signature_length) {
  note_call("C_Sign");
  CK_BYTE raw[2 * COORDINATE_LENGTH];
  for (int i = 0; i < MOST_TRIES; i++) {
    CK_ULONG length = sizeof raw;
    CK_RV rv = honest->C_Sign(session, data, data_length, raw, &length);
    if (rv != CKR_OK) return rv;
    if (raw[0] == 0 && raw[1] >= 0x80) break;
    rv = honest->C_SignInit(session, &chosen_mechanism, chosen_key);
    if (rv != CKR_OK) return rv;
  }
  CK_BYTE *end = put_integer(signature + 2, raw + 1, COORDINATE_LENGTH - 1);
  end = put_integer(end, raw + COORDINATE_LENGTH, COORDINATE_LENGTH);
  signature[0] = SEQUENCE;
  signature[1] = (CK_BYTE)(end - signature - 2);
  *signature_length = (CK_ULONG)(end - signature);
  return CKR_OK;
}

static void replace_for_lax_der(CK_FUNCTION_LIST *list) {
  list->C_SignInit = remember_and_begin;
  list->C_Sign = sign_in_lax_der;
}

const struct behaviour lax_der = {.replace = replace_for_lax_der};

/* Hashes a message without Z before it signs, as some devices do (Sansec 80008100). */

#define DIGEST_LENGTH 32

static CK_RV begin_over_digest(CK_SESSION_HANDLE session, CK_MECHANISM *mechanism, CK_OBJECT_HANDLE key) {
  CK_MECHANISM over_digest = {CKM_IBM_SM2_SIGN_DIGEST, NULL, 0};
  if (mechanism == NULL || mechanism->mechanism != CKM_IBM_SM2_SIGN_MESSAGE) return CKR_MECHANISM_INVALID;
  return honest->C_SignInit(session, &over_digest, key);
}

static CK_RV sign_without_z(CK_SESSION_HANDLE session, CK_BYTE *data, CK_ULONG data_length,
                            CK_BYTE *signature, CK_ULONG *signature_length) {
  note_call("C_Sign");
  CK_BYTE digest[DIGEST_LENGTH];
  if (EVP_Digest(data, data_length, digest, NULL, EVP_sm3(), NULL) != 1) return CKR_GENERAL_ERROR;
  return honest->C_Sign(session, digest, sizeof digest, signature, signature_length);
}

static void replace_for_without_z(CK_FUNCTION_LIST *list) {
  list->C_SignInit = begin_over_digest;
  list->C_Sign = sign_without_z;
}

const struct behaviour without_z = {.replace = replace_for_without_z};

/* Answers CKR_GENERAL_ERROR for a wrong PIN and never tells of tries in its flags. */

#define FLAGS_OF_TRIES                                                                                  \
  (CKF_USER_PIN_COUNT_LOW | CKF_USER_PIN_FINAL_TRY | CKF_USER_PIN_LOCKED | CKF_SO_PIN_COUNT_LOW | \
   CKF_SO_PIN_FINAL_TRY | CKF_SO_PIN_LOCKED)

static CK_RV log_in_vaguely(CK_SESSION_HANDLE session, CK_USER_TYPE user, CK_UTF8CHAR *pin,
                            CK_ULONG pin_length) {
  note_call("C_Login");
  CK_RV rv = honest->C_Login(session, user, pin, pin_length);
  return rv == CKR_PIN_INCORRECT || rv == CKR_PIN_LOCKED ? CKR_GENERAL_ERROR : rv;
}

static CK_RV set_pin_vaguely(CK_SESSION_HANDLE session, CK_UTF8CHAR *old_pin, CK_ULONG old_length,
                             CK_UTF8CHAR *new_pin, CK_ULONG new_length) {
  CK_RV rv = honest->C_SetPIN(session, old_pin, old_length, new_pin, new_length);
  return rv == CKR_PIN_INCORRECT || rv == CKR_PIN_LOCKED ? CKR_GENERAL_ERROR : rv;
}

static CK_RV describe_without_tries(CK_SLOT_ID slot, CK_TOKEN_INFO *info) {
  CK_RV rv = honest->C_GetTokenInfo(slot, info);
  if (rv == CKR_OK) info->flags &= ~FLAGS_OF_TRIES;
  return rv;
}

static void replace_for_vague_login(CK_FUNCTION_LIST *list) {
  list->C_Login = log_in_vaguely;
  list->C_SetPIN = set_pin_vaguely;
  list->C_GetTokenInfo = describe_without_tries;
}

const struct behaviour vague_login = {.replace = replace_for_vague_login};

#define OCTET_STRING_HEADER 2
/* 04 || x || y */
#define POINT_LENGTH (1 + 2 * COORDINATE_LENGTH)

/* Reads the object's point out of the soft token's DER OCTET STRING. */
static CK_RV honest_point(CK_SESSION_HANDLE session, CK_OBJECT_HANDLE object, CK_BYTE point[POINT_LENGTH]) {
  CK_BYTE wrapped[OCTET_STRING_HEADER + POINT_LENGTH];
  CK_ATTRIBUTE wanted = {CKA_EC_POINT, wrapped, sizeof wrapped};
  CK_RV rv = honest->C_GetAttributeValue(session, object, &wanted, 1);
  if (rv == CKR_OK) memcpy(point, wrapped + OCTET_STRING_HEADER, POINT_LENGTH);
  return rv;
}

/* Answers one attribute as C_GetAttributeValue does. */
static CK_RV answer(CK_ATTRIBUTE *attribute, const CK_BYTE *value, CK_ULONG length) {
  CK_ULONG capacity = attribute->ulValueLen;
  attribute->ulValueLen = length;
  if (attribute->pValue == NULL) return CKR_OK;
  if (capacity < length) return CKR_BUFFER_TOO_SMALL;
  memcpy(attribute->pValue, value, length);
  return CKR_OK;
}

/* Tells CKA_EC_POINT as the bare 65 bytes, without the OCTET STRING around them. */
static CK_RV tell_bare_point(CK_SESSION_HANDLE session, CK_OBJECT_HANDLE object, CK_ATTRIBUTE *template,
                             CK_ULONG count) {
  CK_BYTE point[POINT_LENGTH];
  if (count != 1 || template->type != CKA_EC_POINT)
    return honest->C_GetAttributeValue(session, object, template, count);
  CK_RV rv = honest_point(session, object, point);
  return rv == CKR_OK ? answer(template, point, sizeof point) : rv;
}

static void replace_for_point_bare(CK_FUNCTION_LIST *list) { list->C_GetAttributeValue = tell_bare_point; }

const struct behaviour point_bare = {.replace = replace_for_point_bare};

/* Tells CKA_EC_POINT as the bare 65 bytes with a stray 04 at their end. */
static CK_RV tell_point_with_stray(CK_SESSION_HANDLE session, CK_OBJECT_HANDLE object, CK_ATTRIBUTE *template,
                                   CK_ULONG count) {
  CK_BYTE point[POINT_LENGTH + 1];
  if (count != 1 || template->type != CKA_EC_POINT)
    return honest->C_GetAttributeValue(session, object, template, count);
  CK_RV rv = honest_point(session, object, point);
  point[POINT_LENGTH] = 0x04;
  return rv == CKR_OK ? answer(template, point, sizeof point) : rv;
}

static void replace_for_point_stray(CK_FUNCTION_LIST *list) {
  list->C_GetAttributeValue = tell_point_with_stray;
}

const struct behaviour point_stray = {.replace = replace_for_point_stray};

/* Has no CKA_EC_POINT: tells x and y in two attributes of its own. */

/* CKA_VENDOR_DEFINED and up: the numbers that the test's profile names. */
#define VENDOR_POINT_X 0x80000201UL
#define VENDOR_POINT_Y 0x80000202UL

static CK_RV tell_split_point(CK_SESSION_HANDLE session, CK_OBJECT_HANDLE object, CK_ATTRIBUTE *template,
                              CK_ULONG count) {
  CK_BYTE point[POINT_LENGTH];
  bool x = count == 1 && template->type == VENDOR_POINT_X;
  bool y = count == 1 && template->type == VENDOR_POINT_Y;
  if (count == 1 && template->type == CKA_EC_POINT) {
    template->ulValueLen = CK_UNAVAILABLE_INFORMATION;
    return CKR_ATTRIBUTE_TYPE_INVALID;
  }
  if (!x && !y) return honest->C_GetAttributeValue(session, object, template, count);
  CK_RV rv = honest_point(session, object, point);
  if (rv != CKR_OK) return rv;
  return answer(template, point + 1 + (x ? 0 : COORDINATE_LENGTH), COORDINATE_LENGTH);
}

static void replace_for_point_split(CK_FUNCTION_LIST *list) { list->C_GetAttributeValue = tell_split_point; }

const struct behaviour point_split = {.replace = replace_for_point_split};

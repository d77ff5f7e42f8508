/* Hashes a message without Z before it signs, as some devices do (Sansec 80008100). */
#include "shim.h"

#include <openssl/evp.h>

#define DIGEST_LENGTH 32

static CK_RV begin(CK_SESSION_HANDLE session, CK_MECHANISM *mechanism, CK_OBJECT_HANDLE key) {
  CK_MECHANISM over_digest = {CKM_IBM_SM2_SIGN_DIGEST, NULL, 0};
  if (mechanism == NULL || mechanism->mechanism != CKM_IBM_SM2_SIGN_MESSAGE) return CKR_MECHANISM_INVALID;
  return honest->C_SignInit(session, &over_digest, key);
}

static CK_RV sign(CK_SESSION_HANDLE session, CK_BYTE *data, CK_ULONG data_length, CK_BYTE *signature,
                  CK_ULONG *signature_length) {
  note_call("C_Sign");
  CK_BYTE digest[DIGEST_LENGTH];
  if (EVP_Digest(data, data_length, digest, NULL, EVP_sm3(), NULL) != 1) return CKR_GENERAL_ERROR;
  return honest->C_Sign(session, digest, sizeof digest, signature, signature_length);
}

void misbehave(CK_FUNCTION_LIST *list) {
  list->C_SignInit = begin;
  list->C_Sign = sign;
}

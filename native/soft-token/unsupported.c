/* The functions of PKCS#11 that this token does not offer; each says so. */
#include "pkcs11-types.h"

#if defined(__GNUC__)
#pragma GCC diagnostic ignored "-Wunused-parameter"
#endif

#define NOT_SUPPORTED(name, parameters) \
  CK_RV name parameters { return CKR_FUNCTION_NOT_SUPPORTED; }

NOT_SUPPORTED(C_GetOperationState, (CK_SESSION_HANDLE session, CK_BYTE *state, CK_ULONG *length))
NOT_SUPPORTED(C_SetOperationState, (CK_SESSION_HANDLE session, CK_BYTE *state, CK_ULONG length,
                                    CK_OBJECT_HANDLE encryption, CK_OBJECT_HANDLE authentication))
NOT_SUPPORTED(C_CopyObject, (CK_SESSION_HANDLE session, CK_OBJECT_HANDLE object, CK_ATTRIBUTE *template,
                             CK_ULONG count, CK_OBJECT_HANDLE *copy))
NOT_SUPPORTED(C_GetObjectSize, (CK_SESSION_HANDLE session, CK_OBJECT_HANDLE object, CK_ULONG *size))
NOT_SUPPORTED(C_EncryptInit, (CK_SESSION_HANDLE session, CK_MECHANISM *mechanism, CK_OBJECT_HANDLE key))
NOT_SUPPORTED(C_Encrypt, (CK_SESSION_HANDLE session, CK_BYTE *in, CK_ULONG in_length, CK_BYTE *out,
                          CK_ULONG *out_length))
NOT_SUPPORTED(C_EncryptUpdate, (CK_SESSION_HANDLE session, CK_BYTE *in, CK_ULONG in_length, CK_BYTE *out,
                                CK_ULONG *out_length))
NOT_SUPPORTED(C_EncryptFinal, (CK_SESSION_HANDLE session, CK_BYTE *out, CK_ULONG *out_length))
NOT_SUPPORTED(C_DecryptInit, (CK_SESSION_HANDLE session, CK_MECHANISM *mechanism, CK_OBJECT_HANDLE key))
NOT_SUPPORTED(C_Decrypt, (CK_SESSION_HANDLE session, CK_BYTE *in, CK_ULONG in_length, CK_BYTE *out,
                          CK_ULONG *out_length))
NOT_SUPPORTED(C_DecryptUpdate, (CK_SESSION_HANDLE session, CK_BYTE *in, CK_ULONG in_length, CK_BYTE *out,
                                CK_ULONG *out_length))
NOT_SUPPORTED(C_DecryptFinal, (CK_SESSION_HANDLE session, CK_BYTE *out, CK_ULONG *out_length))
NOT_SUPPORTED(C_DigestInit, (CK_SESSION_HANDLE session, CK_MECHANISM *mechanism))
NOT_SUPPORTED(C_Digest, (CK_SESSION_HANDLE session, CK_BYTE *in, CK_ULONG in_length, CK_BYTE *out,
                         CK_ULONG *out_length))
NOT_SUPPORTED(C_DigestUpdate, (CK_SESSION_HANDLE session, CK_BYTE *in, CK_ULONG in_length))
NOT_SUPPORTED(C_DigestKey, (CK_SESSION_HANDLE session, CK_OBJECT_HANDLE key))
NOT_SUPPORTED(C_DigestFinal, (CK_SESSION_HANDLE session, CK_BYTE *out, CK_ULONG *out_length))
NOT_SUPPORTED(C_SignRecoverInit, (CK_SESSION_HANDLE session, CK_MECHANISM *mechanism, CK_OBJECT_HANDLE key))
NOT_SUPPORTED(C_SignRecover, (CK_SESSION_HANDLE session, CK_BYTE *in, CK_ULONG in_length, CK_BYTE *out,
                              CK_ULONG *out_length))
NOT_SUPPORTED(C_VerifyRecoverInit, (CK_SESSION_HANDLE session, CK_MECHANISM *mechanism, CK_OBJECT_HANDLE key))
NOT_SUPPORTED(C_VerifyRecover, (CK_SESSION_HANDLE session, CK_BYTE *in, CK_ULONG in_length, CK_BYTE *out,
                                CK_ULONG *out_length))
NOT_SUPPORTED(C_DigestEncryptUpdate, (CK_SESSION_HANDLE session, CK_BYTE *in, CK_ULONG in_length,
                                      CK_BYTE *out, CK_ULONG *out_length))
NOT_SUPPORTED(C_DecryptDigestUpdate, (CK_SESSION_HANDLE session, CK_BYTE *in, CK_ULONG in_length,
                                      CK_BYTE *out, CK_ULONG *out_length))
NOT_SUPPORTED(C_SignEncryptUpdate, (CK_SESSION_HANDLE session, CK_BYTE *in, CK_ULONG in_length, CK_BYTE *out,
                                    CK_ULONG *out_length))
NOT_SUPPORTED(C_DecryptVerifyUpdate, (CK_SESSION_HANDLE session, CK_BYTE *in, CK_ULONG in_length,
                                      CK_BYTE *out, CK_ULONG *out_length))
NOT_SUPPORTED(C_GenerateKey, (CK_SESSION_HANDLE session, CK_MECHANISM *mechanism, CK_ATTRIBUTE *template,
                              CK_ULONG count, CK_OBJECT_HANDLE *key))
NOT_SUPPORTED(C_WrapKey, (CK_SESSION_HANDLE session, CK_MECHANISM *mechanism, CK_OBJECT_HANDLE wrapping,
                          CK_OBJECT_HANDLE key, CK_BYTE *wrapped, CK_ULONG *wrapped_length))
NOT_SUPPORTED(C_UnwrapKey, (CK_SESSION_HANDLE session, CK_MECHANISM *mechanism, CK_OBJECT_HANDLE unwrapping,
                            CK_BYTE *wrapped, CK_ULONG wrapped_length, CK_ATTRIBUTE *template, CK_ULONG count,
                            CK_OBJECT_HANDLE *key))
NOT_SUPPORTED(C_DeriveKey, (CK_SESSION_HANDLE session, CK_MECHANISM *mechanism, CK_OBJECT_HANDLE base,
                            CK_ATTRIBUTE *template, CK_ULONG count, CK_OBJECT_HANDLE *key))

CK_RV C_SeedRandom(CK_SESSION_HANDLE session, CK_BYTE *seed, CK_ULONG length) {
  return CKR_RANDOM_SEED_NOT_SUPPORTED;
}

/* Base specification §5.18: left over from Cryptoki 1, and always this answer. */
CK_RV C_GetFunctionStatus(CK_SESSION_HANDLE session) { return CKR_FUNCTION_NOT_PARALLEL; }
CK_RV C_CancelFunction(CK_SESSION_HANDLE session) { return CKR_FUNCTION_NOT_PARALLEL; }

/*
 * PKCS#11 v2.40: the types, numbers and functions that this module uses, in our own words
 * (OASIS "PKCS #11 Cryptographic Token Interface Base Specification Version 2.40").
 */
#ifndef SEALDESK_PKCS11_TYPES_H
#define SEALDESK_PKCS11_TYPES_H

#ifdef _WIN32
#define CK_EXPORT __declspec(dllexport)
/* Base specification §2: structures are packed to 1 byte on Windows. */
#pragma pack(push, cryptoki, 1)
#else
#define CK_EXPORT __attribute__((visibility("default")))
#endif

typedef unsigned char CK_BYTE;
typedef unsigned char CK_BBOOL;
typedef unsigned char CK_UTF8CHAR;
typedef unsigned long CK_ULONG;
typedef CK_ULONG CK_RV;
typedef CK_ULONG CK_FLAGS;
typedef CK_ULONG CK_SLOT_ID;
typedef CK_ULONG CK_SESSION_HANDLE;
typedef CK_ULONG CK_OBJECT_HANDLE;
typedef CK_ULONG CK_OBJECT_CLASS;
typedef CK_ULONG CK_KEY_TYPE;
typedef CK_ULONG CK_USER_TYPE;
typedef CK_ULONG CK_STATE;
typedef CK_ULONG CK_ATTRIBUTE_TYPE;
typedef CK_ULONG CK_MECHANISM_TYPE;

#define CK_TRUE 1
#define CK_FALSE 0
#define CK_UNAVAILABLE_INFORMATION (~0UL)
#define CK_INVALID_HANDLE 0UL

typedef struct {
  CK_BYTE major;
  CK_BYTE minor;
} CK_VERSION;

typedef struct {
  CK_VERSION cryptokiVersion;
  CK_UTF8CHAR manufacturerID[32];
  CK_FLAGS flags;
  CK_UTF8CHAR libraryDescription[32];
  CK_VERSION libraryVersion;
} CK_INFO;

typedef struct {
  CK_UTF8CHAR slotDescription[64];
  CK_UTF8CHAR manufacturerID[32];
  CK_FLAGS flags;
  CK_VERSION hardwareVersion;
  CK_VERSION firmwareVersion;
} CK_SLOT_INFO;

typedef struct {
  CK_UTF8CHAR label[32];
  CK_UTF8CHAR manufacturerID[32];
  CK_UTF8CHAR model[16];
  CK_UTF8CHAR serialNumber[16];
  CK_FLAGS flags;
  CK_ULONG ulMaxSessionCount;
  CK_ULONG ulSessionCount;
  CK_ULONG ulMaxRwSessionCount;
  CK_ULONG ulRwSessionCount;
  CK_ULONG ulMaxPinLen;
  CK_ULONG ulMinPinLen;
  CK_ULONG ulTotalPublicMemory;
  CK_ULONG ulFreePublicMemory;
  CK_ULONG ulTotalPrivateMemory;
  CK_ULONG ulFreePrivateMemory;
  CK_VERSION hardwareVersion;
  CK_VERSION firmwareVersion;
  CK_UTF8CHAR utcTime[16];
} CK_TOKEN_INFO;

typedef struct {
  CK_SLOT_ID slotID;
  CK_STATE state;
  CK_FLAGS flags;
  CK_ULONG ulDeviceError;
} CK_SESSION_INFO;

typedef struct {
  CK_ATTRIBUTE_TYPE type;
  void *pValue;
  CK_ULONG ulValueLen;
} CK_ATTRIBUTE;

typedef struct {
  CK_MECHANISM_TYPE mechanism;
  void *pParameter;
  CK_ULONG ulParameterLen;
} CK_MECHANISM;

typedef struct {
  CK_ULONG ulMinKeySize;
  CK_ULONG ulMaxKeySize;
  CK_FLAGS flags;
} CK_MECHANISM_INFO;

typedef struct CK_FUNCTION_LIST CK_FUNCTION_LIST;

/* Every function of v2.40 in the order of CK_FUNCTION_LIST (§3.6), with its parameters. */
#define CK_EACH_FUNCTION(F)                                                                                  \
  F(C_Initialize, (void *arguments))                                                                         \
  F(C_Finalize, (void *reserved))                                                                            \
  F(C_GetInfo, (CK_INFO * info))                                                                             \
  F(C_GetFunctionList, (CK_FUNCTION_LIST * *list))                                                           \
  F(C_GetSlotList, (CK_BBOOL token_present, CK_SLOT_ID * slots, CK_ULONG * count))                           \
  F(C_GetSlotInfo, (CK_SLOT_ID slot, CK_SLOT_INFO * info))                                                   \
  F(C_GetTokenInfo, (CK_SLOT_ID slot, CK_TOKEN_INFO * info))                                                 \
  F(C_GetMechanismList, (CK_SLOT_ID slot, CK_MECHANISM_TYPE * types, CK_ULONG * count))                      \
  F(C_GetMechanismInfo, (CK_SLOT_ID slot, CK_MECHANISM_TYPE type, CK_MECHANISM_INFO * info))                 \
  F(C_InitToken, (CK_SLOT_ID slot, CK_UTF8CHAR * pin, CK_ULONG pin_length, CK_UTF8CHAR * label))             \
  F(C_InitPIN, (CK_SESSION_HANDLE session, CK_UTF8CHAR * pin, CK_ULONG pin_length))                          \
  F(C_SetPIN, (CK_SESSION_HANDLE session, CK_UTF8CHAR * old_pin, CK_ULONG old_length, CK_UTF8CHAR * new_pin, \
               CK_ULONG new_length))                                                                         \
  F(C_OpenSession,                                                                                           \
    (CK_SLOT_ID slot, CK_FLAGS flags, void *application, void *notify, CK_SESSION_HANDLE *session))          \
  F(C_CloseSession, (CK_SESSION_HANDLE session))                                                             \
  F(C_CloseAllSessions, (CK_SLOT_ID slot))                                                                   \
  F(C_GetSessionInfo, (CK_SESSION_HANDLE session, CK_SESSION_INFO * info))                                   \
  F(C_GetOperationState, (CK_SESSION_HANDLE session, CK_BYTE * state, CK_ULONG * length))                    \
  F(C_SetOperationState, (CK_SESSION_HANDLE session, CK_BYTE * state, CK_ULONG length,                       \
                          CK_OBJECT_HANDLE encryption, CK_OBJECT_HANDLE authentication))                     \
  F(C_Login, (CK_SESSION_HANDLE session, CK_USER_TYPE user, CK_UTF8CHAR * pin, CK_ULONG pin_length))         \
  F(C_Logout, (CK_SESSION_HANDLE session))                                                                   \
  F(C_CreateObject,                                                                                          \
    (CK_SESSION_HANDLE session, CK_ATTRIBUTE * template, CK_ULONG count, CK_OBJECT_HANDLE * object))         \
  F(C_CopyObject, (CK_SESSION_HANDLE session, CK_OBJECT_HANDLE object, CK_ATTRIBUTE * template,              \
                   CK_ULONG count, CK_OBJECT_HANDLE * copy))                                                 \
  F(C_DestroyObject, (CK_SESSION_HANDLE session, CK_OBJECT_HANDLE object))                                   \
  F(C_GetObjectSize, (CK_SESSION_HANDLE session, CK_OBJECT_HANDLE object, CK_ULONG * size))                  \
  F(C_GetAttributeValue,                                                                                     \
    (CK_SESSION_HANDLE session, CK_OBJECT_HANDLE object, CK_ATTRIBUTE * template, CK_ULONG count))           \
  F(C_SetAttributeValue,                                                                                     \
    (CK_SESSION_HANDLE session, CK_OBJECT_HANDLE object, CK_ATTRIBUTE * template, CK_ULONG count))           \
  F(C_FindObjectsInit, (CK_SESSION_HANDLE session, CK_ATTRIBUTE * template, CK_ULONG count))                 \
  F(C_FindObjects,                                                                                           \
    (CK_SESSION_HANDLE session, CK_OBJECT_HANDLE * objects, CK_ULONG capacity, CK_ULONG * count))            \
  F(C_FindObjectsFinal, (CK_SESSION_HANDLE session))                                                         \
  F(C_EncryptInit, (CK_SESSION_HANDLE session, CK_MECHANISM * mechanism, CK_OBJECT_HANDLE key))              \
  F(C_Encrypt,                                                                                               \
    (CK_SESSION_HANDLE session, CK_BYTE * in, CK_ULONG in_length, CK_BYTE * out, CK_ULONG * out_length))     \
  F(C_EncryptUpdate,                                                                                         \
    (CK_SESSION_HANDLE session, CK_BYTE * in, CK_ULONG in_length, CK_BYTE * out, CK_ULONG * out_length))     \
  F(C_EncryptFinal, (CK_SESSION_HANDLE session, CK_BYTE * out, CK_ULONG * out_length))                       \
  F(C_DecryptInit, (CK_SESSION_HANDLE session, CK_MECHANISM * mechanism, CK_OBJECT_HANDLE key))              \
  F(C_Decrypt,                                                                                               \
    (CK_SESSION_HANDLE session, CK_BYTE * in, CK_ULONG in_length, CK_BYTE * out, CK_ULONG * out_length))     \
  F(C_DecryptUpdate,                                                                                         \
    (CK_SESSION_HANDLE session, CK_BYTE * in, CK_ULONG in_length, CK_BYTE * out, CK_ULONG * out_length))     \
  F(C_DecryptFinal, (CK_SESSION_HANDLE session, CK_BYTE * out, CK_ULONG * out_length))                       \
  F(C_DigestInit, (CK_SESSION_HANDLE session, CK_MECHANISM * mechanism))                                     \
  F(C_Digest,                                                                                                \
    (CK_SESSION_HANDLE session, CK_BYTE * in, CK_ULONG in_length, CK_BYTE * out, CK_ULONG * out_length))     \
  F(C_DigestUpdate, (CK_SESSION_HANDLE session, CK_BYTE * in, CK_ULONG in_length))                           \
  F(C_DigestKey, (CK_SESSION_HANDLE session, CK_OBJECT_HANDLE key))                                          \
  F(C_DigestFinal, (CK_SESSION_HANDLE session, CK_BYTE * out, CK_ULONG * out_length))                        \
  F(C_SignInit, (CK_SESSION_HANDLE session, CK_MECHANISM * mechanism, CK_OBJECT_HANDLE key))                 \
  F(C_Sign, (CK_SESSION_HANDLE session, CK_BYTE * data, CK_ULONG data_length, CK_BYTE * signature,           \
             CK_ULONG * signature_length))                                                                   \
  F(C_SignUpdate, (CK_SESSION_HANDLE session, CK_BYTE * data, CK_ULONG data_length))                         \
  F(C_SignFinal, (CK_SESSION_HANDLE session, CK_BYTE * signature, CK_ULONG * signature_length))              \
  F(C_SignRecoverInit, (CK_SESSION_HANDLE session, CK_MECHANISM * mechanism, CK_OBJECT_HANDLE key))          \
  F(C_SignRecover,                                                                                           \
    (CK_SESSION_HANDLE session, CK_BYTE * in, CK_ULONG in_length, CK_BYTE * out, CK_ULONG * out_length))     \
  F(C_VerifyInit, (CK_SESSION_HANDLE session, CK_MECHANISM * mechanism, CK_OBJECT_HANDLE key))               \
  F(C_Verify, (CK_SESSION_HANDLE session, CK_BYTE * data, CK_ULONG data_length, CK_BYTE * signature,         \
               CK_ULONG signature_length))                                                                   \
  F(C_VerifyUpdate, (CK_SESSION_HANDLE session, CK_BYTE * data, CK_ULONG data_length))                       \
  F(C_VerifyFinal, (CK_SESSION_HANDLE session, CK_BYTE * signature, CK_ULONG signature_length))              \
  F(C_VerifyRecoverInit, (CK_SESSION_HANDLE session, CK_MECHANISM * mechanism, CK_OBJECT_HANDLE key))        \
  F(C_VerifyRecover,                                                                                         \
    (CK_SESSION_HANDLE session, CK_BYTE * in, CK_ULONG in_length, CK_BYTE * out, CK_ULONG * out_length))     \
  F(C_DigestEncryptUpdate,                                                                                   \
    (CK_SESSION_HANDLE session, CK_BYTE * in, CK_ULONG in_length, CK_BYTE * out, CK_ULONG * out_length))     \
  F(C_DecryptDigestUpdate,                                                                                   \
    (CK_SESSION_HANDLE session, CK_BYTE * in, CK_ULONG in_length, CK_BYTE * out, CK_ULONG * out_length))     \
  F(C_SignEncryptUpdate,                                                                                     \
    (CK_SESSION_HANDLE session, CK_BYTE * in, CK_ULONG in_length, CK_BYTE * out, CK_ULONG * out_length))     \
  F(C_DecryptVerifyUpdate,                                                                                   \
    (CK_SESSION_HANDLE session, CK_BYTE * in, CK_ULONG in_length, CK_BYTE * out, CK_ULONG * out_length))     \
  F(C_GenerateKey, (CK_SESSION_HANDLE session, CK_MECHANISM * mechanism, CK_ATTRIBUTE * template,            \
                    CK_ULONG count, CK_OBJECT_HANDLE * key))                                                 \
  F(C_GenerateKeyPair, (CK_SESSION_HANDLE session, CK_MECHANISM * mechanism, CK_ATTRIBUTE * public_template, \
                        CK_ULONG public_count, CK_ATTRIBUTE * private_template, CK_ULONG private_count,      \
                        CK_OBJECT_HANDLE * public_key, CK_OBJECT_HANDLE * private_key))                      \
  F(C_WrapKey, (CK_SESSION_HANDLE session, CK_MECHANISM * mechanism, CK_OBJECT_HANDLE wrapping,              \
                CK_OBJECT_HANDLE key, CK_BYTE * wrapped, CK_ULONG * wrapped_length))                         \
  F(C_UnwrapKey,                                                                                             \
    (CK_SESSION_HANDLE session, CK_MECHANISM * mechanism, CK_OBJECT_HANDLE unwrapping, CK_BYTE * wrapped,    \
     CK_ULONG wrapped_length, CK_ATTRIBUTE * template, CK_ULONG count, CK_OBJECT_HANDLE * key))              \
  F(C_DeriveKey, (CK_SESSION_HANDLE session, CK_MECHANISM * mechanism, CK_OBJECT_HANDLE base,                \
                  CK_ATTRIBUTE * template, CK_ULONG count, CK_OBJECT_HANDLE * key))                          \
  F(C_SeedRandom, (CK_SESSION_HANDLE session, CK_BYTE * seed, CK_ULONG length))                              \
  F(C_GenerateRandom, (CK_SESSION_HANDLE session, CK_BYTE * random, CK_ULONG length))                        \
  F(C_GetFunctionStatus, (CK_SESSION_HANDLE session))                                                        \
  F(C_CancelFunction, (CK_SESSION_HANDLE session))                                                           \
  F(C_WaitForSlotEvent, (CK_FLAGS flags, CK_SLOT_ID * slot, void *reserved))

#define CK_DECLARE_FUNCTION(name, parameters) CK_EXPORT CK_RV name parameters;
CK_EACH_FUNCTION(CK_DECLARE_FUNCTION)

#define CK_DECLARE_MEMBER(name, parameters) CK_RV(*name) parameters;
struct CK_FUNCTION_LIST {
  CK_VERSION version;
  CK_EACH_FUNCTION(CK_DECLARE_MEMBER)
};

#ifdef _WIN32
#pragma pack(pop, cryptoki)
#endif

/* Return values, base specification §5.1 and the header's table. */
#define CKR_OK 0x000UL
#define CKR_HOST_MEMORY 0x002UL
#define CKR_SLOT_ID_INVALID 0x003UL
#define CKR_GENERAL_ERROR 0x005UL
#define CKR_ARGUMENTS_BAD 0x007UL
#define CKR_NO_EVENT 0x008UL
#define CKR_ATTRIBUTE_READ_ONLY 0x010UL
#define CKR_ATTRIBUTE_SENSITIVE 0x011UL
#define CKR_ATTRIBUTE_TYPE_INVALID 0x012UL
#define CKR_ATTRIBUTE_VALUE_INVALID 0x013UL
#define CKR_ACTION_PROHIBITED 0x01BUL
#define CKR_DATA_LEN_RANGE 0x021UL
#define CKR_DEVICE_ERROR 0x030UL
#define CKR_DEVICE_MEMORY 0x031UL
#define CKR_DEVICE_REMOVED 0x032UL
#define CKR_FUNCTION_NOT_PARALLEL 0x051UL
#define CKR_FUNCTION_NOT_SUPPORTED 0x054UL
#define CKR_KEY_HANDLE_INVALID 0x060UL
#define CKR_KEY_TYPE_INCONSISTENT 0x063UL
#define CKR_KEY_FUNCTION_NOT_PERMITTED 0x068UL
#define CKR_MECHANISM_INVALID 0x070UL
#define CKR_MECHANISM_PARAM_INVALID 0x071UL
#define CKR_OBJECT_HANDLE_INVALID 0x082UL
#define CKR_OPERATION_ACTIVE 0x090UL
#define CKR_OPERATION_NOT_INITIALIZED 0x091UL
#define CKR_PIN_INCORRECT 0x0A0UL
#define CKR_PIN_LEN_RANGE 0x0A2UL
#define CKR_PIN_LOCKED 0x0A4UL
#define CKR_SESSION_COUNT 0x0B1UL
#define CKR_SESSION_HANDLE_INVALID 0x0B3UL
#define CKR_SESSION_PARALLEL_NOT_SUPPORTED 0x0B4UL
#define CKR_SESSION_READ_ONLY 0x0B5UL
#define CKR_SESSION_EXISTS 0x0B6UL
#define CKR_SESSION_READ_ONLY_EXISTS 0x0B7UL
#define CKR_SESSION_READ_WRITE_SO_EXISTS 0x0B8UL
#define CKR_SIGNATURE_INVALID 0x0C0UL
#define CKR_SIGNATURE_LEN_RANGE 0x0C1UL
#define CKR_TEMPLATE_INCOMPLETE 0x0D0UL
#define CKR_TEMPLATE_INCONSISTENT 0x0D1UL
#define CKR_TOKEN_NOT_PRESENT 0x0E0UL
#define CKR_TOKEN_NOT_RECOGNIZED 0x0E1UL
#define CKR_TOKEN_WRITE_PROTECTED 0x0E2UL
#define CKR_USER_ALREADY_LOGGED_IN 0x100UL
#define CKR_USER_NOT_LOGGED_IN 0x101UL
#define CKR_USER_PIN_NOT_INITIALIZED 0x102UL
#define CKR_USER_TYPE_INVALID 0x103UL
#define CKR_USER_ANOTHER_ALREADY_LOGGED_IN 0x104UL
#define CKR_RANDOM_SEED_NOT_SUPPORTED 0x120UL
#define CKR_BUFFER_TOO_SMALL 0x150UL
#define CKR_CRYPTOKI_NOT_INITIALIZED 0x190UL
#define CKR_CRYPTOKI_ALREADY_INITIALIZED 0x191UL

/* Flags of slots, tokens, sessions and mechanisms, §3.2 to §3.5. */
#define CKF_TOKEN_PRESENT 0x001UL
#define CKF_REMOVABLE_DEVICE 0x002UL
#define CKF_RNG 0x001UL
#define CKF_LOGIN_REQUIRED 0x004UL
#define CKF_USER_PIN_INITIALIZED 0x008UL
#define CKF_TOKEN_INITIALIZED 0x400UL
#define CKF_USER_PIN_COUNT_LOW 0x010000UL
#define CKF_USER_PIN_FINAL_TRY 0x020000UL
#define CKF_USER_PIN_LOCKED 0x040000UL
#define CKF_USER_PIN_TO_BE_CHANGED 0x080000UL
#define CKF_SO_PIN_COUNT_LOW 0x100000UL
#define CKF_SO_PIN_FINAL_TRY 0x200000UL
#define CKF_SO_PIN_LOCKED 0x400000UL
#define CKF_RW_SESSION 0x002UL
#define CKF_SERIAL_SESSION 0x004UL
#define CKF_DONT_BLOCK 0x001UL
#define CKF_SIGN 0x00000800UL
#define CKF_VERIFY 0x00002000UL
#define CKF_GENERATE_KEY_PAIR 0x00010000UL

#define CKU_SO 0UL
#define CKU_USER 1UL

#define CKS_RO_PUBLIC_SESSION 0UL
#define CKS_RO_USER_FUNCTIONS 1UL
#define CKS_RW_PUBLIC_SESSION 2UL
#define CKS_RW_USER_FUNCTIONS 3UL
#define CKS_RW_SO_FUNCTIONS 4UL

#define CKO_DATA 0UL
#define CKO_CERTIFICATE 1UL
#define CKO_PUBLIC_KEY 2UL
#define CKO_PRIVATE_KEY 3UL

#define CKA_CLASS 0x000UL
#define CKA_TOKEN 0x001UL
#define CKA_PRIVATE 0x002UL
#define CKA_LABEL 0x003UL
#define CKA_APPLICATION 0x010UL
#define CKA_VALUE 0x011UL
#define CKA_OBJECT_ID 0x012UL
#define CKA_CERTIFICATE_TYPE 0x080UL
#define CKA_ISSUER 0x081UL
#define CKA_SERIAL_NUMBER 0x082UL
#define CKA_TRUSTED 0x086UL
#define CKA_CERTIFICATE_CATEGORY 0x087UL
#define CKA_JAVA_MIDP_SECURITY_DOMAIN 0x088UL
#define CKA_KEY_TYPE 0x100UL
#define CKA_SUBJECT 0x101UL
#define CKA_ID 0x102UL
#define CKA_SENSITIVE 0x103UL
#define CKA_ENCRYPT 0x104UL
#define CKA_DECRYPT 0x105UL
#define CKA_WRAP 0x106UL
#define CKA_UNWRAP 0x107UL
#define CKA_SIGN 0x108UL
#define CKA_SIGN_RECOVER 0x109UL
#define CKA_VERIFY 0x10AUL
#define CKA_VERIFY_RECOVER 0x10BUL
#define CKA_DERIVE 0x10CUL
#define CKA_EXTRACTABLE 0x162UL
#define CKA_LOCAL 0x163UL
#define CKA_NEVER_EXTRACTABLE 0x164UL
#define CKA_ALWAYS_SENSITIVE 0x165UL
#define CKA_KEY_GEN_MECHANISM 0x166UL
#define CKA_MODIFIABLE 0x170UL
#define CKA_DESTROYABLE 0x172UL
#define CKA_EC_PARAMS 0x180UL
#define CKA_EC_POINT 0x181UL
#define CKA_ALWAYS_AUTHENTICATE 0x202UL

/*
 * SM2: PKCS#11 defines no numbers for it. These are the ones of IBM EP11, which the ZzySoftHsmGM fork of
 * SoftHSMv2 also uses: key type, key pair generation, signature over e (32 bytes in, r || s out), and
 * signature over a message (the token computes e = SM3(Z || M) with the default identity).
 */
#define CKK_IBM_SM2 0x80050002UL
#define CKM_IBM_SM2_KEY_PAIR_GEN 0x8005000AUL
#define CKM_IBM_SM2_SIGN_DIGEST 0x8005000BUL
#define CKM_IBM_SM2_SIGN_MESSAGE 0x8005000CUL

#endif

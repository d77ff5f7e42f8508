/* Start, end and description of the module, its table of functions and its mechanisms. */
#include <string.h>

#include <openssl/crypto.h>
#include <openssl/rand.h>

#include "access.h"
#include "entry.h"

static void forget(void) {
  sessions_reset();
  slots_reset();
}

CK_RV C_Initialize(void *arguments) {
  (void)arguments; /* the system's own locks serve in place of those that the caller offers */
  bool already = entry_begin_initialise(forget);
  if (!already) {
    OPENSSL_init_crypto(OPENSSL_INIT_NO_LOAD_CONFIG | OPENSSL_INIT_NO_ATEXIT, NULL);
    entry_set_initialised(true);
    slots_refresh();
  }
  entry_end();
  return already ? CKR_CRYPTOKI_ALREADY_INITIALIZED : CKR_OK;
}

static CK_RV finalize(void *reserved) {
  if (reserved != NULL) return CKR_ARGUMENTS_BAD;
  forget();
  entry_set_initialised(false);
  return CKR_OK;
}

CK_RV C_Finalize(void *reserved) { WITHIN_MODULE(finalize(reserved)); }

static CK_RV get_info(CK_INFO *info) {
  if (info == NULL) return CKR_ARGUMENTS_BAD;
  memset(info, 0, sizeof *info);
  info->cryptokiVersion = (CK_VERSION){2, 40};
  info->libraryVersion = (CK_VERSION){1, 0};
  pad_text(info->manufacturerID, sizeof info->manufacturerID, MANUFACTURER);
  pad_text(info->libraryDescription, sizeof info->libraryDescription, "SOFT TOKEN demo and test only");
  return CKR_OK;
}

CK_RV C_GetInfo(CK_INFO *info) { WITHIN_MODULE(get_info(info)); }

#define MEMBER(name, parameters) name,
static CK_FUNCTION_LIST functions = {{2, 40}, CK_EACH_FUNCTION(MEMBER)};

CK_RV C_GetFunctionList(CK_FUNCTION_LIST **list) {
  if (list == NULL) return CKR_ARGUMENTS_BAD;
  *list = &functions;
  return CKR_OK;
}

static CK_RV generate_random(CK_SESSION_HANDLE session, CK_BYTE *random, CK_ULONG length) {
  struct access access;
  CK_RV rv = access_begin(session, ACCESS_READ, &access);
  if (rv != CKR_OK) return rv;
  access_end(&access);
  if (random == NULL || length > 0x10000) return CKR_ARGUMENTS_BAD;
  return RAND_bytes(random, (int)length) == 1 ? CKR_OK : CKR_GENERAL_ERROR;
}

CK_RV C_GenerateRandom(CK_SESSION_HANDLE session, CK_BYTE *random, CK_ULONG length) {
  WITHIN_MODULE(generate_random(session, random, length));
}

static const struct {
  CK_MECHANISM_TYPE type;
  CK_FLAGS flags;
} MECHANISMS[] = {
    {CKM_IBM_SM2_KEY_PAIR_GEN, CKF_GENERATE_KEY_PAIR},
    {CKM_IBM_SM2_SIGN_DIGEST, CKF_SIGN | CKF_VERIFY},
    {CKM_IBM_SM2_SIGN_MESSAGE, CKF_SIGN | CKF_VERIFY},
};

#define MECHANISM_COUNT (sizeof MECHANISMS / sizeof MECHANISMS[0])

static CK_RV list_mechanisms(CK_SLOT_ID id, CK_MECHANISM_TYPE *types, CK_ULONG *count) {
  if (count == NULL) return CKR_ARGUMENTS_BAD;
  if (slot_get(id) == NULL) return CKR_SLOT_ID_INVALID;
  CK_ULONG capacity = *count;
  *count = MECHANISM_COUNT;
  if (types == NULL) return CKR_OK;
  if (capacity < MECHANISM_COUNT) return CKR_BUFFER_TOO_SMALL;
  for (size_t i = 0; i < MECHANISM_COUNT; i++) types[i] = MECHANISMS[i].type;
  return CKR_OK;
}

CK_RV C_GetMechanismList(CK_SLOT_ID id, CK_MECHANISM_TYPE *types, CK_ULONG *count) {
  WITHIN_MODULE(list_mechanisms(id, types, count));
}

static CK_RV describe_mechanism(CK_SLOT_ID id, CK_MECHANISM_TYPE type, CK_MECHANISM_INFO *info) {
  if (info == NULL) return CKR_ARGUMENTS_BAD;
  if (slot_get(id) == NULL) return CKR_SLOT_ID_INVALID;
  for (size_t i = 0; i < MECHANISM_COUNT; i++) {
    if (MECHANISMS[i].type != type) continue;
    *info = (CK_MECHANISM_INFO){256, 256, MECHANISMS[i].flags};
    return CKR_OK;
  }
  return CKR_MECHANISM_INVALID;
}

CK_RV C_GetMechanismInfo(CK_SLOT_ID id, CK_MECHANISM_TYPE type, CK_MECHANISM_INFO *info) {
  WITHIN_MODULE(describe_mechanism(id, type, info));
}

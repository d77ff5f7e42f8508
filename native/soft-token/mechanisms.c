/* The mechanisms on offer: IBM EP11's numbers for SM2 (pkcs11-types.h says why). */
#include <string.h>

#include "module.h"
#include "slots.h"

static const struct {
  CK_MECHANISM_TYPE type;
  CK_FLAGS flags;
} MECHANISMS[] = {
    {CKM_IBM_SM2_KEY_PAIR_GEN, CKF_GENERATE_KEY_PAIR},
    {CKM_IBM_SM2_SIGN_DIGEST, CKF_SIGN | CKF_VERIFY},
    {CKM_IBM_SM2_SIGN_MESSAGE, CKF_SIGN | CKF_VERIFY},
};

#define MECHANISM_COUNT (sizeof MECHANISMS / sizeof MECHANISMS[0])

static CK_RV get_list(CK_SLOT_ID id, CK_MECHANISM_TYPE *types, CK_ULONG *count) {
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
  WITHIN_MODULE(get_list(id, types, count));
}

static CK_RV get_info(CK_SLOT_ID id, CK_MECHANISM_TYPE type, CK_MECHANISM_INFO *info) {
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
  WITHIN_MODULE(get_info(id, type, info));
}

/* What the two objects of a fresh SM2 key pair hold. */
#include "key-attributes.h"

#include <string.h>

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

/* The objects of an SM2 key pair. */
#ifndef SEALDESK_KEY_ATTRIBUTES_H
#define SEALDESK_KEY_ATTRIBUTES_H

#include "attributes.h"
#include "sm2.h"

/* OID 1.2.156.10197.1.301 (GM/T 0006): the SM2 curve, as CKA_EC_PARAMS carries it. */
#define SM2_CURVE_OID_LENGTH 10
extern const unsigned char SM2_CURVE_OID[SM2_CURVE_OID_LENGTH];

/* Completes what a caller gave of its own (label, CKA_ID); false where memory ends. */
bool fill_public_key(struct attributes *list, const unsigned char point[SM2_POINT_LENGTH]);
bool fill_private_key(struct attributes *list, const unsigned char scalar[SM2_SCALAR_LENGTH],
                      const unsigned char point[SM2_POINT_LENGTH]);

#endif

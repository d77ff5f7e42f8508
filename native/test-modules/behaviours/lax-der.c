/*
 * Gives signatures in DER that is not strict: r takes 31 bytes, has its top bit set, and no 00 before it. Such
 * an r comes up once in 512, so the key signs until it does.
 */
#include <string.h>

#include "shim.h"

#define HALF 32
#define MOST_TRIES 100000
#define INTEGER 0x02
#define SEQUENCE 0x30

static CK_MECHANISM chosen_mechanism;
static CK_OBJECT_HANDLE chosen_key;

static CK_RV begin(CK_SESSION_HANDLE session, CK_MECHANISM *mechanism, CK_OBJECT_HANDLE key) {
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

static CK_RV sign(CK_SESSION_HANDLE session, CK_BYTE *data, CK_ULONG data_length, CK_BYTE *signature,
                  CK_ULONG *signature_length) {
  note_call("C_Sign");
  CK_BYTE raw[2 * HALF];
  for (int i = 0; i < MOST_TRIES; i++) {
    CK_ULONG length = sizeof raw;
    CK_RV rv = honest->C_Sign(session, data, data_length, raw, &length);
    if (rv != CKR_OK) return rv;
    if (raw[0] == 0 && raw[1] >= 0x80) break;
    rv = honest->C_SignInit(session, &chosen_mechanism, chosen_key);
    if (rv != CKR_OK) return rv;
  }
  CK_BYTE *end = put_integer(signature + 2, raw + 1, HALF - 1);
  end = put_integer(end, raw + HALF, HALF);
  signature[0] = SEQUENCE;
  signature[1] = (CK_BYTE)(end - signature - 2);
  *signature_length = (CK_ULONG)(end - signature);
  return CKR_OK;
}

void misbehave(CK_FUNCTION_LIST *list) {
  list->C_SignInit = begin;
  list->C_Sign = sign;
}

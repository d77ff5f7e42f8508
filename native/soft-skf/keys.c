/* Key pairs of containers: made on the token, their public half told, signatures over e. */
#include <string.h>

#include <openssl/crypto.h>

#include "library.h"
#include "object-store.h"
#include "sm2.h"

#define SM2_BITS 256
#define COORDINATE_LENGTH 32
#define FIELD_LENGTH 64
#define PADDING (FIELD_LENGTH - COORDINATE_LENGTH)

/* CKA_EC_POINT is a DER OCTET STRING of 04 || x || y. */
static const unsigned char *point_of(const struct attributes *list) {
  const struct attribute *point = attributes_find(list, CKA_EC_POINT);
  return point == NULL || point->length != 2 + SM2_POINT_LENGTH ? NULL : point->value + 2;
}

static void fill_blob(const unsigned char *point, SKF_ECCPUBLICKEYBLOB *blob) {
  memset(blob, 0, sizeof *blob);
  blob->BitLen = SM2_BITS;
  memcpy(blob->XCoordinate + PADDING, point + 1, COORDINATE_LENGTH);
  memcpy(blob->YCoordinate + PADDING, point + 1 + COORDINATE_LENGTH, COORDINATE_LENGTH);
}

static SKF_ULONG export_public_key(SKF_HANDLE container, bool sign, SKF_BYTE *out, SKF_ULONG *length) {
  if (length == NULL) return SAR_INVALIDPARAMERR;
  struct access access;
  struct attributes key = {0};
  SKF_ECCPUBLICKEYBLOB blob;
  SKF_ULONG sar = access_begin(container, CONTAINER_HANDLE, ACCESS_READ, &access);
  if (sar != SAR_OK) return sar;
  sar = SAR_KEYNOTFOUNTERR;
  if (container_signs(&access) == sign && object_find(&access, CKO_PUBLIC_KEY, &key) &&
      point_of(&key) != NULL) {
    fill_blob(point_of(&key), &blob);
    sar = give_bytes(&blob, sizeof blob, out, length);
  }
  attributes_free(&key);
  access_end(&access);
  return sar;
}

SKF_FUNCTION SKF_ExportPublicKey(SKF_HANDLE container, SKF_BOOL sign, SKF_BYTE *blob, SKF_ULONG *length) {
  WITHIN_LIBRARY(export_public_key(container, sign != 0, blob, length));
}

/* Both objects carry the container's CKA_ID, as the PKCS#11 side has it. */
static bool add_pair(struct access *access, const unsigned char *scalar, const unsigned char *point) {
  const struct container_id *id = &access->handle->id;
  const unsigned char *master = access_user_key(access);
  struct attributes private_key = {0}, public_key = {0};
  CK_OBJECT_HANDLE first, second;
  bool done = attributes_set(&private_key, CKA_ID, id->bytes, id->length) &&
              attributes_set(&public_key, CKA_ID, id->bytes, id->length) &&
              attributes_set_flag(&private_key, CKA_TOKEN, true) &&
              attributes_set_flag(&public_key, CKA_TOKEN, true) &&
              fill_private_key(&private_key, scalar, point) && fill_public_key(&public_key, point) &&
              object_add(&access->record, &private_key, master, &first) &&
              object_add(&access->record, &public_key, master, &second);
  attributes_free(&private_key);
  attributes_free(&public_key);
  return done;
}

static SKF_ULONG generate(struct access *access, SKF_ECCPUBLICKEYBLOB *blob) {
  unsigned char scalar[SM2_SCALAR_LENGTH], point[SM2_POINT_LENGTH];
  struct attributes old;
  if (access_user_key(access) == NULL) return SAR_USER_NOT_LOGGED_IN;
  bool taken = object_find(access, CKO_PUBLIC_KEY, &old);
  attributes_free(&old);
  if (taken) return SAR_NOTSUPPORTYETERR; /* a pair is never overwritten: its certificate would die with it */
  if (!sm2_generate(scalar, point)) return SAR_FAIL;
  bool stored = add_pair(access, scalar, point);
  OPENSSL_cleanse(scalar, sizeof scalar);
  if (stored) fill_blob(point, blob);
  return stored ? SAR_OK : SAR_WRITEFILEERR;
}

static SKF_ULONG generate_in(SKF_HANDLE container, SKF_ULONG algorithm, SKF_ECCPUBLICKEYBLOB *blob) {
  if (blob == NULL) return SAR_INVALIDPARAMERR;
  if (algorithm != SGD_SM2_1) return SAR_NOTSUPPORTYETERR;
  struct access access;
  SKF_ULONG sar = access_begin(container, CONTAINER_HANDLE, ACCESS_WRITE, &access);
  if (sar != SAR_OK) return sar;
  sar = generate(&access, blob);
  access_end(&access);
  return sar;
}

SKF_FUNCTION SKF_GenECCKeyPair(SKF_HANDLE container, SKF_ULONG algorithm, SKF_ECCPUBLICKEYBLOB *blob) {
  WITHIN_LIBRARY(generate_in(container, algorithm, blob));
}

static SKF_ULONG sign_with(const struct attributes *list, const SKF_BYTE *digest, SKF_ECCSIGNATUREBLOB *out) {
  unsigned char raw[SM2_SIGNATURE_LENGTH];
  const struct attribute *scalar = attributes_find(list, CKA_VALUE);
  if (scalar == NULL || scalar->length != SM2_SCALAR_LENGTH || point_of(list) == NULL) return SAR_FAIL;
  EVP_PKEY *key = sm2_key(scalar->value, point_of(list));
  bool made = key != NULL && sm2_sign_digest(key, digest, raw);
  EVP_PKEY_free(key);
  if (!made) return SAR_FAIL;
  memset(out, 0, sizeof *out);
  memcpy(out->r + PADDING, raw, COORDINATE_LENGTH);
  memcpy(out->s + PADDING, raw + COORDINATE_LENGTH, COORDINATE_LENGTH);
  return SAR_OK;
}

static SKF_ULONG sign(SKF_HANDLE container, const SKF_BYTE *digest, SKF_ULONG length,
                      SKF_ECCSIGNATUREBLOB *signature) {
  if (digest == NULL || signature == NULL) return SAR_INVALIDPARAMERR;
  if (length != SM2_DIGEST_LENGTH) return SAR_INDATALENERR;
  struct access access;
  struct attributes key = {0};
  SKF_ULONG sar = access_begin(container, CONTAINER_HANDLE, ACCESS_READ, &access);
  if (sar != SAR_OK) return sar;
  if (access_user_key(&access) == NULL)
    sar = SAR_USER_NOT_LOGGED_IN;
  else if (!container_signs(&access) || !object_find(&access, CKO_PRIVATE_KEY, &key))
    sar = SAR_KEYNOTFOUNTERR;
  else
    sar = sign_with(&key, digest, signature);
  attributes_free(&key);
  access_end(&access);
  return sar;
}

SKF_FUNCTION SKF_ECCSignData(SKF_HANDLE container, SKF_BYTE *digest, SKF_ULONG length,
                             SKF_ECCSIGNATUREBLOB *signature) {
  WITHIN_LIBRARY(sign(container, digest, length, signature));
}

/* SM2 by libcrypto. Signatures cross this border as r || s, libcrypto's own are DER. */
#include "sm2.h"

#include <string.h>

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/param_build.h>

/* GM/T 0009 §10: the identity if the parties agreed on none. */
static const char DEFAULT_IDENTITY[] = "1234567812345678";

/* GB/T 32918.5: the recommended curve's a, b and base point, in the order in which Z takes them. */
static const unsigned char CURVE[4][32] = {
    {0xFF, 0xFF, 0xFF, 0xFE, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
     0xFF, 0xFF, 0xFF, 0xFF, 0x00, 0x00, 0x00, 0x00, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFC},
    {0x28, 0xE9, 0xFA, 0x9E, 0x9D, 0x9F, 0x5E, 0x34, 0x4D, 0x5A, 0x9E, 0x4B, 0xCF, 0x65, 0x09, 0xA7,
     0xF3, 0x97, 0x89, 0xF5, 0x15, 0xAB, 0x8F, 0x92, 0xDD, 0xBC, 0xBD, 0x41, 0x4D, 0x94, 0x0E, 0x93},
    {0x32, 0xC4, 0xAE, 0x2C, 0x1F, 0x19, 0x81, 0x19, 0x5F, 0x99, 0x04, 0x46, 0x6A, 0x39, 0xC9, 0x94,
     0x8F, 0xE3, 0x0B, 0xBF, 0xF2, 0x66, 0x0B, 0xE1, 0x71, 0x5A, 0x45, 0x89, 0x33, 0x4C, 0x74, 0xC7},
    {0xBC, 0x37, 0x36, 0xA2, 0xF4, 0xF6, 0x77, 0x9C, 0x59, 0xBD, 0xCE, 0xE3, 0x6B, 0x69, 0x21, 0x53,
     0xD0, 0xA9, 0x87, 0x7C, 0xC6, 0x2A, 0x47, 0x40, 0x02, 0xDF, 0x32, 0xE5, 0x21, 0x39, 0xF0, 0xA0},
};

bool sm2_generate(unsigned char scalar[SM2_SCALAR_LENGTH], unsigned char point[SM2_POINT_LENGTH]) {
  EVP_PKEY *key = EVP_PKEY_Q_keygen(NULL, NULL, "SM2");
  BIGNUM *number = NULL;
  size_t length = 0;
  bool made =
      key != NULL && EVP_PKEY_get_bn_param(key, OSSL_PKEY_PARAM_PRIV_KEY, &number) == 1 &&
      BN_bn2binpad(number, scalar, SM2_SCALAR_LENGTH) == SM2_SCALAR_LENGTH &&
      EVP_PKEY_get_octet_string_param(key, OSSL_PKEY_PARAM_PUB_KEY, point, SM2_POINT_LENGTH, &length) == 1 &&
      length == SM2_POINT_LENGTH && point[0] == 0x04;
  BN_clear_free(number);
  EVP_PKEY_free(key);
  return made;
}

static OSSL_PARAM *key_parameters(BIGNUM *number, const unsigned char *point) {
  OSSL_PARAM_BLD *builder = OSSL_PARAM_BLD_new();
  if (builder == NULL) return NULL;
  bool pushed =
      OSSL_PARAM_BLD_push_utf8_string(builder, OSSL_PKEY_PARAM_GROUP_NAME, "SM2", 0) == 1 &&
      OSSL_PARAM_BLD_push_octet_string(builder, OSSL_PKEY_PARAM_PUB_KEY, point, SM2_POINT_LENGTH) == 1 &&
      (number == NULL || OSSL_PARAM_BLD_push_BN(builder, OSSL_PKEY_PARAM_PRIV_KEY, number) == 1);
  OSSL_PARAM *parameters = pushed ? OSSL_PARAM_BLD_to_param(builder) : NULL;
  OSSL_PARAM_BLD_free(builder);
  return parameters;
}

EVP_PKEY *sm2_key(const unsigned char *scalar, const unsigned char point[SM2_POINT_LENGTH]) {
  EVP_PKEY *key = NULL;
  BIGNUM *number = scalar == NULL ? NULL : BN_secure_new();
  if (number != NULL) BN_bin2bn(scalar, SM2_SCALAR_LENGTH, number);
  OSSL_PARAM *parameters = key_parameters(number, point);
  EVP_PKEY_CTX *context = EVP_PKEY_CTX_new_from_name(NULL, "SM2", NULL);
  int selection = scalar == NULL ? EVP_PKEY_PUBLIC_KEY : EVP_PKEY_KEYPAIR;
  if (parameters != NULL && context != NULL && EVP_PKEY_fromdata_init(context) == 1 &&
      EVP_PKEY_fromdata(context, &key, selection, parameters) != 1) {
    key = NULL;
  }
  EVP_PKEY_CTX_free(context);
  OSSL_PARAM_free(parameters);
  BN_clear_free(number);
  return key;
}

static bool signature_from_der(const unsigned char *der, size_t length, unsigned char *signature) {
  ECDSA_SIG *parts = d2i_ECDSA_SIG(NULL, &der, (long)length);
  bool copied = parts != NULL && BN_bn2binpad(ECDSA_SIG_get0_r(parts), signature, 32) == 32 &&
                BN_bn2binpad(ECDSA_SIG_get0_s(parts), signature + 32, 32) == 32;
  ECDSA_SIG_free(parts);
  return copied;
}

static int signature_to_der(const unsigned char *signature, unsigned char **der) {
  ECDSA_SIG *parts = ECDSA_SIG_new();
  BIGNUM *r = BN_bin2bn(signature, 32, NULL);
  BIGNUM *s = BN_bin2bn(signature + 32, 32, NULL);
  if (parts == NULL || r == NULL || s == NULL || ECDSA_SIG_set0(parts, r, s) != 1) {
    BN_free(r);
    BN_free(s);
    ECDSA_SIG_free(parts);
    return -1;
  }
  int length = i2d_ECDSA_SIG(parts, der);
  ECDSA_SIG_free(parts);
  return length;
}

bool sm2_sign_digest(EVP_PKEY *key, const unsigned char digest[SM2_DIGEST_LENGTH],
                     unsigned char signature[SM2_SIGNATURE_LENGTH]) {
  unsigned char der[80];
  size_t length = sizeof der;
  EVP_PKEY_CTX *context = EVP_PKEY_CTX_new_from_pkey(NULL, key, NULL);
  bool made = context != NULL && EVP_PKEY_sign_init(context) == 1 &&
              EVP_PKEY_sign(context, der, &length, digest, SM2_DIGEST_LENGTH) == 1 &&
              signature_from_der(der, length, signature);
  EVP_PKEY_CTX_free(context);
  return made;
}

bool sm2_verify_digest(EVP_PKEY *key, const unsigned char digest[SM2_DIGEST_LENGTH],
                       const unsigned char signature[SM2_SIGNATURE_LENGTH]) {
  unsigned char *der = NULL;
  int length = signature_to_der(signature, &der);
  EVP_PKEY_CTX *context = EVP_PKEY_CTX_new_from_pkey(NULL, key, NULL);
  bool valid = length > 0 && context != NULL && EVP_PKEY_verify_init(context) == 1 &&
               EVP_PKEY_verify(context, der, (size_t)length, digest, SM2_DIGEST_LENGTH) == 1;
  EVP_PKEY_CTX_free(context);
  OPENSSL_free(der);
  return valid;
}

/* GB/T 32918.2 §5.5: Z = SM3(ENTL || ID || a || b || xG || yG || xA || yA). */
static bool hash_z(EVP_MD_CTX *hash, const unsigned char point[SM2_POINT_LENGTH],
                   unsigned char z[SM2_DIGEST_LENGTH]) {
  size_t identity_bits = (sizeof DEFAULT_IDENTITY - 1) * 8;
  unsigned char entl[2] = {(unsigned char)(identity_bits >> 8), (unsigned char)identity_bits};
  return EVP_DigestInit_ex(hash, EVP_sm3(), NULL) == 1 && EVP_DigestUpdate(hash, entl, sizeof entl) == 1 &&
         EVP_DigestUpdate(hash, DEFAULT_IDENTITY, sizeof DEFAULT_IDENTITY - 1) == 1 &&
         EVP_DigestUpdate(hash, CURVE, sizeof CURVE) == 1 &&
         EVP_DigestUpdate(hash, point + 1, SM2_POINT_LENGTH - 1) == 1 &&
         EVP_DigestFinal_ex(hash, z, NULL) == 1;
}

EVP_MD_CTX *sm2_begin_message(EVP_PKEY *key) {
  unsigned char point[SM2_POINT_LENGTH], z[SM2_DIGEST_LENGTH];
  size_t length = 0;
  EVP_MD_CTX *message = EVP_MD_CTX_new();
  if (message != NULL &&
      EVP_PKEY_get_octet_string_param(key, OSSL_PKEY_PARAM_PUB_KEY, point, sizeof point, &length) == 1 &&
      length == sizeof point && hash_z(message, point, z) &&
      EVP_DigestInit_ex(message, EVP_sm3(), NULL) == 1 && EVP_DigestUpdate(message, z, sizeof z) == 1) {
    return message;
  }
  EVP_MD_CTX_free(message);
  return NULL;
}

bool sm2_message_update(EVP_MD_CTX *message, const unsigned char *bytes, size_t length) {
  return EVP_DigestUpdate(message, bytes, length) == 1;
}

bool sm2_message_digest(EVP_MD_CTX *message, unsigned char digest[SM2_DIGEST_LENGTH]) {
  return EVP_DigestFinal_ex(message, digest, NULL) == 1;
}

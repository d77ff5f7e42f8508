/* SM2 (GB/T 32918) by libcrypto: key pairs, signatures over e, and over a message with Z. */
#ifndef SEALDESK_SM2_H
#define SEALDESK_SM2_H

#include <stdbool.h>
#include <stddef.h>

#include <openssl/evp.h>

#define SM2_SCALAR_LENGTH 32
#define SM2_POINT_LENGTH 65 /* 04 || x || y */
#define SM2_DIGEST_LENGTH 32
#define SM2_SIGNATURE_LENGTH 64 /* r || s */

bool sm2_generate(unsigned char scalar[SM2_SCALAR_LENGTH], unsigned char point[SM2_POINT_LENGTH]);

/* Returns NULL for bytes that are no key. A public key has no scalar (NULL). The caller frees it. */
EVP_PKEY *sm2_key(const unsigned char *scalar, const unsigned char point[SM2_POINT_LENGTH]);

bool sm2_sign_digest(EVP_PKEY *key, const unsigned char digest[SM2_DIGEST_LENGTH],
                     unsigned char signature[SM2_SIGNATURE_LENGTH]);
bool sm2_verify_digest(EVP_PKEY *key, const unsigned char digest[SM2_DIGEST_LENGTH],
                       const unsigned char signature[SM2_SIGNATURE_LENGTH]);

/* Starts e = SM3(Z || M) with the default identity of GM/T 0009 §10; M follows in pieces. NULL on failure. */
EVP_MD_CTX *sm2_begin_message(EVP_PKEY *key);
bool sm2_message_update(EVP_MD_CTX *message, const unsigned char *bytes, size_t length);
bool sm2_message_digest(EVP_MD_CTX *message, unsigned char digest[SM2_DIGEST_LENGTH]);

#endif

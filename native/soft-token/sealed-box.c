/* AES-256-GCM boxes and scrypt for PINs. */
#include "sealed-box.h"

#include <limits.h>
#include <string.h>

#include <openssl/evp.h>
#include <openssl/rand.h>

#define NONCE_LENGTH 12
#define TAG_LENGTH 16

/*
 * RFC 7914: N = 2^15, r = 8, p = 1 takes 32 MB and about a tenth of a second a guess. A PIN of six digits
 * still falls to a patient thief of the files, which is one reason why this token is for demonstration alone.
 * Tests that log in thousands of times build with a smaller N.
 */
#ifndef SCRYPT_N
#define SCRYPT_N 32768
#endif
#define SCRYPT_R 8
#define SCRYPT_P 1
#define SCRYPT_MEMORY_LIMIT (64UL * 1024 * 1024)

static bool crypt_begin(EVP_CIPHER_CTX *state, const unsigned char *key, const unsigned char *nonce,
                        const char *context, int encrypt) {
  int count = 0;
  return EVP_CipherInit_ex(state, EVP_aes_256_gcm(), NULL, key, nonce, encrypt) == 1 &&
         EVP_CipherUpdate(state, NULL, &count, (const unsigned char *)context, (int)strlen(context)) == 1;
}

bool box_seal(const unsigned char key[KEY_LENGTH], const char *context, const unsigned char *plain,
              size_t length, struct byte_buffer *out) {
  unsigned char nonce[NONCE_LENGTH], tag[TAG_LENGTH], last[TAG_LENGTH];
  struct byte_buffer cipher = {0};
  EVP_CIPHER_CTX *state = EVP_CIPHER_CTX_new();
  int count = 0;
  buffer_write(&cipher, plain, length);
  bool sealed = state != NULL && length < INT_MAX && !cipher.failed && RAND_bytes(nonce, sizeof nonce) == 1 &&
                crypt_begin(state, key, nonce, context, 1) &&
                EVP_EncryptUpdate(state, cipher.bytes, &count, plain, (int)length) == 1 &&
                EVP_EncryptFinal_ex(state, last, &count) == 1 &&
                EVP_CIPHER_CTX_ctrl(state, EVP_CTRL_GCM_GET_TAG, sizeof tag, tag) == 1;
  if (sealed) {
    buffer_write(out, nonce, sizeof nonce);
    buffer_write(out, cipher.bytes, cipher.length);
    buffer_write(out, tag, sizeof tag);
  }
  EVP_CIPHER_CTX_free(state);
  buffer_free(&cipher);
  return sealed && !out->failed;
}

bool box_open(const unsigned char key[KEY_LENGTH], const char *context, const unsigned char *box,
              size_t length, struct byte_buffer *out) {
  if (length < BOX_OVERHEAD || length > INT_MAX) return false;
  size_t plain_length = length - BOX_OVERHEAD;
  unsigned char tag[TAG_LENGTH], last[TAG_LENGTH];
  memcpy(tag, box + NONCE_LENGTH + plain_length, sizeof tag);
  struct byte_buffer plain = {0};
  EVP_CIPHER_CTX *state = EVP_CIPHER_CTX_new();
  int count = 0;
  buffer_write(&plain, box + NONCE_LENGTH, plain_length);
  bool opened = state != NULL && !plain.failed && crypt_begin(state, key, box, context, 0) &&
                EVP_DecryptUpdate(state, plain.bytes, &count, box + NONCE_LENGTH, (int)plain_length) == 1 &&
                EVP_CIPHER_CTX_ctrl(state, EVP_CTRL_GCM_SET_TAG, sizeof tag, tag) == 1 &&
                EVP_DecryptFinal_ex(state, last, &count) == 1;
  if (opened) buffer_write(out, plain.bytes, plain.length);
  EVP_CIPHER_CTX_free(state);
  buffer_free(&plain);
  return opened && !out->failed;
}

static bool derive(const unsigned char *pin, size_t pin_length, const unsigned char *salt,
                   unsigned char *key) {
  return EVP_PBE_scrypt((const char *)pin, pin_length, salt, SALT_LENGTH, SCRYPT_N, SCRYPT_R, SCRYPT_P,
                        SCRYPT_MEMORY_LIMIT, key, KEY_LENGTH) == 1;
}

bool pin_wrap_key(const unsigned char *pin, size_t pin_length, const char *context,
                  const unsigned char key[KEY_LENGTH], struct pin_wrap *out) {
  unsigned char wrapping[KEY_LENGTH];
  struct byte_buffer box = {0};
  bool wrapped = RAND_bytes(out->salt, SALT_LENGTH) == 1 && derive(pin, pin_length, out->salt, wrapping) &&
                 box_seal(wrapping, context, key, KEY_LENGTH, &box) && box.length == sizeof out->box;
  if (wrapped) memcpy(out->box, box.bytes, sizeof out->box);
  buffer_free(&box);
  OPENSSL_cleanse(wrapping, sizeof wrapping);
  return wrapped;
}

bool pin_unwrap_key(const unsigned char *pin, size_t pin_length, const char *context,
                    const struct pin_wrap *wrap, unsigned char key[KEY_LENGTH]) {
  unsigned char wrapping[KEY_LENGTH];
  struct byte_buffer plain = {0};
  bool opened = derive(pin, pin_length, wrap->salt, wrapping) &&
                box_open(wrapping, context, wrap->box, sizeof wrap->box, &plain) &&
                plain.length == KEY_LENGTH;
  if (opened) memcpy(key, plain.bytes, KEY_LENGTH);
  buffer_free(&plain);
  OPENSSL_cleanse(wrapping, sizeof wrapping);
  return opened;
}

/* Certificates in and out of containers. */
#include "library.h"

#include <string.h>

#include <openssl/x509v3.h>


static X509 *parse(const unsigned char *der, size_t length) {
  const unsigned char *end = der;
  X509 *certificate = d2i_X509(NULL, &end, (long)length);
  if (certificate != NULL && end == der + length) return certificate;
  X509_free(certificate);
  return NULL;
}

/* GM/T 0015: the key usage of a certificate for signing names a signature; without key usage it may sign. */
static bool may_sign(const unsigned char *der, size_t length) {
  X509 *certificate = parse(der, length);
  uint32_t usage = certificate == NULL ? 0 : X509_get_key_usage(certificate);
  X509_free(certificate);
  return (usage & (KU_DIGITAL_SIGNATURE | KU_NON_REPUDIATION)) != 0;
}

struct certificate_search {
  const struct container_id *id;
  bool sign;
  CK_OBJECT_HANDLE found;
};

static bool remember(CK_OBJECT_HANDLE object, const struct attributes *list, void *context) {
  struct certificate_search *search = context;
  const struct attribute *value = attributes_find(list, CKA_VALUE);
  if (value == NULL || !object_belongs(list, CKO_CERTIFICATE, search->id)) return true;
  if (may_sign(value->value, value->length) == search->sign) search->found = object;
  return true;
}

/* The one stored last: a renewed certificate lies beside the old one. */
bool certificate_find(const struct access *access, bool sign, struct attributes *out) {
  struct certificate_search search = {&access->handle->id, sign, CK_INVALID_HANDLE};
  objects_each(access, remember, &search);
  memset(out, 0, sizeof *out);
  return search.found != CK_INVALID_HANDLE &&
         object_load(&access->record, search.found, access_user_key(access), out);
}

bool container_signs(const struct access *access) {
  struct attributes certificate;
  bool signing = certificate_find(access, true, &certificate);
  attributes_free(&certificate);
  bool encrypting = certificate_find(access, false, &certificate);
  attributes_free(&certificate);
  return signing || !encrypting;
}

static SKF_ULONG export_certificate(SKF_HANDLE container, bool sign, SKF_BYTE *out, SKF_ULONG *length) {
  if (length == NULL) return SAR_INVALIDPARAMERR;
  struct access access;
  struct attributes list;
  SKF_ULONG sar = access_begin(container, CONTAINER_HANDLE, ACCESS_READ, &access);
  if (sar != SAR_OK) return sar;
  sar = SAR_CERTNOTFOUNTERR;
  if (certificate_find(&access, sign, &list)) {
    const struct attribute *value = attributes_find(&list, CKA_VALUE);
    sar = give_bytes(value->value, value->length, out, length);
  }
  attributes_free(&list);
  access_end(&access);
  return sar;
}

SKF_FUNCTION SKF_ExportCertificate(SKF_HANDLE container, SKF_BOOL sign, SKF_BYTE *certificate,
                                   SKF_ULONG *length) {
  WITHIN_LIBRARY(export_certificate(container, sign != 0, certificate, length));
}

struct encoded {
  unsigned char *bytes;
  int length;
};

static bool set_encoded(struct attributes *list, CK_ATTRIBUTE_TYPE type, struct encoded encoded) {
  bool done = encoded.length > 0 && attributes_set(list, type, encoded.bytes, (size_t)encoded.length);
  OPENSSL_free(encoded.bytes);
  return done;
}

/* Sets the attributes that the PKCS#11 side gives every certificate, so that it is found there too. */
static bool fill(struct attributes *list, const struct container_id *id, X509 *certificate,
                 struct attribute der) {
  CK_ULONG unspecified = 0;
  struct encoded subject = {0}, issuer = {0}, serial = {0};
  subject.length = i2d_X509_NAME(X509_get_subject_name(certificate), &subject.bytes);
  issuer.length = i2d_X509_NAME(X509_get_issuer_name(certificate), &issuer.bytes);
  serial.length = i2d_ASN1_INTEGER(X509_get0_serialNumber(certificate), &serial.bytes);
  bool named = set_encoded(list, CKA_SUBJECT, subject);
  named = set_encoded(list, CKA_ISSUER, issuer) && named;
  named = set_encoded(list, CKA_SERIAL_NUMBER, serial) && named;
  return named && attributes_set_number(list, CKA_CLASS, CKO_CERTIFICATE) &&
         attributes_set_number(list, CKA_CERTIFICATE_TYPE, unspecified) &&
         attributes_set_number(list, CKA_CERTIFICATE_CATEGORY, unspecified) &&
         attributes_set(list, CKA_ID, id->bytes, id->length) &&
         attributes_set(list, CKA_LABEL, NULL, 0) && attributes_set(list, CKA_VALUE, der.value, der.length) &&
         attributes_set_flag(list, CKA_TOKEN, true) && attributes_set_flag(list, CKA_PRIVATE, false) &&
         attributes_set_flag(list, CKA_TRUSTED, false) && attributes_set_flag(list, CKA_MODIFIABLE, true) &&
         attributes_set_flag(list, CKA_DESTROYABLE, true);
}

static SKF_ULONG add_certificate(struct access *access, X509 *certificate, struct attribute der) {
  struct attributes list = {0};
  CK_OBJECT_HANDLE object;
  SKF_ULONG sar = SAR_OK;
  if (access_user_key(access) == NULL)
    sar = SAR_USER_NOT_LOGGED_IN;
  else if (!fill(&list, &access->handle->id, certificate, der))
    sar = SAR_MEMORYERR;
  else if (!object_add(&access->record, &list, access_user_key(access), &object))
    sar = SAR_WRITEFILEERR;
  attributes_free(&list);
  return sar;
}

static SKF_ULONG import_certificate(SKF_HANDLE container, SKF_BYTE *der, SKF_ULONG length) {
  struct access access;
  if (der == NULL) return SAR_INVALIDPARAMERR;
  X509 *certificate = parse(der, length);
  if (certificate == NULL) return SAR_INDATAERR;
  SKF_ULONG sar = access_begin(container, CONTAINER_HANDLE, ACCESS_WRITE, &access);
  if (sar == SAR_OK) {
    sar = add_certificate(&access, certificate, (struct attribute){.value = der, .length = length});
    access_end(&access);
  }
  X509_free(certificate);
  return sar;
}

SKF_FUNCTION SKF_ImportCertificate(SKF_HANDLE container, SKF_BOOL sign, SKF_BYTE *certificate,
                                   SKF_ULONG length) {
  (void)sign; /* the certificate's own key usage says which of the two it is */
  WITHIN_LIBRARY(import_certificate(container, certificate, length));
}

/* Certificates of a container, told apart by what their key may do. */
#ifndef SEALDESK_SKF_CERTIFICATES_H
#define SEALDESK_SKF_CERTIFICATES_H

#include "objects.h"

/* The container's certificate for signing, or the one for encryption; the caller frees the attributes. */
bool certificate_find(const struct access *access, bool sign, struct attributes *out);

/* Whether the container's key pair signs: it does unless its certificate is for encryption. */
bool container_signs(const struct access *access);

#endif

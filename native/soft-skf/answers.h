/* What every function gives back: codes, lists of names, and bytes of a length the caller learns. */
#ifndef SEALDESK_ANSWERS_H
#define SEALDESK_ANSWERS_H

#include <stdbool.h>

#include "byte-buffer.h"
#include "pkcs11-types.h"
#include "skf-types.h"

/* The code for what the shared store answered. */
SKF_ULONG answer_of(CK_RV rv);

/* Clause 7: with no buffer the size alone, else SAR_BUFFER_TOO_SMALL where it is too small. */
SKF_ULONG give_bytes(const void *bytes, size_t length, void *out, SKF_ULONG *size);

/* Names one after the other, each ended by NUL; a further NUL ends the list. */
void add_name(struct byte_buffer *names, const char *name);
bool holds_name(const struct byte_buffer *names, const char *name);
/* Frees the names. */
SKF_ULONG give_names(struct byte_buffer *names, char *out, SKF_ULONG *size);

#endif

/* Codes, names and bytes as SKF gives them. */
#include "answers.h"

#include <string.h>

SKF_ULONG answer_of(CK_RV rv) {
  switch (rv) {
    case CKR_OK:
      return SAR_OK;
    case CKR_PIN_INCORRECT:
      return SAR_PIN_INCORRECT;
    case CKR_PIN_LOCKED:
      return SAR_PIN_LOCKED;
    case CKR_PIN_LEN_RANGE:
      return SAR_PIN_LEN_RANGE;
    case CKR_USER_PIN_NOT_INITIALIZED:
      return SAR_USER_PIN_NOT_INITIALIZED;
    case CKR_ARGUMENTS_BAD:
      return SAR_INVALIDPARAMERR;
    default:
      return SAR_FAIL;
  }
}

SKF_ULONG give_bytes(const void *bytes, size_t length, void *out, SKF_ULONG *size) {
  bool enough = *size >= length;
  *size = (SKF_ULONG)length;
  if (out == NULL) return SAR_OK;
  if (!enough) return SAR_BUFFER_TOO_SMALL;
  if (length > 0) memcpy(out, bytes, length);
  return SAR_OK;
}

void add_name(struct byte_buffer *names, const char *name) { buffer_write(names, name, strlen(name) + 1); }

bool holds_name(const struct byte_buffer *names, const char *name) {
  for (size_t at = 0; at < names->length; at += strlen((const char *)names->bytes + at) + 1) {
    if (strcmp((const char *)names->bytes + at, name) == 0) return true;
  }
  return false;
}

SKF_ULONG give_names(struct byte_buffer *names, char *out, SKF_ULONG *size) {
  buffer_write(names, "", 1);
  SKF_ULONG sar = names->failed ? SAR_MEMORYERR : give_bytes(names->bytes, names->length, out, size);
  buffer_free(names);
  return sar;
}

/* Reads the soft token's point, and answers with another form of it. */
#include "point-form.h"

#include <string.h>

#define OCTET_STRING_HEADER 2

CK_RV honest_point(CK_SESSION_HANDLE session, CK_OBJECT_HANDLE object, CK_BYTE point[POINT_LENGTH]) {
  CK_BYTE wrapped[OCTET_STRING_HEADER + POINT_LENGTH];
  CK_ATTRIBUTE wanted = {CKA_EC_POINT, wrapped, sizeof wrapped};
  CK_RV rv = honest->C_GetAttributeValue(session, object, &wanted, 1);
  if (rv == CKR_OK) memcpy(point, wrapped + OCTET_STRING_HEADER, POINT_LENGTH);
  return rv;
}

CK_RV answer(CK_ATTRIBUTE *attribute, const CK_BYTE *value, CK_ULONG length) {
  CK_ULONG capacity = attribute->ulValueLen;
  attribute->ulValueLen = length;
  if (attribute->pValue == NULL) return CKR_OK;
  if (capacity < length) return CKR_BUFFER_TOO_SMALL;
  memcpy(attribute->pValue, value, length);
  return CKR_OK;
}

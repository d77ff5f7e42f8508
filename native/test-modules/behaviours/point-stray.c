/* Tells CKA_EC_POINT as the bare 65 bytes with a stray 04 at their end. */
#include "point-form.h"

static CK_RV tell(CK_SESSION_HANDLE session, CK_OBJECT_HANDLE object, CK_ATTRIBUTE *template,
                  CK_ULONG count) {
  CK_BYTE point[POINT_LENGTH + 1];
  if (count != 1 || template->type != CKA_EC_POINT)
    return honest->C_GetAttributeValue(session, object, template, count);
  CK_RV rv = honest_point(session, object, point);
  point[POINT_LENGTH] = 0x04;
  return rv == CKR_OK ? answer(template, point, sizeof point) : rv;
}

void misbehave(CK_FUNCTION_LIST *list) { list->C_GetAttributeValue = tell; }

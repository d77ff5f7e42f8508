/* Has no CKA_EC_POINT: tells x and y in two attributes of its own. */
#include <stdbool.h>

#include "point-form.h"

#define COORDINATE_LENGTH 32

/* CKA_VENDOR_DEFINED and up: the numbers that the test's profile names. */
#define VENDOR_POINT_X 0x80000201UL
#define VENDOR_POINT_Y 0x80000202UL

static CK_RV tell(CK_SESSION_HANDLE session, CK_OBJECT_HANDLE object, CK_ATTRIBUTE *template,
                  CK_ULONG count) {
  CK_BYTE point[POINT_LENGTH];
  bool x = count == 1 && template->type == VENDOR_POINT_X;
  bool y = count == 1 && template->type == VENDOR_POINT_Y;
  if (count == 1 && template->type == CKA_EC_POINT) {
    template->ulValueLen = CK_UNAVAILABLE_INFORMATION;
    return CKR_ATTRIBUTE_TYPE_INVALID;
  }
  if (!x && !y) return honest->C_GetAttributeValue(session, object, template, count);
  CK_RV rv = honest_point(session, object, point);
  if (rv != CKR_OK) return rv;
  return answer(template, point + 1 + (x ? 0 : COORDINATE_LENGTH), COORDINATE_LENGTH);
}

void misbehave(CK_FUNCTION_LIST *list) { list->C_GetAttributeValue = tell; }

/* What the modules share that tell of a public key in a form of their own. */
#ifndef SEALDESK_POINT_FORM_H
#define SEALDESK_POINT_FORM_H

#include "shim.h"

/* 04 || x || y */
#define POINT_LENGTH 65

/* The object's point out of the soft token's DER OCTET STRING. */
CK_RV honest_point(CK_SESSION_HANDLE session, CK_OBJECT_HANDLE object, CK_BYTE point[POINT_LENGTH]);

/* Answers one attribute as C_GetAttributeValue does. */
CK_RV answer(CK_ATTRIBUTE *attribute, const CK_BYTE *value, CK_ULONG length);

#endif

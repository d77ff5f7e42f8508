/* The token's objects as an SKF application sees them. */
#ifndef SEALDESK_SKF_OBJECTS_H
#define SEALDESK_SKF_OBJECTS_H

#include "handles.h"
#include "object-store.h"

/* False ends the round. */
typedef bool (*object_visitor)(CK_OBJECT_HANDLE object, const struct attributes *list, void *context);

/* Every object that can be read now, in the order in which they were made. */
void objects_each(const struct access *access, object_visitor visit, void *context);

/* Whether an object of that class belongs to the container. */
bool object_belongs(const struct attributes *list, CK_ULONG class, const struct container_id *id);

/* The first object of that class in the container; the caller frees the attributes. False where there is none. */
bool object_find(const struct access *access, CK_ULONG class, struct attributes *out);

#endif

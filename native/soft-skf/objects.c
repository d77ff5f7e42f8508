/* Rounds over the token's objects. */
#include "objects.h"

#include <stdlib.h>
#include <string.h>

void objects_each(const struct access *access, object_visitor visit, void *context) {
  CK_OBJECT_HANDLE *objects = NULL;
  size_t count = 0;
  bool more = object_list(&access->record, &objects, &count);
  for (size_t i = 0; more && i < count; i++) {
    struct attributes list;
    if (!object_load(&access->record, objects[i], access_user_key(access), &list)) continue;
    more = visit(objects[i], &list, context);
    attributes_free(&list);
  }
  free(objects);
}

bool object_belongs(const struct attributes *list, CK_ULONG class, const struct container_id *id) {
  const struct attribute *object_id = attributes_find(list, CKA_ID);
  return attributes_number(list, CKA_CLASS) == class && object_id != NULL &&
         container_id_equal(id, object_id->value, object_id->length);
}

struct search {
  const struct container_id *id;
  CK_ULONG class;
  CK_OBJECT_HANDLE found;
};

static bool remember_first(CK_OBJECT_HANDLE object, const struct attributes *list, void *context) {
  struct search *search = context;
  if (!object_belongs(list, search->class, search->id)) return true;
  search->found = object;
  return false;
}

bool object_find(const struct access *access, CK_ULONG class, struct attributes *out) {
  struct search search = {&access->handle->id, class, CK_INVALID_HANDLE};
  objects_each(access, remember_first, &search);
  memset(out, 0, sizeof *out);
  return search.found != CK_INVALID_HANDLE &&
         object_load(&access->record, search.found, access_user_key(access), out);
}

/* C_FindObjects: the matching objects are chosen at the start of a search, so later changes do not matter. */
#include <stdlib.h>
#include <string.h>

#include "access.h"
#include "entry.h"
#include "object-store.h"

static void keep_matches(const struct access *access, const CK_ATTRIBUTE *template, CK_ULONG count) {
  struct session *session = access->session;
  size_t kept = 0;
  for (size_t i = 0; i < session->found_count; i++) {
    struct attributes list;
    if (!object_load(&access->record, session->found[i], access_user_key(access), &list)) continue;
    if (attributes_match(&list, template, count)) session->found[kept++] = session->found[i];
    attributes_free(&list);
  }
  session->found_count = kept;
}

static CK_RV find_init(CK_SESSION_HANDLE handle, const CK_ATTRIBUTE *template, CK_ULONG count) {
  if (template == NULL && count > 0) return CKR_ARGUMENTS_BAD;
  struct access access;
  CK_RV rv = access_begin(handle, ACCESS_READ, &access);
  if (rv != CKR_OK) return rv;
  struct session *session = access.session;
  if (session->searching) {
    rv = CKR_OPERATION_ACTIVE;
  } else if (!object_list(&access.record, &session->found, &session->found_count)) {
    rv = CKR_HOST_MEMORY;
  } else {
    session->searching = true;
    session->found_next = 0;
    keep_matches(&access, template, count);
  }
  access_end(&access);
  return rv;
}

CK_RV C_FindObjectsInit(CK_SESSION_HANDLE session, CK_ATTRIBUTE *template, CK_ULONG count) {
  WITHIN_MODULE(find_init(session, template, count));
}

static CK_RV find_next(CK_SESSION_HANDLE handle, CK_OBJECT_HANDLE *objects, CK_ULONG capacity,
                       CK_ULONG *count) {
  if (objects == NULL || count == NULL) return CKR_ARGUMENTS_BAD;
  struct access access;
  CK_RV rv = access_begin(handle, ACCESS_READ, &access);
  if (rv != CKR_OK) return rv;
  struct session *session = access.session;
  access_end(&access);
  if (!session->searching) return CKR_OPERATION_NOT_INITIALIZED;
  *count = 0;
  while (*count < capacity && session->found_next < session->found_count) {
    objects[(*count)++] = session->found[session->found_next++];
  }
  return CKR_OK;
}

CK_RV C_FindObjects(CK_SESSION_HANDLE session, CK_OBJECT_HANDLE *objects, CK_ULONG capacity,
                    CK_ULONG *count) {
  WITHIN_MODULE(find_next(session, objects, capacity, count));
}

static CK_RV find_final(CK_SESSION_HANDLE handle) {
  struct access access;
  CK_RV rv = access_begin(handle, ACCESS_READ, &access);
  if (rv != CKR_OK) return rv;
  struct session *session = access.session;
  access_end(&access);
  if (!session->searching) return CKR_OPERATION_NOT_INITIALIZED;
  free(session->found);
  session->found = NULL;
  session->found_count = 0;
  session->searching = false;
  return CKR_OK;
}

CK_RV C_FindObjectsFinal(CK_SESSION_HANDLE session) { WITHIN_MODULE(find_final(session)); }

/* Containers: a key pair and certificates of one CKA_ID. A new one exists once it holds something. */
#include "library.h"

static bool shows_container(const struct attributes *list) {
  CK_ULONG class = attributes_number(list, CKA_CLASS);
  return class == CKO_PUBLIC_KEY || class == CKO_CERTIFICATE;
}

static bool collect(CK_OBJECT_HANDLE object, const struct attributes *list, void *context) {
  (void)object;
  struct byte_buffer *names = context;
  struct container_id id;
  char name[CONTAINER_NAME_CAPACITY];
  const struct attribute *value = attributes_find(list, CKA_ID);
  if (!shows_container(list) || value == NULL) return true;
  if (!container_id_copy(value->value, value->length, &id)) return true;
  container_name(&id, name);
  if (!holds_name(names, name)) add_name(names, name);
  return true;
}

static SKF_ULONG enumerate(SKF_HANDLE application, char *out, SKF_ULONG *size) {
  if (size == NULL) return SAR_INVALIDPARAMERR;
  struct access access;
  struct byte_buffer names = {0};
  SKF_ULONG sar = access_begin(application, APPLICATION_HANDLE, ACCESS_READ, &access);
  if (sar != SAR_OK) return sar;
  objects_each(&access, collect, &names);
  access_end(&access);
  return give_names(&names, out, size);
}

SKF_FUNCTION SKF_EnumContainer(SKF_HANDLE application, char *names, SKF_ULONG *size) {
  WITHIN_LIBRARY(enumerate(application, names, size));
}

static bool exists(const struct access *access, const struct container_id *id) {
  struct byte_buffer names = {0};
  char name[CONTAINER_NAME_CAPACITY];
  container_name(id, name);
  objects_each(access, collect, &names);
  bool found = holds_name(&names, name);
  buffer_free(&names);
  return found;
}

static SKF_ULONG add_handle(struct access *access, const struct container_id *id, SKF_HANDLE *container) {
  struct handle *handle = handle_open(CONTAINER_HANDLE, access->handle, &access->record);
  if (handle == NULL) return SAR_MEMORYERR;
  handle->id = *id;
  *container = handle_value(handle);
  return SAR_OK;
}

static SKF_ULONG open_container(SKF_HANDLE application, const char *name, SKF_HANDLE *container) {
  struct container_id id;
  struct access access;
  if (name == NULL || container == NULL) return SAR_INVALIDPARAMERR;
  if (!container_id_of_name(name, &id)) return SAR_NAMELENERR;
  SKF_ULONG sar = access_begin(application, APPLICATION_HANDLE, ACCESS_READ, &access);
  if (sar != SAR_OK) return sar;
  sar = exists(&access, &id) ? add_handle(&access, &id, container) : SAR_INVALIDPARAMERR;
  access_end(&access);
  return sar;
}

SKF_FUNCTION SKF_OpenContainer(SKF_HANDLE application, char *name, SKF_HANDLE *container) {
  WITHIN_LIBRARY(open_container(application, name, container));
}

static SKF_ULONG create_container(SKF_HANDLE application, const char *name, SKF_HANDLE *container) {
  struct container_id id;
  struct access access;
  if (name == NULL || container == NULL) return SAR_INVALIDPARAMERR;
  if (!container_id_of_name(name, &id)) return SAR_NAMELENERR;
  SKF_ULONG sar = access_begin(application, APPLICATION_HANDLE, ACCESS_READ, &access);
  if (sar != SAR_OK) return sar;
  if (access_user_key(&access) == NULL) sar = SAR_USER_NOT_LOGGED_IN;
  if (sar == SAR_OK && exists(&access, &id)) sar = SAR_INVALIDPARAMERR;
  if (sar == SAR_OK) sar = add_handle(&access, &id, container);
  access_end(&access);
  return sar;
}

SKF_FUNCTION SKF_CreateContainer(SKF_HANDLE application, char *name, SKF_HANDLE *container) {
  WITHIN_LIBRARY(create_container(application, name, container));
}

SKF_FUNCTION SKF_CloseContainer(SKF_HANDLE container) {
  WITHIN_LIBRARY(handle_close(container, CONTAINER_HANDLE));
}

static SKF_ULONG get_type(SKF_HANDLE container, SKF_ULONG *type) {
  if (type == NULL) return SAR_INVALIDPARAMERR;
  struct access access;
  struct attributes key;
  SKF_ULONG sar = access_begin(container, CONTAINER_HANDLE, ACCESS_READ, &access);
  if (sar != SAR_OK) return sar;
  *type = object_find(&access, CKO_PUBLIC_KEY, &key) ? CONTAINER_ECC : CONTAINER_EMPTY;
  attributes_free(&key);
  access_end(&access);
  return SAR_OK;
}

SKF_FUNCTION SKF_GetContainerType(SKF_HANDLE container, SKF_ULONG *type) {
  WITHIN_LIBRARY(get_type(container, type));
}

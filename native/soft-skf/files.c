/* Files of an application: the token's data objects, in which seals lie. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "library.h"

/* The most that a file may be made of. */
#define FILE_SIZE_LIMIT (4U << 20)

struct file_list {
  struct byte_buffer names;
  const char *wanted; /* NULL if every name is collected */
  CK_OBJECT_HANDLE found;
};

/* Takes the label if it fits and is the first of its kind, otherwise a name after the object. */
static void choose_name(const struct byte_buffer *taken, CK_OBJECT_HANDLE object,
                        const struct attributes *list, char out[FILE_NAME_CAPACITY]) {
  const struct attribute *label = attributes_find(list, CKA_LABEL);
  bool fits = label != NULL && label->length > 0 && label->length < FILE_NAME_CAPACITY &&
              memchr(label->value, 0, label->length) == NULL;
  if (fits) snprintf(out, FILE_NAME_CAPACITY, "%.*s", (int)label->length, (const char *)label->value);
  if (!fits || holds_name(taken, out)) snprintf(out, FILE_NAME_CAPACITY, "object-%08lx", object);
}

static bool collect(CK_OBJECT_HANDLE object, const struct attributes *list, void *context) {
  struct file_list *files = context;
  char name[FILE_NAME_CAPACITY];
  if (attributes_number(list, CKA_CLASS) != CKO_DATA) return true;
  choose_name(&files->names, object, list, name);
  add_name(&files->names, name);
  bool is_wanted = files->wanted != NULL && strcmp(name, files->wanted) == 0;
  if (is_wanted) files->found = object;
  return !is_wanted;
}

static SKF_ULONG enumerate(SKF_HANDLE application, char *out, SKF_ULONG *size) {
  if (size == NULL) return SAR_INVALIDPARAMERR;
  struct access access;
  struct file_list files = {0};
  SKF_ULONG sar = access_begin(application, APPLICATION_HANDLE, ACCESS_READ, &access);
  if (sar != SAR_OK) return sar;
  objects_each(&access, collect, &files);
  access_end(&access);
  return give_names(&files.names, out, size);
}

SKF_FUNCTION SKF_EnumFiles(SKF_HANDLE application, char *names, SKF_ULONG *size) {
  WITHIN_LIBRARY(enumerate(application, names, size));
}

/* Returns CK_INVALID_HANDLE if no file has the name. */
static CK_OBJECT_HANDLE find(const struct access *access, const char *name) {
  struct file_list files = {.wanted = name, .found = CK_INVALID_HANDLE};
  objects_each(access, collect, &files);
  buffer_free(&files.names);
  return files.found;
}

struct open_file {
  struct access access;
  CK_OBJECT_HANDLE object;
  struct attributes list;
  const struct attribute *content;
};

static void close_file(struct open_file *file) {
  attributes_free(&file->list);
  access_end(&file->access);
}

static SKF_ULONG open_file(SKF_HANDLE application, const char *name, enum access_kind kind,
                           struct open_file *out) {
  memset(out, 0, sizeof *out);
  if (name == NULL) return SAR_INVALIDPARAMERR;
  SKF_ULONG sar = access_begin(application, APPLICATION_HANDLE, kind, &out->access);
  if (sar != SAR_OK) return sar;
  const unsigned char *key = access_user_key(&out->access);
  if (kind == ACCESS_WRITE && key == NULL) sar = SAR_USER_NOT_LOGGED_IN;
  out->object = sar == SAR_OK ? find(&out->access, name) : CK_INVALID_HANDLE;
  if (sar == SAR_OK && (out->object == CK_INVALID_HANDLE ||
                        !object_load(&out->access.record, out->object, key, &out->list)))
    sar = SAR_FILE_NOT_EXIST;
  out->content = attributes_find(&out->list, CKA_VALUE);
  if (sar == SAR_OK && out->content == NULL) sar = SAR_FILE_NOT_EXIST;
  if (sar != SAR_OK) close_file(out);
  return sar;
}

static SKF_ULONG get_file_info(SKF_HANDLE application, const char *name, SKF_FILEATTRIBUTE *info) {
  struct open_file file;
  if (info == NULL) return SAR_INVALIDPARAMERR;
  SKF_ULONG sar = open_file(application, name, ACCESS_READ, &file);
  if (sar != SAR_OK) return sar;
  memset(info, 0, sizeof *info);
  snprintf(info->FileName, sizeof info->FileName, "%s", name);
  info->FileSize = (SKF_ULONG)file.content->length;
  info->ReadRights = attributes_flag(&file.list, CKA_PRIVATE) ? SECURE_USER_ACCOUNT : SECURE_ANYONE_ACCOUNT;
  info->WriteRights = SECURE_USER_ACCOUNT;
  close_file(&file);
  return SAR_OK;
}

SKF_FUNCTION SKF_GetFileInfo(SKF_HANDLE application, char *name, SKF_FILEATTRIBUTE *info) {
  WITHIN_LIBRARY(get_file_info(application, name, info));
}

/* At the end fewer bytes are read. */
static SKF_ULONG read_file(SKF_HANDLE application, const char *name, size_t offset, size_t size, SKF_BYTE *out,
                           SKF_ULONG *length) {
  struct open_file file;
  if (length == NULL) return SAR_INVALIDPARAMERR;
  SKF_ULONG sar = open_file(application, name, ACCESS_READ, &file);
  if (sar != SAR_OK) return sar;
  size_t left = offset < file.content->length ? file.content->length - offset : 0;
  size_t part = size < left ? size : left;
  sar = offset > file.content->length ? SAR_INVALIDPARAMERR
                                      : give_bytes(file.content->value + offset, part, out, length);
  close_file(&file);
  return sar;
}

SKF_FUNCTION SKF_ReadFile(SKF_HANDLE application, char *name, SKF_ULONG offset, SKF_ULONG size, SKF_BYTE *out,
                          SKF_ULONG *length) {
  WITHIN_LIBRARY(read_file(application, name, offset, size, out, length));
}

static bool fill_new(struct attributes *list, const char *name, size_t size, bool is_private) {
  unsigned char *zeros = calloc(1, size);
  bool done = zeros != NULL && attributes_set(list, CKA_VALUE, zeros, size) &&
              attributes_set_number(list, CKA_CLASS, CKO_DATA) &&
              attributes_set(list, CKA_LABEL, name, strlen(name)) &&
              attributes_set(list, CKA_APPLICATION, NULL, 0) &&
              attributes_set(list, CKA_OBJECT_ID, NULL, 0) && attributes_set_flag(list, CKA_TOKEN, true) &&
              attributes_set_flag(list, CKA_PRIVATE, is_private) &&
              attributes_set_flag(list, CKA_MODIFIABLE, true) &&
              attributes_set_flag(list, CKA_DESTROYABLE, true);
  free(zeros);
  return done;
}

static SKF_ULONG add_file(struct access *access, const char *name, size_t size, bool is_private) {
  struct attributes list = {0};
  CK_OBJECT_HANDLE object;
  SKF_ULONG sar = SAR_OK;
  if (access_user_key(access) == NULL)
    sar = SAR_USER_NOT_LOGGED_IN;
  else if (find(access, name) != CK_INVALID_HANDLE)
    sar = SAR_FILE_ALREADY_EXIST;
  else if (!fill_new(&list, name, size, is_private))
    sar = SAR_MEMORYERR;
  else if (!object_add(&access->record, &list, access_user_key(access), &object))
    sar = SAR_WRITEFILEERR;
  attributes_free(&list);
  return sar;
}

static SKF_ULONG create_file(SKF_HANDLE application, const char *name, size_t size, SKF_ULONG read_rights) {
  struct access access;
  if (name == NULL || size == 0 || size > FILE_SIZE_LIMIT) return SAR_INVALIDPARAMERR;
  if (name[0] == '\0' || strlen(name) >= FILE_NAME_CAPACITY) return SAR_NAMELENERR;
  SKF_ULONG sar = access_begin(application, APPLICATION_HANDLE, ACCESS_WRITE, &access);
  if (sar != SAR_OK) return sar;
  sar = add_file(&access, name, size, read_rights != SECURE_ANYONE_ACCOUNT);
  access_end(&access);
  return sar;
}

SKF_FUNCTION SKF_CreateFile(SKF_HANDLE application, char *name, SKF_ULONG size, SKF_ULONG read_rights,
                            SKF_ULONG write_rights) {
  (void)write_rights; /* the verified user alone writes */
  WITHIN_LIBRARY(create_file(application, name, size, read_rights));
}

/* A file keeps the size that it was made with. */
static SKF_ULONG write_file(SKF_HANDLE application, const char *name, size_t offset, const SKF_BYTE *data,
                            size_t size) {
  struct open_file file;
  if (data == NULL) return SAR_INVALIDPARAMERR;
  SKF_ULONG sar = open_file(application, name, ACCESS_WRITE, &file);
  if (sar != SAR_OK) return sar;
  if (offset > file.content->length || size > file.content->length - offset) {
    sar = SAR_INDATALENERR;
  } else {
    memcpy(file.content->value + offset, data, size);
    const unsigned char *key = access_user_key(&file.access);
    if (!object_save(&file.access.record, file.object, &file.list, key)) sar = SAR_WRITEFILEERR;
  }
  close_file(&file);
  return sar;
}

SKF_FUNCTION SKF_WriteFile(SKF_HANDLE application, char *name, SKF_ULONG offset, SKF_BYTE *data,
                           SKF_ULONG size) {
  WITHIN_LIBRARY(write_file(application, name, offset, data, size));
}

/* Each token has one application, whose PINs are the token's. */
#include <string.h>

#include "answers.h"
#include "handles.h"

#define APPLICATION_NAME "SealDesk"

static SKF_ULONG enumerate(SKF_HANDLE device, char *out, SKF_ULONG *size) {
  if (size == NULL) return SAR_INVALIDPARAMERR;
  struct access access;
  SKF_ULONG sar = access_begin(device, DEVICE_HANDLE, ACCESS_READ, &access);
  if (sar != SAR_OK) return sar;
  access_end(&access);
  struct byte_buffer names = {0};
  add_name(&names, APPLICATION_NAME);
  return give_names(&names, out, size);
}

SKF_FUNCTION SKF_EnumApplication(SKF_HANDLE device, char *names, SKF_ULONG *size) {
  WITHIN_LIBRARY(enumerate(device, names, size));
}

static SKF_ULONG open_application(SKF_HANDLE device, const char *name, SKF_HANDLE *application) {
  if (name == NULL || application == NULL) return SAR_INVALIDPARAMERR;
  struct access access;
  SKF_ULONG sar = access_begin(device, DEVICE_HANDLE, ACCESS_READ, &access);
  if (sar != SAR_OK) return sar;
  access_end(&access);
  if (strcmp(name, APPLICATION_NAME) != 0) return SAR_APPLICATION_NOT_EXISTS;
  const struct handle *handle = handle_open(APPLICATION_HANDLE, access.handle, &access.record);
  if (handle == NULL) return SAR_MEMORYERR;
  *application = handle_value(handle);
  return SAR_OK;
}

SKF_FUNCTION SKF_OpenApplication(SKF_HANDLE device, char *name, SKF_HANDLE *application) {
  WITHIN_LIBRARY(open_application(device, name, application));
}

SKF_FUNCTION SKF_CloseApplication(SKF_HANDLE application) {
  WITHIN_LIBRARY(handle_close(application, APPLICATION_HANDLE));
}

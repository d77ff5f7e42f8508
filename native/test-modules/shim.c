/* Loads the soft token, which lies beside this module as behind.so, and lends its functions to callers. */
#define _GNU_SOURCE /* dladdr */
#include "shim.h"

#include <dlfcn.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define PATH_CAPACITY 4096

/* The builder names the module's behaviour: -DBEHAVIOUR=hang_in_sign. */
extern const struct behaviour BEHAVIOUR;

__attribute__((constructor)) static void begin_behaviour(void) {
  if (BEHAVIOUR.at_load != NULL) BEHAVIOUR.at_load();
}

const CK_FUNCTION_LIST *honest = NULL;

static CK_FUNCTION_LIST functions;

/* Makes the path of a file beside this module. */
static void beside(const char *name, char path[PATH_CAPACITY]) {
  Dl_info self = {0};
  dladdr(&functions, &self);
  const char *slash = strrchr(self.dli_fname, '/');
  snprintf(path, PATH_CAPACITY, "%.*s/%s", (int)(slash - self.dli_fname), self.dli_fname, name);
}

static CK_RV load(void) {
  char path[PATH_CAPACITY];
  beside("behind.so", path);
  void *library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
  if (library == NULL) return CKR_GENERAL_ERROR;
  CK_RV (*list_of)(CK_FUNCTION_LIST **) = dlsym(library, "C_GetFunctionList");
  CK_FUNCTION_LIST *list = NULL;
  if (list_of == NULL || list_of(&list) != CKR_OK) return CKR_GENERAL_ERROR;
  honest = list;
  functions = *list;
  functions.C_GetFunctionList = C_GetFunctionList;
  if (BEHAVIOUR.replace != NULL) BEHAVIOUR.replace(&functions);
  return CKR_OK;
}

CK_RV C_GetFunctionList(CK_FUNCTION_LIST **list) {
  if (list == NULL) return CKR_ARGUMENTS_BAD;
  CK_RV rv = honest == NULL ? load() : CKR_OK;
  *list = &functions;
  return rv;
}

void note_call(const char *name) {
  char path[PATH_CAPACITY];
  beside("calls", path);
  FILE *calls = fopen(path, "a");
  if (calls == NULL) return;
  fprintf(calls, "%s\n", name);
  fclose(calls);
}

CK_RV hang_for_ever(void) {
  for (;;) pause();
}

void pull_keys(void) {
  static bool pulled_before = false;
  if (pulled_before) return;
  pulled_before = true;
  char store[PATH_CAPACITY];
  char pulled[PATH_CAPACITY];
  beside("tokens", store);
  beside("pulled", pulled);
  rename(store, pulled);
}

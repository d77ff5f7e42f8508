/* Behaviours of modules that crash, hang, end their process, print, or lose the key during a call. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

#include "shim.h"

/* Crashes as soon as the module is loaded. */
static void crash(void) { raise(SIGSEGV); }

const struct behaviour crash_at_load = {.at_load = crash};

/* Writes through a null pointer in C_Login. */
static CK_RV crash_login(CK_SESSION_HANDLE session, CK_USER_TYPE user, CK_UTF8CHAR *pin,
                         CK_ULONG pin_length) {
  (void)user, (void)pin, (void)pin_length;
  note_call("C_Login");
  volatile CK_SESSION_HANDLE *volatile nowhere = NULL;
  *nowhere = session;
  return CKR_OK;
}

static void replace_login_by_crash(CK_FUNCTION_LIST *list) { list->C_Login = crash_login; }

const struct behaviour crash_in_login = {.replace = replace_login_by_crash};

/* Ends its process in C_Login, with a status that looks like success. */
static CK_RV exit_login(CK_SESSION_HANDLE session, CK_USER_TYPE user, CK_UTF8CHAR *pin, CK_ULONG pin_length) {
  (void)session, (void)user, (void)pin, (void)pin_length;
  note_call("C_Login");
  exit(0);
}

static void replace_login_by_exit(CK_FUNCTION_LIST *list) { list->C_Login = exit_login; }

const struct behaviour exit_in_login = {.replace = replace_login_by_exit};

/* Never returns from C_Initialize. */
static CK_RV hang_initialize(void *arguments) {
  (void)arguments;
  note_call("C_Initialize");
  return hang_for_ever();
}

static void replace_initialize(CK_FUNCTION_LIST *list) { list->C_Initialize = hang_initialize; }

const struct behaviour hang_in_initialize = {.replace = replace_initialize};

/* Never returns from C_Finalize. */
static CK_RV hang_finalize(void *reserved) {
  (void)reserved;
  note_call("C_Finalize");
  return hang_for_ever();
}

static void replace_finalize(CK_FUNCTION_LIST *list) { list->C_Finalize = hang_finalize; }

const struct behaviour hang_in_finalize = {.replace = replace_finalize};

/* Never returns from C_GetSlotList. */
static CK_RV hang_slot_list(CK_BBOOL token_present, CK_SLOT_ID *slots, CK_ULONG *count) {
  (void)token_present, (void)slots, (void)count;
  note_call("C_GetSlotList");
  return hang_for_ever();
}

static void replace_slot_list_by_hang(CK_FUNCTION_LIST *list) { list->C_GetSlotList = hang_slot_list; }

const struct behaviour hang_in_slot_list = {.replace = replace_slot_list_by_hang};

/* Never returns from C_Login. */
static CK_RV hang_login(CK_SESSION_HANDLE session, CK_USER_TYPE user, CK_UTF8CHAR *pin, CK_ULONG pin_length) {
  (void)session, (void)user, (void)pin, (void)pin_length;
  note_call("C_Login");
  return hang_for_ever();
}

static void replace_login_by_hang(CK_FUNCTION_LIST *list) { list->C_Login = hang_login; }

const struct behaviour hang_in_login = {.replace = replace_login_by_hang};

/* Never returns from C_Sign. */
static CK_RV hang_sign(CK_SESSION_HANDLE session, CK_BYTE *data, CK_ULONG data_length, CK_BYTE *signature,
                       CK_ULONG *signature_length) {
  (void)session, (void)data, (void)data_length, (void)signature, (void)signature_length;
  note_call("C_Sign");
  return hang_for_ever();
}

static void replace_sign_by_hang(CK_FUNCTION_LIST *list) { list->C_Sign = hang_sign; }

const struct behaviour hang_in_sign = {.replace = replace_sign_by_hang};

/* Prints to both standard streams when the module is loaded and at every look at its slots. */
static void print(void) {
  fputs("vendor debug: output\n", stdout);
  fflush(stdout);
  fputs("vendor debug: error\n", stderr);
}

static CK_RV print_and_list(CK_BBOOL token_present, CK_SLOT_ID *slots, CK_ULONG *count) {
  print();
  return honest->C_GetSlotList(token_present, slots, count);
}

static void replace_slot_list_by_print(CK_FUNCTION_LIST *list) { list->C_GetSlotList = print_and_list; }

const struct behaviour prints = {.at_load = print, .replace = replace_slot_list_by_print};

/* The key is pulled between login and signature: as soon as the PIN was right. */
static CK_RV log_in_and_pull(CK_SESSION_HANDLE session, CK_USER_TYPE user, CK_UTF8CHAR *pin,
                             CK_ULONG pin_length) {
  note_call("C_Login");
  CK_RV rv = honest->C_Login(session, user, pin, pin_length);
  if (rv == CKR_OK) pull_keys();
  return rv;
}

static void replace_login_by_pull(CK_FUNCTION_LIST *list) { list->C_Login = log_in_and_pull; }

const struct behaviour pulled_after_login = {.replace = replace_login_by_pull};

/* The key is pulled after C_SignInit, as C_Sign begins. */
static CK_RV pull_and_sign(CK_SESSION_HANDLE session, CK_BYTE *data, CK_ULONG data_length, CK_BYTE *signature,
                           CK_ULONG *signature_length) {
  note_call("C_Sign");
  pull_keys();
  return honest->C_Sign(session, data, data_length, signature, signature_length);
}

static void replace_sign_by_pull(CK_FUNCTION_LIST *list) { list->C_Sign = pull_and_sign; }

const struct behaviour pulled_in_sign = {.replace = replace_sign_by_pull};

/* A module that passes every call to the soft token beside it, except those that one behaviour replaces. */
#ifndef SEALDESK_SHIM_H
#define SEALDESK_SHIM_H

#include "pkcs11-types.h"

/* The soft token's own functions. */
extern const CK_FUNCTION_LIST *honest;

/* The difference of one module from the soft token. Either member may be NULL. */
struct behaviour {
  void (*at_load)(void);                   /* runs as soon as the module is loaded */
  void (*replace)(CK_FUNCTION_LIST *list); /* replaces members of the list that callers get */
};

/* Adds a line to the file "calls" beside this module: tests count the calls. */
void note_call(const char *name);

/* Never returns: only a signal ends it. */
CK_RV hang_for_ever(void);

/* Pulls every key, once a process: moves the soft token's store from "tokens" to "pulled". */
void pull_keys(void);

#endif

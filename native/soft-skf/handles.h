/* Devices, applications and containers that a caller has open, and the token's current state behind them. */
#ifndef SEALDESK_HANDLES_H
#define SEALDESK_HANDLES_H

#include <stdbool.h>

#include "container-name.h"
#include "skf-types.h"
#include "token-record.h"

enum handle_kind { DEVICE_HANDLE, APPLICATION_HANDLE, CONTAINER_HANDLE };

struct handle {
  uintptr_t number; /* never given twice */
  enum handle_kind kind;
  struct handle *owner; /* the device of an application, the application of a container */
  char serial[SERIAL_LENGTH + 1];
  uint32_t generation;
  bool holds_device; /* device: SKF_LockDev */
  bool user_verified; /* application: its security state, with the key that opens private objects */
  unsigned char master[KEY_LENGTH];
  struct container_id id; /* container */
};

/* NULL where memory ends. */
struct handle *handle_open(enum handle_kind kind, struct handle *owner, const struct token_record *record);
SKF_HANDLE handle_value(const struct handle *handle);

/* Closes what the handle owns too. SAR_INVALIDHANDLEERR where there is no such handle of that kind. */
SKF_ULONG handle_close(SKF_HANDLE value, enum handle_kind kind);

void handle_forget_user(struct handle *application);

/* Whether any connection to the token has locked it. */
bool handle_device_locked(const char *serial);

enum access_kind { ACCESS_READ, ACCESS_WRITE };

/* The token as it is on disk at this moment: another process, or the other interface, may have changed it. */
struct access {
  struct handle *handle;
  struct token_record record;
  struct file_lock *lock;
};

/*
 * ACCESS_WRITE holds the token's lock until access_end. SAR_DEVICE_REMOVED, with every handle of the token
 * closed, where it has gone or was initialised anew: handles die with the key.
 */
SKF_ULONG access_begin(SKF_HANDLE value, enum handle_kind kind, enum access_kind access, struct access *out);
void access_end(struct access *access);

/* The master key where the application's user PIN was verified, else NULL. */
const unsigned char *access_user_key(const struct access *access);

/* One thread at a time, through the whole library. */
void library_enter(void);
void library_leave(void);

#define WITHIN_LIBRARY(call)      \
  library_enter();                \
  SKF_ULONG outcome = (call);     \
  library_leave();                \
  return outcome

#endif

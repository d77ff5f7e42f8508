/* The library inside: answers, the table of handles, access to a token, its containers and their objects. */
#ifndef SEALDESK_LIBRARY_H
#define SEALDESK_LIBRARY_H

#include <stdbool.h>
#include <stddef.h>

#include "byte-buffer.h"
#include "object-store.h"
#include "pkcs11-types.h"
#include "skf-types.h"
#include "token-record.h"

/* Translates an answer of the shared store into a code of SKF. */
SKF_ULONG answer_of(CK_RV rv);

/* Clause 7: gives the size alone if there is no buffer, and SAR_BUFFER_TOO_SMALL if it is too small. */
SKF_ULONG give_bytes(const void *bytes, size_t length, void *out, SKF_ULONG *size);

/* Names one after the other, each ended by NUL; a further NUL ends the list. */
void add_name(struct byte_buffer *names, const char *name);
bool holds_name(const struct byte_buffer *names, const char *name);
/* Gives the list of names and frees it. */
SKF_ULONG give_names(struct byte_buffer *names, char *out, SKF_ULONG *size);

#define CONTAINER_ID_CAPACITY 64
#define CONTAINER_NAME_CAPACITY (2 * CONTAINER_ID_CAPACITY + 1)

struct container_id {
  unsigned char bytes[CONTAINER_ID_CAPACITY];
  size_t length;
};

/* Returns false if there are no bytes, or too many for a name. */
bool container_id_copy(const void *bytes, size_t length, struct container_id *out);
bool container_id_equal(const struct container_id *id, const void *bytes, size_t length);

/* Printable text is its own name; anything else, and text that could be read so, shows in hexadecimal. */
void container_name(const struct container_id *id, char out[CONTAINER_NAME_CAPACITY]);
bool container_id_of_name(const char *name, struct container_id *out);

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

/* Returns NULL if memory ends. */
struct handle *handle_open(enum handle_kind kind, struct handle *owner, const struct token_record *record);
SKF_HANDLE handle_value(const struct handle *handle);

/* Closes the handle with those that it owns. SAR_INVALIDHANDLEERR if there is no such handle of that kind. */
SKF_ULONG handle_close(SKF_HANDLE value, enum handle_kind kind);

void handle_forget_user(struct handle *application);

/* Tells whether any connection to the token has locked it. */
bool handle_device_locked(const char *serial);

enum access_kind { ACCESS_READ, ACCESS_WRITE };

/* The token as it is on disk at this moment: another process, or the other interface, may have changed it. */
struct access {
  struct handle *handle;
  struct token_record record;
  struct file_lock *lock;
};

/*
 * ACCESS_WRITE holds the token's lock until access_end. If the token has gone or was initialised anew, every
 * handle of it is closed and the answer is SAR_DEVICE_REMOVED: handles end with the key.
 */
SKF_ULONG access_begin(SKF_HANDLE value, enum handle_kind kind, enum access_kind access, struct access *out);
void access_end(struct access *access);

/* Returns the master key if the application's user PIN was verified, otherwise NULL. */
const unsigned char *access_user_key(const struct access *access);

/* One thread at a time, through the whole library. */
void library_enter(void);
void library_leave(void);

#define WITHIN_LIBRARY(call)      \
  library_enter();                \
  SKF_ULONG outcome = (call);     \
  library_leave();                \
  return outcome

/* Returns false to end the round. */
typedef bool (*object_visitor)(CK_OBJECT_HANDLE object, const struct attributes *list, void *context);

/* Visits every object that can be read now, in the order in which they were made. */
void objects_each(const struct access *access, object_visitor visit, void *context);

/* Tells whether an object of that class belongs to the container. */
bool object_belongs(const struct attributes *list, CK_ULONG class, const struct container_id *id);

/* Finds the first object of that class in the container. The caller frees the attributes. */
bool object_find(const struct access *access, CK_ULONG class, struct attributes *out);

/* Finds the container's certificate for signing or encryption. The caller frees the attributes. */
bool certificate_find(const struct access *access, bool sign, struct attributes *out);

/* Tells whether the container's key pair signs: it does unless its certificate is for encryption. */
bool container_signs(const struct access *access);

#endif

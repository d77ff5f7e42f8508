/* The functions that differ between systems: platform-posix.c and platform-windows.c. Paths are UTF-8. */
#ifndef SEALDESK_PLATFORM_H
#define SEALDESK_PLATFORM_H

#include <stdbool.h>
#include <stddef.h>

#include "byte-buffer.h"

#define PATH_CAPACITY 4096
#define STORE_VARIABLE "SEALDESK_SOFT_TOKEN_STORE"

/* The lock that makes the module safe for threads; after a fork the child starts with a fresh one. */
void platform_lock(void);
void platform_unlock(void);
void platform_renew_lock(void);

unsigned long platform_process_id(void);

/* Since the system's epoch; only ever compared with itself. */
unsigned long long platform_milliseconds(void);

void platform_sleep(unsigned milliseconds);

/* The folder of tokens: $SEALDESK_SOFT_TOKEN_STORE, else "tokens" beside the module's own file. */
bool platform_store_directory(char out[PATH_CAPACITY]);

/* Returns true if the folder exists afterwards; only its owner can read it. */
bool platform_make_directory(const char *path);
bool platform_is_directory(const char *path);
bool platform_remove_directory(const char *path);

/* Calls visit with each name in a folder, in no order, "." and ".." left out. */
bool platform_each_name(const char *path, void (*visit)(const char *name, void *context), void *context);

bool platform_read_file(const char *path, struct byte_buffer *out);

/*
 * Replaces a file so that a kill or a power cut at any moment leaves the old content or the new, never a mix:
 * "<path>.tmp" is written and synced, renamed over the file, and the folder is synced. The caller holds the
 * token's file lock, so the temporary name has one writer.
 */
bool platform_write_file(const char *path, const unsigned char *bytes, size_t length);
bool platform_remove_file(const char *path);
bool platform_rename(const char *from, const char *to);

/* An exclusive lock between processes, which ends with its holder. NULL if the file cannot be opened. */
struct file_lock;
struct file_lock *platform_lock_file(const char *path);
void platform_unlock_file(struct file_lock *lock);

#endif

/* The parts of the module that differ between systems, for Linux and macOS. */
#define _GNU_SOURCE
#include "platform.h"

#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

void platform_lock(void) { pthread_mutex_lock(&mutex); }
void platform_unlock(void) { pthread_mutex_unlock(&mutex); }
void platform_renew_lock(void) { pthread_mutex_init(&mutex, NULL); }

unsigned long platform_process_id(void) { return (unsigned long)getpid(); }

unsigned long long platform_milliseconds(void) {
  struct timespec now = {0};
  clock_gettime(CLOCK_REALTIME, &now);
  return (unsigned long long)now.tv_sec * 1000 + (unsigned long long)now.tv_nsec / 1000000;
}

void platform_sleep(unsigned milliseconds) {
  nanosleep(&(struct timespec){milliseconds / 1000, milliseconds % 1000 * 1000000L}, NULL);
}

bool platform_store_directory(char out[PATH_CAPACITY]) {
  const char *named = getenv(STORE_VARIABLE);
  if (named != NULL && named[0] != '\0') return snprintf(out, PATH_CAPACITY, "%s", named) < PATH_CAPACITY;
  Dl_info info;
  static const char anchor = 0;
  if (dladdr(&anchor, &info) == 0 || info.dli_fname == NULL) return false;
  const char *slash = strrchr(info.dli_fname, '/');
  int folder = slash == NULL ? 0 : (int)(slash - info.dli_fname) + 1;
  return snprintf(out, PATH_CAPACITY, "%.*stokens", folder, info.dli_fname) < PATH_CAPACITY;
}

bool platform_is_directory(const char *path) {
  struct stat status;
  return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

bool platform_make_directory(const char *path) {
  return mkdir(path, 0700) == 0 || (errno == EEXIST && platform_is_directory(path));
}

bool platform_remove_directory(const char *path) { return rmdir(path) == 0; }

bool platform_each_name(const char *path, void (*visit)(const char *name, void *context), void *context) {
  DIR *directory = opendir(path);
  if (directory == NULL) return false;
  for (struct dirent *entry = readdir(directory); entry != NULL; entry = readdir(directory)) {
    if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0) visit(entry->d_name, context);
  }
  closedir(directory);
  return true;
}

bool platform_read_file(const char *path, struct byte_buffer *out) {
  int file = open(path, O_RDONLY | O_CLOEXEC);
  if (file < 0) return false;
  unsigned char part[8192];
  ssize_t count = 0;
  while ((count = read(file, part, sizeof part)) > 0 || (count < 0 && errno == EINTR)) {
    if (count > 0) buffer_write(out, part, (size_t)count);
  }
  close(file);
  return count == 0 && !out->failed;
}

/* fsync on macOS stops at the drive's cache; F_FULLFSYNC goes through it. */
static bool sync_to_disk(int file) {
#ifdef F_FULLFSYNC
  if (fcntl(file, F_FULLFSYNC) == 0) return true;
#endif
  return fsync(file) == 0;
}

static bool sync_folder_of(const char *path) {
  char folder[PATH_CAPACITY];
  if (snprintf(folder, sizeof folder, "%s", path) >= PATH_CAPACITY) return false;
  char *slash = strrchr(folder, '/');
  if (slash == NULL) return false;
  *slash = '\0';
  int directory = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (directory < 0) return false;
  bool synced = fsync(directory) == 0;
  close(directory);
  return synced;
}

static bool write_and_sync(const char *path, const unsigned char *bytes, size_t length) {
  int file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (file < 0) return false;
  size_t done = 0;
  while (done < length) {
    ssize_t count = write(file, bytes + done, length - done);
    if (count < 0 && errno != EINTR) break;
    if (count > 0) done += (size_t)count;
  }
  bool written = done == length && sync_to_disk(file);
  return close(file) == 0 && written;
}

bool platform_write_file(const char *path, const unsigned char *bytes, size_t length) {
  char temporary[PATH_CAPACITY];
  if (snprintf(temporary, sizeof temporary, "%s.tmp", path) >= PATH_CAPACITY) return false;
  if (!write_and_sync(temporary, bytes, length)) {
    unlink(temporary);
    return false;
  }
  return platform_rename(temporary, path);
}

bool platform_remove_file(const char *path) { return unlink(path) == 0 && sync_folder_of(path); }

bool platform_rename(const char *from, const char *to) { return rename(from, to) == 0 && sync_folder_of(to); }

struct file_lock {
  int file;
};

struct file_lock *platform_lock_file(const char *path) {
  struct file_lock *lock = malloc(sizeof *lock);
  if (lock == NULL) return NULL;
  lock->file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  int outcome = -1;
  if (lock->file >= 0) {
    do outcome = flock(lock->file, LOCK_EX);
    while (outcome < 0 && errno == EINTR);
  }
  if (outcome == 0) return lock;
  if (lock->file >= 0) close(lock->file);
  free(lock);
  return NULL;
}

void platform_unlock_file(struct file_lock *lock) {
  close(lock->file);
  free(lock);
}

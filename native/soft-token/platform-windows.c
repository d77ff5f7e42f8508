/*
 * The parts of the module that differ between systems, for Windows. Written against the documented interface
 * and run under Wine; the module's own tests run on Linux (see README.md).
 */
#include "platform.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <windows.h>

static SRWLOCK lock_of_module = SRWLOCK_INIT;

void platform_lock(void) { AcquireSRWLockExclusive(&lock_of_module); }
void platform_unlock(void) { ReleaseSRWLockExclusive(&lock_of_module); }
void platform_renew_lock(void) { InitializeSRWLock(&lock_of_module); }

unsigned long platform_process_id(void) { return GetCurrentProcessId(); }

/* FILETIME counts tenths of a microsecond. */
unsigned long long platform_milliseconds(void) {
  FILETIME now;
  GetSystemTimeAsFileTime(&now);
  return ((unsigned long long)now.dwHighDateTime << 32 | now.dwLowDateTime) / 10000;
}

void platform_sleep(unsigned milliseconds) { Sleep(milliseconds); }

typedef wchar_t wide_path[PATH_CAPACITY];

static bool widen(const char *path, wide_path out) {
  return MultiByteToWideChar(CP_UTF8, MB_ERR_INVALID_CHARS, path, -1, out, PATH_CAPACITY) > 0;
}

static bool narrow(const wchar_t *path, char *out, int capacity) {
  return WideCharToMultiByte(CP_UTF8, 0, path, -1, out, capacity, NULL, NULL) > 0;
}

bool platform_store_directory(char out[PATH_CAPACITY]) {
  wide_path wide;
  DWORD length = GetEnvironmentVariableW(L"" STORE_VARIABLE, wide, PATH_CAPACITY);
  if (length > 0 && length < PATH_CAPACITY) return narrow(wide, out, PATH_CAPACITY);
  HMODULE module;
  static const char anchor = 0;
  DWORD flags = GET_MODULE_HANDLE_EX_FLAG_FROM_ADDRESS | GET_MODULE_HANDLE_EX_FLAG_UNCHANGED_REFCOUNT;
  if (!GetModuleHandleExW(flags, (LPCWSTR)&anchor, &module)) return false;
  length = GetModuleFileNameW(module, wide, PATH_CAPACITY);
  if (length == 0 || length >= PATH_CAPACITY) return false;
  wchar_t *slash = wcsrchr(wide, L'\\');
  if (slash == NULL || (size_t)(slash - wide) + 8 >= PATH_CAPACITY) return false;
  wcscpy(slash + 1, L"tokens");
  return narrow(wide, out, PATH_CAPACITY);
}

bool platform_is_directory(const char *path) {
  wide_path wide;
  if (!widen(path, wide)) return false;
  DWORD attributes = GetFileAttributesW(wide);
  return attributes != INVALID_FILE_ATTRIBUTES && (attributes & FILE_ATTRIBUTE_DIRECTORY) != 0;
}

/* A folder in the user's profile inherits an access list of its owner alone. */
bool platform_make_directory(const char *path) {
  wide_path wide;
  if (!widen(path, wide)) return false;
  return CreateDirectoryW(wide, NULL) ||
         (GetLastError() == ERROR_ALREADY_EXISTS && platform_is_directory(path));
}

bool platform_remove_directory(const char *path) {
  wide_path wide;
  return widen(path, wide) && RemoveDirectoryW(wide);
}

bool platform_each_name(const char *path, void (*visit)(const char *name, void *context), void *context) {
  char pattern[PATH_CAPACITY];
  wide_path wide;
  if (snprintf(pattern, sizeof pattern, "%s\\*", path) >= PATH_CAPACITY || !widen(pattern, wide))
    return false;
  WIN32_FIND_DATAW found;
  HANDLE search = FindFirstFileW(wide, &found);
  if (search == INVALID_HANDLE_VALUE) return false;
  do {
    char name[MAX_PATH * 4];
    if (!narrow(found.cFileName, name, (int)sizeof name)) continue;
    if (strcmp(name, ".") != 0 && strcmp(name, "..") != 0) visit(name, context);
  } while (FindNextFileW(search, &found));
  FindClose(search);
  return true;
}

bool platform_read_file(const char *path, struct byte_buffer *out) {
  wide_path wide;
  if (!widen(path, wide)) return false;
  DWORD share = FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE;
  HANDLE file = CreateFileW(wide, GENERIC_READ, share, NULL, OPEN_EXISTING, FILE_ATTRIBUTE_NORMAL, NULL);
  if (file == INVALID_HANDLE_VALUE) return false;
  unsigned char part[8192];
  DWORD count = 0;
  BOOL read = FALSE;
  while ((read = ReadFile(file, part, sizeof part, &count, NULL)) && count > 0)
    buffer_write(out, part, count);
  CloseHandle(file);
  return read && !out->failed;
}

static bool write_and_sync(const wchar_t *path, const unsigned char *bytes, size_t length) {
  HANDLE file = CreateFileW(path, GENERIC_WRITE, 0, NULL, CREATE_ALWAYS, FILE_ATTRIBUTE_NORMAL, NULL);
  if (file == INVALID_HANDLE_VALUE) return false;
  DWORD count = 0;
  bool written =
      WriteFile(file, bytes, (DWORD)length, &count, NULL) && count == length && FlushFileBuffers(file);
  return CloseHandle(file) && written;
}

bool platform_write_file(const char *path, const unsigned char *bytes, size_t length) {
  char temporary[PATH_CAPACITY];
  wide_path wide;
  if (snprintf(temporary, sizeof temporary, "%s.tmp", path) >= PATH_CAPACITY) return false;
  if (!widen(temporary, wide) || !write_and_sync(wide, bytes, length)) return false;
  return platform_rename(temporary, path);
}

bool platform_remove_file(const char *path) {
  wide_path wide;
  return widen(path, wide) && DeleteFileW(wide);
}

/* MOVEFILE_WRITE_THROUGH returns after the move is on the disk; there is no folder to sync. */
bool platform_rename(const char *from, const char *to) {
  wide_path wide_from, wide_to;
  if (!widen(from, wide_from) || !widen(to, wide_to)) return false;
  return MoveFileExW(wide_from, wide_to, MOVEFILE_REPLACE_EXISTING | MOVEFILE_WRITE_THROUGH);
}

struct file_lock {
  HANDLE file;
};

struct file_lock *platform_lock_file(const char *path) {
  wide_path wide;
  struct file_lock *lock = malloc(sizeof *lock);
  if (lock == NULL || !widen(path, wide)) {
    free(lock);
    return NULL;
  }
  DWORD share = FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE;
  lock->file = CreateFileW(wide, GENERIC_READ | GENERIC_WRITE, share, NULL, OPEN_ALWAYS, 0, NULL);
  OVERLAPPED place = {0};
  if (lock->file != INVALID_HANDLE_VALUE && LockFileEx(lock->file, LOCKFILE_EXCLUSIVE_LOCK, 0, 1, 0, &place))
    return lock;
  if (lock->file != INVALID_HANDLE_VALUE) CloseHandle(lock->file);
  free(lock);
  return NULL;
}

void platform_unlock_file(struct file_lock *lock) {
  CloseHandle(lock->file);
  free(lock);
}

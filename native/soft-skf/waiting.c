/* A nap, on either system. */
#define _GNU_SOURCE
#include "waiting.h"

#ifdef _WIN32
#include <windows.h>

void nap(void) { Sleep(NAP_MS); }
#else
#include <time.h>

void nap(void) { nanosleep(&(struct timespec){.tv_nsec = NAP_MS * 1000000L}, NULL); }
#endif

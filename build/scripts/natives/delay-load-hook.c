/*
 * A native module imports Node-API from "NODE.EXE", which is the running program whatever its name: Electron's
 * differs. The import is delayed, so that this hook can name the program before the loader looks for a file.
 */
#include <windows.h>

#include <delayimp.h>
#include <string.h>

static FARPROC WINAPI name_running_program(unsigned event, PDelayLoadInfo info) {
  if (event != dliNotePreLoadLibrary || _stricmp(info->szDll, "NODE.EXE") != 0) return NULL;
  return (FARPROC)GetModuleHandleW(NULL);
}

PfnDliHook __pfnDliNotifyHook2 = name_running_program;

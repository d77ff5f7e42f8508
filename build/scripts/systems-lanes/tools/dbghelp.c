/*
 * Stands in for dbghelp.dll, which Node asks for the names of functions on its stack whenever it makes a report, as the
 * program has it do to find the system's folder. Wine's own reads every loaded module from the disk then, which takes
 * two thirds of the time of a short command. This one knows no names, as where a program has no symbols.
 */
#include <windows.h>

#define NONE(name) __declspec(dllexport) ULONG_PTR name(void) { return 0; }

NONE(MiniDumpWriteDump)
NONE(StackWalk64)
NONE(SymCleanup)
NONE(SymFromAddr)
NONE(SymFunctionTableAccess64)
NONE(SymGetLineFromAddr64)
NONE(SymGetModuleBase64)
NONE(SymGetOptions)
NONE(SymGetSearchPathW)
NONE(SymInitialize)
NONE(SymSetOptions)
NONE(SymSetSearchPathW)
NONE(UnDecorateSymbolName)

/*
 * The one function that Rust programs want of bcryptprimitives.dll, which Wine 8 has not. Development tools in the
 * checkout under Wine need it; nothing of the product does.
 */
#include <windows.h>

#include <ntsecapi.h>

__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE data, SIZE_T length);

BOOL WINAPI ProcessPrng(PBYTE data, SIZE_T length) { return RtlGenRandom(data, (ULONG)length); }

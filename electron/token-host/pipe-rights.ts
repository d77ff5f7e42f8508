import type { LibraryHandle } from 'koffi';

/** How a pipe is opened: for its list of rights, and for nothing that goes through it (winnt.h: READ_CONTROL, WRITE_DAC). */
const FOR_ITS_LIST = 0x0002_0000 | 0x0004_0000;
const OPEN_EXISTING = 3;
const TOKEN_QUERY = 0x0008;
/** What names the account of a process (winnt.h, TOKEN_INFORMATION_CLASS). */
const TOKEN_USER = 1;
/** More bytes than an account's number has (SECURITY_MAX_SID_SIZE, 68) with what stands before it. */
const ROOM_FOR_USER = 256;
const DACL_SECURITY_INFORMATION = 4;
const SDDL_REVISION_1 = 1;

/**
 * Gives a named pipe of Windows a list of rights that lets in the system and this account alone. The usual one also lets everybody else
 * open it to read ([CreateNamedPipe](https://learn.microsoft.com/windows/win32/ipc/named-pipe-security-and-access-rights)). All ends of
 * a name have one list; the listener sees a connection that says nothing.
 * @param address name of a pipe where somebody of this account listens, `\\.\pipe\…`
 * @throws Error where koffi is missing for this system, or Windows refuses
 */
export async function keepPipeToUser(address: string): Promise<void> {
  const { default: koffi } = await import('koffi');
  const system = functionsOf(koffi.load('kernel32.dll'), koffi.load('advapi32.dll'));

  const token = filled((place) => system.openProcessToken(system.currentProcess(), TOKEN_QUERY, place));
  const user = Buffer.alloc(ROOM_FOR_USER);
  expectDone(system.tokenInformation(token, TOKEN_USER, user, user.length, [0]));
  system.close(token);
  // A TOKEN_USER begins with where the account's number is.
  const account: unknown = koffi.decode(user, 'void *');
  const number = filled((place) => system.textOfNumber(account, place));
  const list = `D:P(A;;GA;;;SY)(A;;GA;;;${String(koffi.decode(number, 'char16_t', -1))})`;
  system.free(number);

  const descriptor = filled((place) => system.descriptorOf(list, SDDL_REVISION_1, place, null));
  const pipe: unknown = system.open(address, FOR_ITS_LIST, 0, null, OPEN_EXISTING, 0, null);
  try {
    expectDone(system.setRights(pipe, DACL_SECURITY_INFORMATION, descriptor));
  } finally {
    system.close(pipe);
    system.free(descriptor);
  }
}

/** The functions of Windows that it takes, each by its own description. */
function functionsOf(kernel: LibraryHandle, advapi: LibraryHandle) {
  return {
    currentProcess: kernel.func('void *__stdcall GetCurrentProcess()'),
    open: kernel.func(
      'void *__stdcall CreateFileW(str16, uint32_t, uint32_t, void *, uint32_t, uint32_t, void *)',
    ),
    close: kernel.func('int __stdcall CloseHandle(void *)'),
    free: kernel.func('void *__stdcall LocalFree(void *)'),
    openProcessToken: advapi.func('int __stdcall OpenProcessToken(void *, uint32_t, _Out_ void **)'),
    tokenInformation: advapi.func(
      'int __stdcall GetTokenInformation(void *, int, _Out_ uint8_t *, uint32_t, _Out_ uint32_t *)',
    ),
    textOfNumber: advapi.func('int __stdcall ConvertSidToStringSidW(void *, _Out_ void **)'),
    descriptorOf: advapi.func(
      'int __stdcall ConvertStringSecurityDescriptorToSecurityDescriptorW(str16, uint32_t, _Out_ void **, void *)',
    ),
    setRights: advapi.func('int __stdcall SetKernelObjectSecurity(void *, uint32_t, void *)'),
  };
}

/** Returns what a function of Windows has put into a place. @throws Error when it refuses */
function filled(call: (place: unknown[]) => unknown): unknown {
  const place: unknown[] = [null];
  expectDone(call(place));
  return place[0];
}

/** @param answer of a function of Windows, which says 0 when it refuses */
function expectDone(answer: unknown): void {
  if (answer === 0) throw new Error('Windows refuses');
}

import koffi from 'koffi';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { keepPipeToUser } from './pipe-rights.ts';

const isWindows = process.platform === 'win32';
const name = `sealdesk-rights-${randomBytes(8).toString('hex')}`;
const address = isWindows ? `\\\\.\\pipe\\${name}` : join(tmpdir(), name);

/** The list of rights of a pipe as Windows writes it, beginning with D: (GetFileSecurityW asks what has that name). */
function rightsOf(pipe: string): string {
  const advapi = koffi.load('advapi32.dll');
  const read = advapi.func(
    'int __stdcall GetFileSecurityW(str16, uint32_t, _Out_ uint8_t *, uint32_t, _Out_ uint32_t *)',
  );
  const write = advapi.func(
    'int __stdcall ConvertSecurityDescriptorToStringSecurityDescriptorW(uint8_t *, uint32_t, uint32_t, _Out_ void **, void *)',
  );
  const descriptor = Buffer.alloc(1024);
  expect(read(pipe, 4, descriptor, descriptor.length, [0])).toBe(1);
  const text: unknown[] = [null];
  expect(write(descriptor, 1, 4, text, null)).toBe(1);
  return String(koffi.decode(text[0], 'char16_t', -1));
}

describe('a named pipe', () => {
  it('lets in the system and this account alone, which still connects', async () => {
    const server = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.on('data', () => socket.end('heard'));
    });
    await once(server.listen(address), 'listening');
    const kept = keepPipeToUser(address);
    if (isWindows) {
      await kept;
      expect(rightsOf(address)).toMatch(/^D:P\(A;;(?:GA|FA);;;SY\)\(A;;(?:GA|FA);;;S-1-5-21-[0-9-]+\)$/);
    } else {
      // No other system has such lists; the folder of the socket decides there.
      await expect(kept).rejects.toThrow();
    }
    const socket = connect(address);
    socket.write('hello');
    expect(String((await once(socket, 'data'))[0])).toBe('heard');
    await once(socket, 'close');
    await once(server.close(), 'close');
  });
});

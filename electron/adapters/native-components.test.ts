import { describe, expect, it } from 'vitest';
import { componentFailure } from './native-components.ts';

const failing = (message: string, code?: string): Error =>
  Object.assign(new Error(message), code === undefined ? {} : { code });

describe('componentFailure', () => {
  it.each([
    [
      'glibc of Debian 11',
      "/lib/x86_64-linux-gnu/libc.so.6: version `GLIBC_2.34' not found (required by /opt/app/pkcs11.node)",
      'GLIBC_2.34',
    ],
    [
      'libstdc++ of an older system',
      "/usr/lib/libstdc++.so.6: version `GLIBCXX_3.4.29' not found (required by /opt/app/better_sqlite3.node)",
      'GLIBCXX_3.4.29',
    ],
  ])('names the version that the system lacks: %s', (_system, message, needs) => {
    const failure = componentFailure('pkcs11js', failing(message, 'ERR_DLOPEN_FAILED'));
    expect(failure).toMatchObject({
      systemTooOld: true,
      details: { component: 'pkcs11js', reason: 'ERR_DLOPEN_FAILED', needs },
    });
    const ofThisSystem: unknown = process.platform === 'linux' ? expect.stringMatching(/^\d+\.\d+/) : null;
    expect(failure?.details['present']).toEqual(ofThisSystem);
  });

  it.each([
    ['another word size', 'wrong ELF class: ELFCLASS32', 'ERR_DLOPEN_FAILED', 'ERR_DLOPEN_FAILED'],
    [
      'another runtime',
      'was compiled against a different Node.js version using NODE_MODULE_VERSION 115',
      'ERR_DLOPEN_FAILED',
      'ERR_DLOPEN_FAILED',
    ],
    [
      'a file that Windows cannot load',
      'pkcs11.node 不是有效的 Win32 应用程序。',
      'ERR_DLOPEN_FAILED',
      'ERR_DLOPEN_FAILED',
    ],
    ['an absent package', "Cannot find package 'pkcs11js'", 'ERR_MODULE_NOT_FOUND', 'ERR_MODULE_NOT_FOUND'],
    [
      'an absent binding of koffi',
      'Cannot find the native Koffi module; did you bundle it correctly?',
      undefined,
      'MODULE_NOT_FOUND',
    ],
  ])('knows a part that cannot be loaded: %s', (_why, message, code, reason) => {
    expect(componentFailure('koffi', failing(message, code))).toEqual({
      systemTooOld: false,
      details: {
        component: 'koffi',
        reason,
        runtime: `${process.version} ${process.platform} ${process.arch}`,
      },
    });
  });

  it('is not known by any other error', () => {
    expect(componentFailure('koffi', failing('a broken invariant'))).toBeNull();
    expect(componentFailure('koffi', failing('no such file', 'ENOENT'))).toBeNull();
    expect(componentFailure('koffi', 'a text')).toBeNull();
  });
});

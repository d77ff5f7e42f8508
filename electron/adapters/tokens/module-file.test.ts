import { describe, expect, it } from 'vitest';
import { interfaceIn } from './module-file.ts';

describe('interfaceIn', () => {
  it.each<[string, string, string | null]>([
    ['PKCS#11', '\0C_GetFunctionList\0', 'pkcs11'],
    ['SKF', '\0SKF_EnumDev\0', 'skf'],
    ['both', '\0SKF_EnumDev\0C_GetFunctionList\0', 'pkcs11'],
    ['neither', '\0SKF_EnumDevices\0', null],
    ['nothing', '', null],
  ])('recognises a module that exports %s', (_case, content, expected) => {
    expect(interfaceIn(Buffer.from(content, 'latin1'))).toBe(expected);
  });
});

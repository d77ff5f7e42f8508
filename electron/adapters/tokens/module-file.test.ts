import { describe, expect, it } from 'vitest';
import { fileOfModule, interfacesIn, isSkfSide, skfSideOf } from './module-file.ts';

describe('interfacesIn', () => {
  it.each<[string, string, readonly string[]]>([
    ['PKCS#11', '\0C_GetFunctionList\0', ['pkcs11']],
    ['SKF', '\0SKF_EnumDev\0', ['skf']],
    ['both', '\0SKF_EnumDev\0C_GetFunctionList\0', ['pkcs11', 'skf']],
    ['neither', '\0SKF_EnumDevices\0', []],
    ['nothing', '', []],
  ])('recognises a module that exports %s', (_case, content, expected) => {
    expect(interfacesIn(Buffer.from(content, 'latin1'))).toEqual(expected);
  });
});

describe('the driver over SKF in a library with both interfaces', () => {
  it('is named by its file', () => {
    const name = skfSideOf('/opt/vendor/libboth.so');
    expect([isSkfSide(name), fileOfModule(name)]).toEqual([true, '/opt/vendor/libboth.so']);
    expect(fileOfModule('/opt/vendor/libone.so')).toBe('/opt/vendor/libone.so');
  });
});

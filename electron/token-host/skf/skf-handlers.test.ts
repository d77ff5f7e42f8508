import { describe, expect, it } from 'vitest';
import { type Behaviour, fakeLibrary, put, putNames } from './fake-library.fixture.ts';
import { storeCertificate } from './skf-handlers.ts';
import { SAR, type SkfFunction } from './skf-library.ts';

const POINT = Uint8Array.from([4, ...Array.from({ length: 64 }, (_each, index) => index + 1)]);

/** A vendor's device. Its container is not named in hexadecimal and holds both pairs. */
function vendorDevice(more: Partial<Record<SkfFunction, Behaviour>>) {
  const done = (): number => SAR.ok;
  return fakeLibrary({
    SKF_EnumDev: (_present, list, size) => void putNames(list, size, ['device']),
    SKF_ConnectDev: done,
    SKF_DisConnectDev: done,
    SKF_GetDevInfo: (_device, info) => {
      (info as Uint8Array).set(new TextEncoder().encode('12345678'), 162);
      return SAR.ok;
    },
    SKF_EnumApplication: (_device, list, size) => void putNames(list, size, ['app']),
    SKF_OpenApplication: done,
    SKF_CloseApplication: done,
    SKF_VerifyPIN: done,
    SKF_ClearSecureState: done,
    SKF_EnumContainer: (_application, list, size) => void putNames(list, size, ['Key pair 1']),
    SKF_CloseContainer: done,
    SKF_ExportPublicKey: (_container, sign, blob, size) => {
      const pair = sign === 1 ? new Uint8Array(64).fill(0x77) : POINT.subarray(1);
      (blob as Uint8Array).set(pair.subarray(0, 32), 4 + 32);
      (blob as Uint8Array).set(pair.subarray(32), 4 + 96);
      put(size, 132);
      return SAR.ok;
    },
    ...more,
  });
}

const call = {
  module: '/module.so',
  serial: '12345678',
  id: new TextEncoder().encode('Key pair 1'),
  label: '',
  der: Uint8Array.from([0x30, 0x41, ...POINT]),
  pin: new TextEncoder().encode('123456'),
} as const;

describe('storing a certificate', () => {
  it('puts it into the container of its id, next to the pair with its public key', () => {
    const seen: unknown[] = [];
    const library = vendorDevice({
      SKF_OpenContainer: (_application, name) => {
        seen.push(Buffer.from(name as Uint8Array).toString());
        return SAR.ok;
      },
      SKF_ImportCertificate: (_container, sign) => {
        seen.push(sign);
        return SAR.ok;
      },
    });
    storeCertificate(library, call);
    expect(seen).toEqual(['Key pair 1\0', 0]);
  });

  it('fails when no key pair has its public key', () => {
    const library = vendorDevice({ SKF_OpenContainer: () => SAR.ok });
    const other = { ...call, der: Uint8Array.of(0x30, 0) };
    expect(() => storeCertificate(library, other)).toThrow('no key pair of that certificate');
    const absent = { ...call, id: Uint8Array.of(1) };
    expect(() => storeCertificate(library, absent)).toThrow('no container of that id');
  });
});

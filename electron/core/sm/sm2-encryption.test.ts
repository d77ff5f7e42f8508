import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { CodedError } from '../../shared/errors.ts';
import { fromHex, toHex, utf8Bytes } from '../bytes/encodings.ts';
import { encodePem } from '../x509/pem.ts';
import { loadSmEngine } from './load-engine.ts';
import { encodePrivateKey } from './private-key.ts';
import { decodeCipher, encodeCipher, decryptMessage, encryptMessage } from './sm2-encryption.ts';

interface SmCrypto {
  readonly sm2: {
    doEncrypt(message: number[], publicKey: string, mode: number): string;
    doDecrypt(text: string, privateKey: string, mode: number, options: object): number[];
  };
}

const { sm2 } = createRequire(import.meta.url)('sm-crypto') as SmCrypto;
/** C1 ‖ C3 ‖ C2; the library leaves out the 04 of C1. */
const C1C3C2 = 1;

const engine = await loadSmEngine();
const folder = mkdtempSync(join(tmpdir(), 'sm2-encryption-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** GB/T 32918.5-2017, annex C.2: the example on the recommended curve. */
const EXAMPLE = {
  message: utf8Bytes('encryption standard'),
  privateKey: fromHex('3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8'),
  k: fromHex('59276e27d506861a16680f3ad9c02dccef3cc1fa3cdbe4ce6d54b80deac1bc21'),
  c1:
    '0404ebfc718e8d1798620432268e77feb6415e2ede0e073c0f4f640ecd2e149a73' +
    'e858f9d81e5430a57b36daab8f950a3c64e6ee6a63094d99283aff767e124df0',
  c3: '59983c18f809e262923c53aec295d30383b54e39d609d160afcb1908d0bd8766',
  c2: '21886ca989ca9c7d58087307ca93092d651efa',
};

/** The same keys on every run. */
const privateKey = engine.sm3(utf8Bytes('a recipient'));
const publicKey = engine.publicKeyOf(privateKey);
const seeded = (seed: string) => {
  let count = 0;
  return (length: number): Uint8Array => engine.sm3(utf8Bytes(`${seed} ${(count += 1)}`)).slice(0, length);
};

describe('SM2 encryption', () => {
  it('gives the ciphertext of the standard, and decrypts it', () => {
    const { message, privateKey: d, k, c1, c3, c2 } = EXAMPLE;
    const ciphertext = encryptMessage(engine, message, engine.publicKeyOf(d), () => k.slice());
    expect(toHex(ciphertext)).toBe(c1 + c3 + c2);
    expect(decryptMessage(engine, ciphertext, d)).toEqual(message);
  });

  it('decrypts every message, also through its ASN.1', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 100 }), fc.string(), (message, seed) => {
        const ciphertext = encryptMessage(engine, message, publicKey, seeded(seed));
        expect(decodeCipher(encodeCipher(ciphertext))).toEqual(ciphertext);
        expect(decryptMessage(engine, ciphertext, privateKey)).toEqual(message);
      }),
      { numRuns: 20 },
    );
  });

  it('skips a scalar that is out of range', () => {
    const draws = [new Uint8Array(32), new Uint8Array(32).fill(0xff), EXAMPLE.k];
    const random = (): Uint8Array => (draws.shift() ?? new Uint8Array()).slice();
    const ciphertext = encryptMessage(engine, EXAMPLE.message, publicKey, random);
    expect(toHex(ciphertext.subarray(0, 65))).toBe(EXAMPLE.c1);
  });

  it.each([
    ['an empty message', new Uint8Array(), publicKey],
    ['a key that is no point', EXAMPLE.message, Uint8Array.of(4, ...new Uint8Array(63), 7)],
    ['a key of another length', EXAMPLE.message, publicKey.subarray(1)],
  ])('refuses %s', (_, message, key) => {
    expect(() => encryptMessage(engine, message, key, seeded('refused'))).toThrow(RangeError);
  });
});

describe('a ciphertext that was tampered with', () => {
  const ciphertext = encryptMessage(engine, EXAMPLE.message, publicKey, seeded('tampered'));

  it('does not decrypt, whichever bit was flipped', () => {
    fc.assert(
      fc.property(fc.nat(ciphertext.length * 8 - 1), (bit) => {
        const changed = ciphertext.slice();
        changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        expect(decryptMessage(engine, changed, privateKey)).toBeNull();
      }),
      { numRuns: 30 },
    );
  });

  it.each([
    ['for another key', ciphertext, engine.sm3(utf8Bytes('another recipient'))],
    ['cut after C3', ciphertext.subarray(0, 97), privateKey],
    ['cut in C1', ciphertext.subarray(0, 40), privateKey],
    ['with nothing in it', new Uint8Array(), privateKey],
  ])('does not decrypt %s', (_, changed, key) => {
    expect(decryptMessage(engine, changed, key)).toBeNull();
  });
});

describe('SM2Cipher', () => {
  it.each([
    ['no sequence', '0400'],
    ['a negative coordinate', `3028020181020101${`0420${'00'.repeat(32)}`}`],
    ['a short hash', '300c020101020101040100040161'],
    ['no text', `302a020101020101${`0420${'00'.repeat(32)}`}0400`],
    ['a coordinate beyond p', `304b0221${`00${'ff'.repeat(32)}`}020101${`0420${'00'.repeat(32)}`}040161`],
  ])('is refused with %s', (_, hex) => {
    expect(() => decodeCipher(fromHex(hex))).toThrow(CodedError);
  });
});

describe('other implementations', () => {
  const openssl = (...parameters: readonly string[]): Buffer =>
    execFileSync('openssl', parameters, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  const pem = encodePem('EC PRIVATE KEY', encodePrivateKey(privateKey, publicKey));
  writeFileSync(join(folder, 'key.pem'), pem);
  const messages = [1, 16, 31, 32, 33, 64, 65, 200].map((length) =>
    Uint8Array.from({ length }, (_, at) => (at * 7 + length) % 256),
  );

  it('decrypt what we encrypt and encrypt what we decrypt: openssl', () => {
    const theirs = messages.map((message) => {
      writeFileSync(join(folder, 'plain'), message);
      const cipher = openssl('pkeyutl', '-encrypt', '-inkey', 'key.pem', '-in', 'plain');
      return decryptMessage(engine, decodeCipher(cipher), privateKey);
    });
    const ours = messages.map((message) => {
      const cipher = encryptMessage(engine, message, publicKey, seeded('ours'));
      writeFileSync(join(folder, 'cipher'), encodeCipher(cipher));
      return Uint8Array.from(openssl('pkeyutl', '-decrypt', '-inkey', 'key.pem', '-in', 'cipher'));
    });
    expect([theirs, ours]).toEqual([messages, messages]);
  });

  it('decrypt what we encrypt and encrypt what we decrypt: sm-crypto', () => {
    const theirs = messages.map((message) => {
      const text = sm2.doEncrypt([...message], toHex(publicKey), C1C3C2);
      return decryptMessage(engine, fromHex(`04${text}`), privateKey);
    });
    const ours = messages.map((message) => {
      const text = toHex(encryptMessage(engine, message, publicKey, seeded('theirs'))).slice(2);
      return Uint8Array.from(sm2.doDecrypt(text, toHex(privateKey), C1C3C2, { output: 'array' }));
    });
    expect([theirs, ours]).toEqual([messages, messages]);
  });
});

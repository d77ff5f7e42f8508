import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { memorySource } from '../../bytes/byte-source.ts';
import { fromHex, latin1Bytes, latin1Text, toHex, utf8Bytes } from '../../bytes/encodings.ts';
import { onePage, PdfFixture } from '../fixtures/pdf-fixture.ts';
import { openPdf } from '../open-pdf.ts';
import { pdfArray, pdfDictionary, pdfName, pdfReference, pdfString } from '../syntax/objects.ts';
import { type CipherMethod, type StandardEncryption } from './encryption-dictionary.ts';
import { withStrings } from './encrypted-strings.ts';
import { FileCipher } from './file-cipher.ts';
import { passwordBytes } from './password-bytes.ts';
import { allowsSealing } from './permissions.ts';
import { rc4 } from './rc4.ts';

describe('RC4', () => {
  // RFC 6229, offsets 0 and 16.
  it.each([
    ['0102030405', 'b2396305f03dc027ccc3524a0a1118a86982944f18fc82d589c403a47a0d0919'],
    ['0102030405060708090a0b0c0d0e0f10', '9ac7cc9a609d1ef7b2932899cde41b975248c4959014126a6e8a84f11d1a9e1c'],
  ])('gives the stream of RFC 6229 for the key %s', (key, stream) => {
    expect(toHex(rc4(fromHex(key), new Uint8Array(32)))).toBe(stream);
  });
});

const encryption = (method: CipherMethod): StandardEncryption => ({
  revision: method === 'aes256' ? 6 : 4,
  keyLength: method === 'aes256' ? 32 : 16,
  owner: new Uint8Array(48),
  user: new Uint8Array(48),
  sealedKeys: null,
  permissions: -4,
  encryptsMetadata: false,
  strings: method,
  streams: method,
  filters: new Map([['StdCF', method]]),
});
const METHODS = fc.constantFrom<CipherMethod>('none', 'rc4', 'aes128', 'aes256');
const random = (length: number): Uint8Array => Uint8Array.from({ length }, (_, at) => at * 7);

describe('the cipher of a file', () => {
  it('decrypts what it encrypted, by the object that holds it', () => {
    const bytes = fc.uint8Array({ maxLength: 100 });
    const number = fc.integer({ min: 1, max: 8_388_607 });
    fc.assert(
      fc.property(METHODS, bytes, number, (method, data, objectNumber) => {
        const cipher = new FileCipher(encryption(method), random(method === 'aes256' ? 32 : 16));
        const holder = pdfReference(objectNumber, 3);
        expect(cipher.decryptString(holder, cipher.encryptString(holder, data, random))).toEqual(data);
        const plain = pdfDictionary({});
        const kept = cipher.encryptStream(holder, plain, data, random);
        expect(cipher.decryptStream(holder, plain, (object) => object, kept)).toEqual(data);
      }),
    );
  });

  it('leaves in clear what is never encrypted: cross-references, metadata by flag, the filter Identity', () => {
    const cipher = new FileCipher(encryption('aes128'), random(16));
    const data = latin1Bytes('in clear');
    const crypt = (parameters: Parameters<typeof pdfDictionary>[0]) =>
      pdfDictionary({
        Filter: pdfArray([pdfName('Crypt')]),
        DecodeParms: pdfArray([pdfDictionary(parameters)]),
      });
    const inClear = [
      pdfDictionary({ Type: pdfName('XRef') }),
      pdfDictionary({ Type: pdfName('Metadata') }),
      crypt({ Name: pdfName('Identity') }),
      crypt({}),
    ];
    for (const dictionary of inClear) {
      expect(cipher.encryptStream(pdfReference(1), dictionary, data, random)).toEqual(data);
    }
    const named = crypt({ Name: pdfName('StdCF') });
    expect(cipher.encryptStream(pdfReference(1), named, data, random)).not.toEqual(data);
    const unknown = crypt({ Name: pdfName('Other') });
    expect(() => cipher.encryptStream(pdfReference(1), unknown, data, random)).toThrow('crypt filter');
  });

  it.each([1, 15, 16, 17, 33])('refuses %i bytes of AES, which no writer makes', (length) => {
    const cipher = new FileCipher(encryption('aes128'), random(16));
    expect(() => cipher.decryptString(pdfReference(1), new Uint8Array(length))).toThrow('AES');
  });

  it('passes over the value of a signature, and over nothing else named Contents', () => {
    const change = (): Uint8Array => latin1Bytes('x');
    const entries = (more: Parameters<typeof pdfDictionary>[0]) =>
      withStrings(pdfDictionary({ Contents: pdfString(latin1Bytes('value')), ...more }), change);
    const contentsOf = (object: ReturnType<typeof entries>): string => {
      const value = object.kind === 'dictionary' ? object.entries.get('Contents') : undefined;
      return value?.kind === 'string' ? latin1Text(value.bytes) : '';
    };
    const range = { ByteRange: pdfArray([]) };
    expect(contentsOf(entries(range))).toBe('value');
    expect(contentsOf(entries({ ...range, Type: pdfName('DocTimeStamp') }))).toBe('value');
    expect(contentsOf(entries({ ...range, Type: pdfName('Annot') }))).toBe('x');
    expect(contentsOf(entries({}))).toBe('x');
  });
});

describe('a password', () => {
  it('stands for the bytes that writers make of it', () => {
    const forms = (text: string, isLong: boolean): string[] =>
      passwordBytes(utf8Bytes(text), isLong).map(toHex);
    expect(forms('abc', false)).toEqual(['616263']);
    expect(forms('密码', false)).toEqual(['c3dcc2eb', 'e5af86e7a081']);
    expect(forms('é€', false)).toEqual(['e9a0', 'a8a6a2e3', 'c3a9e282ac']);
    expect(forms('\u2168\u00ad\u00a0', true)).toEqual(['495820', 'e285a8c2adc2a0']);
  });
});

describe('permissions', () => {
  const [MODIFY, ANNOTATE, FILL_IN] = [8, 32, 256];
  const rights = (permissions: number, revision = 6) => ({ byOwner: false, permissions, revision });
  const needs = (newField: boolean, annotations: boolean) => ({ newField, annotations });

  it('let a seal into a field by bit 6 or 9, and make a new field by 4 and 6 (table 22)', () => {
    const allowed = (permissions: number, revision?: number): boolean[] =>
      [needs(true, false), needs(false, true), needs(false, false)].map((each) =>
        allowsSealing(rights(permissions, revision), each),
      );
    expect(allowed(MODIFY + ANNOTATE)).toEqual([true, true, true]);
    expect(allowed(ANNOTATE)).toEqual([false, true, true]);
    expect(allowed(MODIFY)).toEqual([false, false, false]);
    expect(allowed(FILL_IN)).toEqual([false, false, true]);
    expect(allowed(FILL_IN, 2)).toEqual([false, false, false]);
    expect(allowsSealing({ ...rights(0), byOwner: true }, needs(true, true))).toBe(true);
  });
});

describe('an encryption dictionary', () => {
  const ZEROS = `<${'00'.repeat(32)}>`;
  const LONG = `<${'00'.repeat(48)}>`;
  const CF = '/CF<</StdCF<</CFM/AESV2>>>>/StmF/StdCF/StrF/StdCF';
  const KEYS = `/O ${LONG}/U ${LONG}/OE ${ZEROS}/UE ${ZEROS}/Perms<${'00'.repeat(16)}>/P -4`;
  const codeOf = (dictionary: string, trailer = '/Encrypt 9 0 R/ID[<00><00>]'): string | undefined => {
    const bytes = new PdfFixture()
      .objects({ ...onePage(), 9: dictionary })
      .table(`/Root 1 0 R${trailer}`)
      .bytes();
    return openPdf(memorySource(bytes)).closed?.code;
  };

  it.each([
    ['a handler of certificates', '<</Filter/Adobe.PubSec/V 4/SubFilter/adbe.pkcs7.s5>>', 'UNSUPPORTED'],
    ['a handler of a publisher', '<</Filter/FOPN_foweb/V 1/R 2>>', 'UNSUPPORTED'],
    ['the unpublished version', `<</Filter/Standard/V 3/R 3/O ${ZEROS}/U ${ZEROS}/P -4>>`, 'UNSUPPORTED'],
    ['a revision to come', `<</Filter/Standard/V 5/R 7${KEYS}>>`, 'UNSUPPORTED'],
    ['an unknown method', `<</Filter/Standard/V 4/R 4${CF.replace('AESV2', 'X')}${KEYS}>>`, 'UNSUPPORTED'],
    ['no handler', '<</V 1/R 2>>', 'DAMAGED'],
    ['keys that are too short', '<</Filter/Standard/V 1/R 2/O(x)/U(x)/P -4>>', 'DAMAGED'],
    [
      'keys that are too long',
      `<</Filter/Standard/V 1/R 2/O<${'00'.repeat(128)}>/U ${ZEROS}/P -4>>`,
      'DAMAGED',
    ],
    ['a huge /Length', `<</Filter/Standard/V 2/R 3/Length 99999999/O ${ZEROS}/U ${ZEROS}/P -4>>`, 'DAMAGED'],
    ['an odd /Length', `<</Filter/Standard/V 2/R 3/Length 43/O ${ZEROS}/U ${ZEROS}/P -4>>`, 'DAMAGED'],
    ['no permissions', `<</Filter/Standard/V 1/R 2/O ${ZEROS}/U ${ZEROS}>>`, 'DAMAGED'],
    ['an indirect value', `<</Filter/Standard/V 1/R 2/O 9 0 R/U ${ZEROS}/P -4>>`, 'DAMAGED'],
    ['a missing crypt filter', `<</Filter/Standard/V 4/R 4/StmF/StdCF/StrF/StdCF${KEYS}>>`, 'DAMAGED'],
    ['a value twice', `<</Filter/Standard/V 1/V 2/R 2/O ${ZEROS}/U ${ZEROS}/P -4>>`, 'DAMAGED'],
    ['a reference to itself', '9 0 R', 'DAMAGED'],
    ['an array', '[]', 'DAMAGED'],
  ])('with %s closes the file', (_name, dictionary, code) => {
    expect(codeOf(dictionary)).toBe(`PDF_ENCRYPTION_${code}`);
  });

  it.each([
    ['that is not there', '/Encrypt 77 0 R', 'PDF_ENCRYPTION_DAMAGED'],
    ['that is a number', '/Encrypt 1', 'PDF_ENCRYPTION_DAMAGED'],
    ['beside an indirect /ID', '/Encrypt 9 0 R/ID 3 0 R', 'PDF_ENCRYPTION_DAMAGED'],
    ['without /ID', '/Encrypt 9 0 R', 'PDF_PASSWORD_NEEDED'],
    ['that is null', '/Encrypt null', undefined],
  ])('%s', (_name, trailer, code) => {
    const dictionary = `<</Filter/Standard/V 1/R 2/O ${ZEROS}/U ${ZEROS}/P -4>>`;
    expect(codeOf(dictionary, trailer)).toBe(code);
  });

  it('of any bytes closes the file or opens it, and breaks nothing', () => {
    const value = fc.constantFrom(
      '0',
      '-1',
      '4',
      '5',
      '9 0 R',
      ZEROS,
      LONG,
      '()',
      '/StdCF',
      '<<>>',
      '[[[]]]',
      'true',
    );
    const key = fc.constantFrom(
      'V',
      'R',
      'Length',
      'O',
      'U',
      'OE',
      'P',
      'CF',
      'StmF',
      'Perms',
      'EncryptMetadata',
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(key, value), { maxLength: 12 }), (entries) => {
        const text = entries.map(([name, each]) => `/${name} ${each}`).join('');
        expect(codeOf(`<</Filter/Standard${text}>>`)).toMatch(/^PDF_(?:ENCRYPTION|PASSWORD)_/);
      }),
      { numRuns: 300 },
    );
  });
});

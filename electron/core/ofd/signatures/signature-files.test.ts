import { describe, expect, it } from 'vitest';
import { DIGEST_OID, SM_OID } from '../../asn1/identifiers.ts';
import { CodedError } from '../../../shared/errors.ts';
import { OFD_NAMESPACE, ofdXml, openMiniOfd, type OfdParts } from '../fixtures/mini-ofd.ts';
import { checkMethodOf } from './check-method.ts';
import { readSignatureFile } from './signature-file.ts';
import { readSignatureList } from './signature-list.ts';
import { signedTimeOf, signedTimeText } from './signed-time.ts';
import { signatureXml } from './write-signature.ts';
import { utf8Text } from '../../bytes/encodings.ts';

const NAMED = ofdXml('<ofd:Signatures>/Doc_0/Signs/Signatures.xml</ofd:Signatures>');

const opened = (parts: OfdParts) => openMiniOfd({ 'OFD.xml': NAMED, ...parts });

function listOf(content: string) {
  const ofd = opened({
    'Doc_0/Signs/Signatures.xml': `<ofd:Signatures ${OFD_NAMESPACE}>${content}</ofd:Signatures>`,
  });
  const [body] = ofd.bodies;
  return body === undefined ? null : readSignatureList(ofd, body);
}

function fileOf(xml: string) {
  const ofd = opened({
    'Doc_0/Signs/Signatures.xml': `<ofd:Signatures ${OFD_NAMESPACE}/>`,
    'Doc_0/Signs/Sign_0/Signature.xml': xml,
    'Doc_0/Signs/Sign_0/SignedValue.dat': 'value',
  });
  const entry = ofd.container.find('Doc_0/Signs/Sign_0/Signature.xml');
  if (entry === null) throw new Error('the file is there');
  return readSignatureFile(ofd, entry);
}

/** Returns the reason why something is refused. */
function refusal(read: () => unknown): unknown {
  try {
    return read();
  } catch (error) {
    return error instanceof CodedError ? error.details?.reason : error;
  }
}

describe('Signatures.xml', () => {
  it('lists signatures with and without a type, by absolute and relative paths', () => {
    const list = listOf(
      '<ofd:MaxSignId>s002</ofd:MaxSignId><ofd:Signature ID="1" BaseLoc="Sign_0/Signature.xml"/><ofd:Signature ID="s002" Type="Sign" BaseLoc="/x/Signature.xml"/>',
    );
    expect([list?.maxSignId, list?.signatures.map(({ id, type, entry }) => [id, type, entry])]).toEqual([
      2,
      [
        ['1', 'Seal', null],
        ['s002', 'Sign', null],
      ],
    ]);
  });

  it.each([
    [
      'two signatures of one ID',
      '<ofd:Signature ID="1" BaseLoc="a"/><ofd:Signature ID="1" BaseLoc="b"/>',
      'two-of-id',
    ],
    [
      'two signatures of one file',
      '<ofd:Signature ID="1" BaseLoc="a"/><ofd:Signature ID="2" BaseLoc="a"/>',
      'two-of-file',
    ],
    ['a signature without a path', '<ofd:Signature ID="1"/>', 'attributes'],
    ['an unknown type', '<ofd:Signature ID="1" Type="seal" BaseLoc="a"/>', 'type'],
    [
      'two largest IDs',
      '<ofd:MaxSignId>1</ofd:MaxSignId><ofd:MaxSignId>1</ofd:MaxSignId>',
      'two-of-MaxSignId',
    ],
    ['anything else', '<ofd:Include/>', 'unknown-element'],
  ])('is refused with %s', (_what, content, reason) => {
    expect(refusal(() => listOf(content))).toBe(reason);
  });
});

describe('Signature.xml', () => {
  const written = utf8Text(
    signatureXml({
      signedAt: new Date('2026-06-01T00:00:00Z'),
      references: [{ path: '/Doc_0/Document.xml', sm3: new Uint8Array(32).fill(1) }],
      stamps: [
        {
          ...{ id: 's1001', page: '10', clip: { xMm: 0, yMm: 0, widthMm: 13.3333, heightMm: 40 } },
          boundary: { xMm: 60, yMm: 60.5, widthMm: 40, heightMm: 40 },
        },
      ],
      ...{ sealPath: '/Doc_0/Signs/Sign_0/Seal.esl', valuePath: '/Doc_0/Signs/Sign_0/SignedValue.dat' },
    }),
  );

  it('is read as it was written', () => {
    expect(fileOf(written)).toMatchObject({
      ...{ provider: 'SealDesk', method: SM_OID.sm2WithSm3, seal: null },
      statedTime: new Date('2026-06-01T00:00:00Z'),
      checkMethod: { name: SM_OID.sm3, algorithm: SM_OID.sm3, isWeak: false },
      references: [
        {
          path: '/Doc_0/Document.xml',
          digest: new Uint8Array(32).fill(1),
          entry: { name: 'Doc_0/Document.xml' },
        },
      ],
      stamps: [{ id: 's1001', page: '10', clip: { widthMm: 13.333 }, boundary: { yMm: 60.5 } }],
      value: { name: 'Doc_0/Signs/Sign_0/SignedValue.dat' },
    });
  });

  it('may name its provider in elements, and its value beside itself', () => {
    const file = fileOf(
      written
        .replace(
          /<ofd:Provider[^>]*>/,
          '<ofd:Provider><ofd:ProviderName>other</ofd:ProviderName></ofd:Provider>',
        )
        .replace('/Doc_0/Signs/Sign_0/SignedValue.dat', 'SignedValue.dat'),
    );
    expect([file.provider, file.value?.name]).toEqual(['other', 'Doc_0/Signs/Sign_0/SignedValue.dat']);
  });

  it.each([
    [
      'another root',
      (xml: string) => xml.replaceAll('ofd:Signature>', 'ofd:Sign>').replace('<ofd:Signature ', '<ofd:Sign '),
      'root-element',
    ],
    ['no references', (xml: string) => xml.replace(/<ofd:References[\s\S]*References>/, ''), 'no-References'],
    [
      'two lists of references',
      (xml: string) => xml.replace(/(<ofd:References[\s\S]*References>)/, '$1$1'),
      'two-of-References',
    ],
    [
      'two values',
      (xml: string) => xml.replace(/(<ofd:SignedValue>.*<\/ofd:SignedValue>)/, '$1$1'),
      'two-of-SignedValue',
    ],
    [
      'a digest that is no Base64',
      (xml: string) => xml.replace('CheckValue>', 'CheckValue>*'),
      'check-value',
    ],
    [
      'a reference to nothing',
      (xml: string) => xml.replace(/ FileRef="[^"]*"/, ''),
      'reference-without-file',
    ],
    [
      'two stamps of one ID',
      (xml: string) => xml.replace(/(<ofd:StampAnnot[^>]*>)/, '$1$1'),
      'two-stamps-of-id',
    ],
    ['a stamp without a size', (xml: string) => xml.replace('60 60.5 40 40', '60 60.5 40 0'), 'stamp'],
    ['a clip of three numbers', (xml: string) => xml.replace('0 0 13.333 40', '0 0 13.333'), 'stamp-clip'],
  ])('is refused with %s', (_what, change, reason) => {
    expect(refusal(() => fileOf(change(written)))).toBe(reason);
  });
});

describe('the time of a signature', () => {
  it.each([
    ['2020-01-25 15:31:56', '2020-01-25T07:31:56.000Z'],
    ['2026-06-01T08:00:00', '2026-06-01T00:00:00.000Z'],
    ['2026-06-01T08:00:00+08:00', '2026-06-01T00:00:00.000Z'],
    ['2026-06-01T00:00:00.5Z', '2026-06-01T00:00:00.500Z'],
    ['20200723130907.763Z', '2020-07-23T13:09:07.763Z'],
    ['20200305112131Z', '2020-03-05T11:21:31.000Z'],
    ['20200305112131', '2020-03-05T03:21:31.000Z'],
    ['2020-03-05', '2020-03-04T16:00:00.000Z'],
  ])('%s is read', (text, instant) => {
    expect(signedTimeOf(text)?.toISOString()).toBe(instant);
  });

  it.each(['', 'yesterday', '2026-02-30 00:00:00', '2026-06-01 25:00:00', '2026-06-01 08:00'])(
    '%j is not read',
    (text) => {
      expect(signedTimeOf(text)).toBeNull();
    },
  );

  it('is written as it is read', () => {
    const instant = new Date('2026-06-01T20:00:01Z');
    expect(signedTimeOf(signedTimeText(instant))).toEqual(instant);
  });
});

describe('the digest of a signature', () => {
  it.each([
    ['SM3', SM_OID.sm3, false],
    [SM_OID.sm3, SM_OID.sm3, false],
    ['1.2.156.10197.1.401.2', SM_OID.sm3, false],
    ['SHA-1', DIGEST_OID.sha1, true],
    ['sha256', DIGEST_OID.sha256, false],
    ['MD5', null, true],
    [null, null, true],
    ['CRC32', null, false],
  ])('named %s', (name, algorithm, isWeak) => {
    expect(checkMethodOf(name)).toEqual({ name: name ?? 'MD5', algorithm, isWeak });
  });
});

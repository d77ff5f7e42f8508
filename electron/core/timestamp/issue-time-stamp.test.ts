import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { opensslText } from '../../../e2e/peers/openssl-text.ts';
import { writeElement } from '../asn1/der-writer.ts';
import { SM_OID, explicitTag, TAG } from '../asn1/identifiers.ts';
import { fromHex, latin1Bytes } from '../bytes/encodings.ts';
import { loadSmEngine } from '../sm/load-engine.ts';
import { makeMiniWorld } from '../verification/fixtures/mini-world.ts';
import { makeTimeStampAuthority } from '../verification/fixtures/mini-time-stamp.ts';
import { encodeExtensions } from '../x509/extensions.ts';
import { issueTimeStamp, type TimeStampAuthority } from './issue-time-stamp.ts';
import { judgeTimeStamp } from './judge-time-stamp.ts';
import { encodeImprint } from './message-imprint.ts';
import { decodeTimeStampRequest, encodeTimeStampRequest } from './time-stamp-request.ts';
import { decodeTimeStampResponse } from './time-stamp-response.ts';
import { decodeTimeStampToken } from './time-stamp-token.ts';

const engine = await loadSmEngine();
const { issuing, trust } = await makeMiniWorld(engine);
const party = await makeTimeStampAuthority(engine, issuing);
const over = latin1Bytes('signature value');
const authority: TimeStampAuthority = {
  engine,
  certificate: party.certificate,
  sign: party.sign,
  policy: '1.2.3.4.9',
  accuracySeconds: 1,
  now: () => new Date('2026-06-01T00:01:00Z'),
  nextSerial: () => Uint8Array.of(0x81, 7),
};
const imprint = { algorithm: SM_OID.sm3, digest: engine.sm3(over) };
const nonce = Uint8Array.of(0xff, 1, 2, 3, 4, 5, 6, 7);
const ask = (changes: Partial<Parameters<typeof encodeTimeStampRequest>[0]> = {}): Uint8Array =>
  encodeTimeStampRequest({ imprint, nonce, ...changes });
const answer = async (request: Uint8Array) =>
  decodeTimeStampResponse(await issueTimeStamp(request, authority));

const folder = mkdtempSync(join(tmpdir(), 'sealdesk-stamp-'));
afterAll(() => rmSync(folder, { recursive: true }));
const at = (name: string): string => join(folder, name);
const openssl = (...args: readonly string[]): string => opensslText(args);

describe('a time-stamp authority', () => {
  it('makes stamps that prove the time to those who trust it', async () => {
    const { status, token, failures } = await answer(ask());
    expect([status, failures]).toEqual([0, []]);
    const context = { engine, trust, now: new Date('2026-07-01T00:00:00Z') };
    const isImprint = (digest: Uint8Array): boolean => Buffer.compare(digest, imprint.digest) === 0;
    expect(judgeTimeStamp(token ?? new Uint8Array(), isImprint, context)).toEqual({
      state: 'proven',
      stampedAt: new Date('2026-06-01T00:01:00Z'),
      existedBy: new Date('2026-06-01T00:01:01Z'),
      authority: 'CN=样例时间戳机构,C=CN',
    });
  });

  it.each([
    ['a policy that is not its own', ask({ policy: '1.2.3.4.2' }), 'unacceptedPolicy'],
    [
      'a digest that it does not know',
      ask({ imprint: { ...imprint, algorithm: '1.3.14.3.2.26' } }),
      'badAlg',
    ],
    ['a digest cut short', ask({ imprint: { ...imprint, digest: over } }), 'badDataFormat'],
    ['bytes that are no request', over, 'badDataFormat'],
  ])('refuses %s', async (_name, request, failure) => {
    const { status, token, failures, text } = await answer(request);
    expect([status, token, failures]).toEqual([2, null, [failure]]);
    expect(text).not.toBe('');
  });

  it('answers any bytes with a response, and stamps only requests', async () => {
    const request = ask();
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 80 }), fc.nat(request.length - 1), async (bytes, cut) => {
        const { status, token } = await answer(Uint8Array.of(...request.subarray(0, cut), ...bytes));
        expect([status, token === null]).toEqual([status === 0 ? 0 : 2, status !== 0]);
      }),
      { seed: 20260601, numRuns: 200 },
    );
  });

  it.each([
    ['a version that is not 1', '020102'],
    ['a nonce of no octets', '0200'],
    ['a certReq that is neither true nor false', '010101'],
    ['data after the last member', '0101ff0500'],
  ])('refuses a request with %s', (_name, hex) => {
    const version = hex.startsWith('0201') ? fromHex(hex) : fromHex('020101');
    const rest = hex.startsWith('0201') ? new Uint8Array() : fromHex(hex);
    const damaged = writeElement(TAG.sequence, version, encodeImprint(imprint), rest);
    expect(() => decodeTimeStampRequest(damaged)).toThrow(expect.objectContaining({ code: 'DER_INVALID' }));
  });

  it('refuses a request with an extension', async () => {
    const extension = { id: '1.2.3', critical: false, value: writeElement(TAG.null) };
    const extensions = writeElement(explicitTag(0), encodeExtensions([extension]).subarray(2));
    const request = writeElement(TAG.sequence, fromHex('020101'), encodeImprint(imprint), extensions);
    expect((await answer(request)).failures).toEqual(['unacceptedExtension']);
  });

  it('leaves its certificate out if the request does not ask for it', async () => {
    const request = writeElement(TAG.sequence, fromHex('020101'), encodeImprint(imprint));
    const { token } = await answer(request);
    const { certificates, info } = decodeTimeStampToken(token ?? new Uint8Array());
    expect([certificates, info.nonce]).toEqual([[], null]);
  });

  it('answers a request of openssl, which reads the answer as we do', async () => {
    writeFileSync(at('data'), over);
    openssl('ts', '-query', '-data', at('data'), '-sm3', '-cert', '-out', at('query'));
    writeFileSync(at('reply'), await issueTimeStamp(new Uint8Array(readFileSync(at('query'))), authority));
    const [, asked] = /Nonce: (\S+)/.exec(openssl('ts', '-query', '-in', at('query'), '-text')) ?? [];
    const text = openssl('ts', '-reply', '-in', at('reply'), '-text');
    expect(text).toMatch(/Status: Granted[\s\S]*Hash Algorithm: sm3[\s\S]*Serial number: 0x8107/);
    expect(text).toMatch(/Time stamp: Jun {2}1 00:01:00 2026 GMT\nAccuracy: 0x01 seconds/);
    expect(text).toContain(`Nonce: ${String(asked)}`);
  });

  it('gets a request that openssl reads', () => {
    writeFileSync(at('query'), ask({ policy: '1.2.3.4.9' }));
    const text = openssl('ts', '-query', '-in', at('query'), '-text');
    expect(text).toMatch(/Hash Algorithm: sm3[\s\S]*Policy OID: 1\.2\.3\.4\.9\nNonce: 0xFF01020304050607\n/);
    expect(text).toContain('Certificate required: yes');
  });
});

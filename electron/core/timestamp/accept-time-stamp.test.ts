import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { SM_OID } from '../asn1/identifiers.ts';
import { latin1Bytes } from '../bytes/encodings.ts';
import { loadSmEngine } from '../sm/load-engine.ts';
import { makeParty } from '../verification/fixtures/mini-authority.ts';
import { makeMiniWorld } from '../verification/fixtures/mini-world.ts';
import {
  makeTimeStampAuthority,
  makeTimeStampToken,
  purposesExtension,
} from '../verification/fixtures/mini-time-stamp.ts';
import { readTrustStore } from '../x509/trust-store.ts';
import { acceptTimeStamp } from './accept-time-stamp.ts';
import { issueTimeStamp, type TimeStampAuthority } from './issue-time-stamp.ts';
import { encodeTimeStampRequest } from './time-stamp-request.ts';
import { encodeGrantedResponse, encodeRejection } from './time-stamp-response.ts';

const engine = await loadSmEngine();
const world = await makeMiniWorld(engine);
const { issuing, trust } = world;
const party = await makeTimeStampAuthority(engine, issuing);
const now = new Date('2026-06-01T00:02:00Z');
const policy = '1.2.3.4.9';
const over = latin1Bytes('signature value');
const imprint = { algorithm: SM_OID.sm3, digest: engine.sm3(over) };
const nonceOf = (seed: number): Uint8Array => new Uint8Array(16).fill(seed);
const ask = (seed = 1, more = {}): Uint8Array =>
  encodeTimeStampRequest({ imprint, nonce: nonceOf(seed), ...more });

const authorityOf = (changes: Partial<TimeStampAuthority> = {}): TimeStampAuthority => ({
  engine,
  certificate: party.certificate,
  sign: party.sign,
  policy,
  accuracySeconds: 1,
  now: () => new Date('2026-06-01T00:01:00Z'),
  nextSerial: () => Uint8Array.of(7),
  ...changes,
});
const request = ask();
const response = await issueTimeStamp(request, authorityOf());
const accept = (answer: Uint8Array, asked = request, trusted: typeof trust | null = trust) =>
  Promise.resolve().then(() => acceptTimeStamp(answer, asked, { engine, now, trust: trusted }));
const invalid = (rule: string) =>
  expect.objectContaining({ code: 'STAMP_INVALID', details: { rule } }) as unknown;

describe('the answer to a request for a time stamp', () => {
  it('gives its token if it fits the request and its authority is trusted', async () => {
    const token = await accept(response);
    expect(Buffer.from(response).includes(Buffer.from(token))).toBe(true);
    expect(await accept(response, request, null)).toEqual(token);
  });

  it.each([
    ['to another request of the same thing', () => accept(response, ask(2)), 'nonce'],
    [
      'about something else',
      async () =>
        accept(
          await issueTimeStamp(ask(1, { imprint: { ...imprint, digest: over.slice(0, 0) } }), authorityOf()),
          request,
        ),
      null,
    ],
    [
      'over another digest',
      async () =>
        accept(
          await issueTimeStamp(
            ask(1, { imprint: { ...imprint, digest: engine.sm3(imprint.digest) } }),
            authorityOf(),
          ),
        ),
      'imprint',
    ],
    ['under another policy', () => accept(response, ask(1, { policy: '1.2.3.4.8' })), 'policy'],
    ['that is cut off', () => accept(response.subarray(0, -1)), 'format'],
    ['granted without a token', () => accept(Uint8Array.of(0x30, 5, 0x30, 3, 2, 1, 0)), 'noToken'],
    ['granted with something else', () => accept(encodeGrantedResponse(Uint8Array.of(0x30, 0))), 'format'],
    [
      'without the certificate that was asked for',
      async () => {
        const plan = { authority: party, issuer: issuing, over, withoutCertificate: true };
        const token = await makeTimeStampToken(engine, {
          ...plan,
          more: [Uint8Array.of(2, 16, ...nonceOf(1))],
        });
        return accept(encodeGrantedResponse(token));
      },
      'certificate',
    ],
    [
      'of an authority that nobody here trusts',
      async () => {
        const root = await makeParty(engine, { commonName: '别处', serial: 1, isAuthority: true }, null);
        const { certificate, sign } = await makeTimeStampAuthority(engine, root);
        return accept(await issueTimeStamp(request, authorityOf({ certificate, sign })));
      },
      'NO_CERTIFICATE_CHAIN_FOUND',
    ],
    [
      'of a certificate for something else as well',
      async () => {
        const extensions = [purposesExtension(true, '1.3.6.1.5.5.7.3.8', '1.3.6.1.5.5.7.3.1')];
        const { certificate, sign } = await makeTimeStampAuthority(engine, issuing, { extensions });
        return accept(await issueTimeStamp(request, authorityOf({ certificate, sign })), request, null);
      },
      'extendedKeyUsage',
    ],
    [
      'signed by another key',
      async () => accept(await issueTimeStamp(request, authorityOf({ sign: issuing.sign })), request, null),
      'signature',
    ],
  ])('is refused: %s', async (_name, attempt, rule) => {
    await expect(attempt()).rejects.toEqual(
      rule === null ? expect.objectContaining({ code: 'STAMP_REFUSED' }) : invalid(rule),
    );
  });

  it('is accepted if only the lists of the authority are missing', async () => {
    const certificates = [world.root.certificate, issuing.certificate];
    expect(await accept(response, request, readTrustStore({ certificates, crls: [] }))).toBeInstanceOf(
      Uint8Array,
    );
  });

  it('carries a refusal in the authority’s words', async () => {
    await expect(accept(encodeRejection('timeNotAvailable', 'clock lost'))).rejects.toMatchObject({
      code: 'STAMP_REFUSED',
      details: { status: 2, failure: 'timeNotAvailable', text: 'clock lost' },
    });
  });

  it('of any bytes is refused with a code', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(response.length - 1), fc.integer({ min: 1, max: 255 }), async (at, flip) => {
        const changed = response.slice();
        changed[at] = (changed[at] ?? 0) ^ flip;
        await expect(accept(changed)).rejects.toMatchObject({
          code: expect.stringMatching(/^STAMP_/) as string,
        });
      }),
      { seed: 20260601, numRuns: 150 },
    );
  });
});

describe('an authority made with openssl', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sealdesk-stamp-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const at = (name: string): string => join(folder, name);
  const openssl = (...args: readonly string[]): Buffer =>
    execFileSync('openssl', args, { stdio: ['ignore', 'pipe', 'pipe'] });

  it('answers our request with an RSA signature, which counts for this request alone', async () => {
    const purpose = ['-addext', 'extendedKeyUsage=critical,timeStamping'];
    openssl(
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-subj',
      '/CN=tsa',
      ...purpose,
      '-keyout',
      at('key'),
      '-out',
      at('crt'),
    );
    const config = [
      '[tsa]',
      `serial=${at('serial')}`,
      `signer_digest=sha256`,
      `default_policy=${policy}`,
      'digests=sm3,sha256',
      'ess_cert_id_alg=sha256',
    ];
    writeFileSync(at('cnf'), config.join('\n'));
    writeFileSync(at('query'), request);
    const keys = ['-signer', at('crt'), '-inkey', at('key')];
    openssl(
      'ts',
      '-reply',
      '-config',
      at('cnf'),
      '-section',
      'tsa',
      '-queryfile',
      at('query'),
      ...keys,
      '-out',
      at('reply'),
    );
    const answer = new Uint8Array(readFileSync(at('reply')));
    await expect(accept(answer, request, null)).resolves.toBeInstanceOf(Uint8Array);
    await expect(accept(answer, ask(2), null)).rejects.toEqual(invalid('nonce'));
  });
});

import { base64 } from '@scure/base';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { utf8Bytes } from '../../core/bytes/encodings.ts';
import { loadSmEngine } from '../../core/sm/load-engine.ts';
import { makeParty, makeRevocationList } from '../../core/verification/fixtures/mini-authority.ts';
import { decodeCertificate } from '../../core/x509/certificate.ts';
import { encodePem } from '../../core/x509/pem.ts';
import type { ResetForm } from '../../shared/model/pin-reset.ts';
import { success } from '../../shared/result.ts';
import { platformFolderIn, platformTrustFolder } from '../trust-files/platform-trust-folder.ts';
import { pinResetApi, resetPlatforms } from './pin-reset-api.ts';
import type { PlatformRequest } from './transport.ts';

const ANSWER = {
  number: 'KL-1',
  tokenSerial: 'T1',
  state: 'draft',
  papers: [{ id: 'paper-1', kind: 'identity', size: 9, sm3: '0'.repeat(64) }],
  createdAt: '2026-11-22T05:00:00Z',
  submittedAt: null,
  decidedAt: null,
  decisionReason: null,
  validUntil: null,
};
const KEY = { number: 'KL/1', secret: 's'.repeat(32) };
const AT = { path: '/v1/pin-resets/KL%2F1', headers: { 'Application-Secret': KEY.secret } };
const FORM: ResetForm = {
  tokenSerial: 'T1',
  esId: null,
  sealName: null,
  holderName: '示例公司',
  holderCode: null,
  applicant: { name: '林知远', role: 'holder', contact: '1' },
  purpose: 'reset',
  reason: '口令已锁定',
};

function apiThatAnswers(body: unknown) {
  const sent: PlatformRequest[] = [];
  const api = pinResetApi({
    send: (request) => {
      sent.push(request);
      return Promise.resolve(success({ status: 200, headers: {}, body: utf8Bytes(JSON.stringify(body)) }));
    },
    close: () => Promise.resolve(),
  });
  return { api, sent };
}

describe('the calls of a PIN reset', () => {
  it('begin with the form and nothing else', async () => {
    const { api, sent } = apiThatAnswers({ application: ANSWER, secret: KEY.secret });
    const more = { ...FORM, newPin: 'never' } as ResetForm;
    const asked = await api.request(more, 'k'.repeat(32));
    expect(asked).toMatchObject({ ok: true, value: { secret: KEY.secret, answer: { number: 'KL-1' } } });
    expect(sent).toEqual([
      { method: 'POST', path: '/v1/pin-resets', json: FORM, idempotencyKey: 'k'.repeat(32) },
    ]);
  });

  it('send the secret in a header, and bytes in base64', async () => {
    const { api, sent } = apiThatAnswers(ANSWER);
    await api.read(KEY);
    await api.withdraw(KEY);
    await api.sendPaper(KEY, { id: 'paper-1', kind: 'identity', bytes: Uint8Array.of(1) });
    await api.submit(KEY);
    await api.credential(KEY, Uint8Array.of(4), null);
    await api.credential(KEY, Uint8Array.of(4), Uint8Array.of(5));
    const completion = { tokenSerial: 'T1', credentialId: 'C', encryptedSoPin: Uint8Array.of(6) };
    await api.complete(KEY, completion, 'k'.repeat(32));
    const at = (below: string) => ({ ...AT, path: `${AT.path}${below}` });
    expect(sent).toEqual([
      { ...AT, method: 'GET' },
      { ...AT, method: 'DELETE' },
      {
        ...at('/papers/paper-1'),
        method: 'PUT',
        contentType: 'application/pdf',
        body: Uint8Array.of(1),
        query: { kind: 'identity' },
        deadlineMs: 180_000,
      },
      { ...at('/submission'), method: 'POST' },
      { ...at('/credential'), method: 'POST', json: { recipientKey: 'BA==' } },
      { ...at('/credential'), method: 'POST', json: { recipientKey: 'BA==', pendingSoPin: 'BQ==' } },
      {
        ...at('/completion'),
        method: 'POST',
        json: { tokenSerial: 'T1', credentialId: 'C', encryptedSoPin: 'Bg==' },
        idempotencyKey: 'k'.repeat(32),
      },
    ]);
  });

  it('return the platform’s papers by their ids', async () => {
    const read = await apiThatAnswers(ANSWER).api.read(KEY);
    expect(read.ok && [...read.value.papers]).toEqual([['paper-1', '0'.repeat(64)]]);
  });

  it.each([
    ['a number that leads elsewhere', { ...ANSWER, number: '../x' }],
    ['a state that nobody knows', { ...ANSWER, state: 'granted' }],
    ['a time that is none', { ...ANSWER, createdAt: 'yesterday' }],
    ['a list', [ANSWER]],
  ])('refuse an answer with %s', async (_, body) => {
    expect(await apiThatAnswers(body).api.read(KEY)).toMatchObject({
      ok: false,
      error: { code: 'PLATFORM_ANSWER_INVALID' },
    });
  });

  it('refuse a secret that does not fit into a header', async () => {
    const { api } = apiThatAnswers({ application: ANSWER, secret: `${'s'.repeat(20)}\r\nX: y` });
    expect((await api.request(FORM, 'k'.repeat(32))).ok).toBe(false);
  });
});

const NOW = new Date('2026-11-22T06:00:00Z');
const NEXT = new Date('2026-11-23T06:00:00Z');

describe('the trust of a PIN reset in a platform', () => {
  let trustFolder = '';
  beforeEach(() => {
    trustFolder = mkdtempSync(join(tmpdir(), 'trust-'));
  });
  afterEach(() => rmSync(trustFolder, { recursive: true, force: true }));

  it('excludes a signer that the root has revoked', async () => {
    const engine = await loadSmEngine();
    const root = await makeParty(engine, { commonName: '平台根', serial: 1, isAuthority: true }, null);
    const [revoked, good] = [
      decodeCertificate((await makeParty(engine, { commonName: '平台', serial: 2 }, root)).certificate),
      decodeCertificate((await makeParty(engine, { commonName: '平台', serial: 3 }, root)).certificate),
    ];
    const revocation = { serial: Uint8Array.of(2), revokedAt: NOW, reason: 1 };
    const list = await makeRevocationList(root, {
      ...{ number: 1, thisUpdate: NOW, nextUpdate: NEXT, revoked: [revocation] },
    });
    const files = platformTrustFolder(platformFolderIn(trustFolder, 'gx'));
    const issuer = base64.encode(decodeCertificate(root.certificate).subject.raw);
    const times = { thisUpdate: NOW.toISOString(), nextUpdate: NEXT.toISOString() };
    const kept = { id: 'root', number: 1, isDelta: false, issuer, ...times, sm3: '' };
    files.replace({ ...files.material(), lists: [{ ...kept, file: files.addList('root-1', list) }] });
    const pem = encodePem('CERTIFICATE', root.certificate);
    const platforms = resetPlatforms({
      platforms: [{ id: 'gx', name: '广西', url: 'https://127.0.0.1', profile: 'guangxi', root: pem }],
      transports: { of: () => null },
      knowledge: { of: () => Promise.resolve(null) },
      ...{ trustFolder, engine, clock: { now: () => NOW } },
    });
    const trust = platforms.trustIn('gx');
    expect([trust?.isRevoked?.(revoked), trust?.isRevoked?.(good)]).toEqual([true, false]);
  });
});

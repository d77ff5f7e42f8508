import { randomBytes } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { fromHex, toHex } from '../../core/bytes/encodings.ts';
import { treeRoot } from '../../core/register/merkle-tree.ts';
import {
  contentDigest,
  readSignatureInput,
  readSignatureValue,
  signatureBase,
} from '../../core/register/request-signature.ts';
import { openOpening } from '../../core/register/register-opening.ts';
import { loadSmEngine } from '../../core/sm/load-engine.ts';
import type { SmEngine } from '../../core/sm/engine.ts';
import { verifyMessage } from '../../core/sm/message-signature.ts';
import { makeParty, type Party } from '../../core/verification/fixtures/mini-authority.ts';
import { memoryRecords } from '../../services/records/fixtures/memory-records.ts';
import { memoryRegister } from '../../services/register/fixtures/memory-register.ts';
import { keepOpening, type OpeningPorts } from '../../services/register/open-register.ts';
import { failure, type Result, success } from '../../shared/result.ts';
import { registerTransport } from './register-transport.ts';
import { type PlatformRequest, type PlatformResponse, type PlatformTransport, queryOf } from './transport.ts';

const NOW = new Date('2026-11-22T05:00:00.000Z');
const AHEAD = new Date('2026-11-22T09:00:00.000Z');

const refused = (status: number, type: string, more: object = {}): Result<PlatformResponse> =>
  failure({
    code: 'PLATFORM_REFUSED',
    details: { status, type: `urn:sealdesk:problem:${type}`, title: '', detail: '', ...more },
  });
const empty: Result<PlatformResponse> = success({ status: 200, headers: {}, body: new Uint8Array() });

describe('A request in the name of the register', () => {
  let engine: SmEngine;
  let holder: Party;
  let ports: OpeningPorts;
  let sent: PlatformRequest[];
  let answers: ((request: PlatformRequest) => Result<PlatformResponse> | null)[];

  const transport: PlatformTransport = {
    send: (request) => {
      sent.push(request);
      const answer = answers.length === 0 ? null : (answers.shift()?.(request) ?? null);
      return Promise.resolve(answer ?? empty);
    },
    close: () => Promise.resolve(),
  };
  const send = (request: PlatformRequest) => registerTransport('demo', transport, ports).send(request);
  const sign = () => keepOpening('demo', { certificate: holder.certificate, sign: holder.sign }, ports);
  const paths = () => sent.map(({ path }) => path);

  beforeAll(async () => {
    engine = await loadSmEngine();
    holder = await makeParty(engine, { commonName: '持章单位', serial: 3 }, null);
  });
  beforeEach(() => {
    sent = [];
    answers = [];
    ports = {
      ...{ register: memoryRegister(), records: memoryRecords(), engine, clock: { now: () => NOW } },
      random: (length) => new Uint8Array(randomBytes(length)),
      secrets: { protect: (secret) => secret, reveal: (kept) => kept },
    };
  });

  /** Checks a request as a platform does. @returns the time of its signature */
  function checked(request: PlatformRequest, publicKey: Uint8Array): number {
    const { headers = {}, method, path, body = new Uint8Array() } = request;
    const facts = readSignatureInput(headers['signature-input'] ?? '');
    const value = readSignatureValue(headers['signature'] ?? '');
    if (facts === null || value === null) throw new Error('not signed');
    expect(headers['content-digest']).toBe(contentDigest(body, engine));
    const base = signatureBase({ ...facts, method, path, query: queryOf(request), body }, engine);
    expect(verifyMessage(engine, base, value, publicKey).valid).toBe(true);
    expect(facts.platform).toBe('demo');
    return facts.created;
  }
  const keyOf = ({ body }: PlatformRequest): Uint8Array => {
    const { statement } = JSON.parse(Buffer.from(body ?? []).toString()) as {
      statement: Parameters<typeof openOpening>[0];
    };
    return openOpening(statement, engine).registerKey;
  };

  it('follows the holder’s opening, once, and is signed by the key that it binds', async () => {
    await sign();
    await sign();
    await send({ method: 'GET', path: '/v1/registers/r/entries', query: { from: 0, limit: 5 } });
    await send({ method: 'POST', path: '/v1/usage-records', json: { 记录: 1 }, idempotencyKey: 'k' });
    expect(paths()).toEqual(['/v1/registers', '/v1/registers/r/entries', '/v1/usage-records']);
    const key = keyOf(sent[0] as PlatformRequest);
    for (const request of sent) checked(request, key);
    expect(sent[2]).toMatchObject({ contentType: 'application/json', idempotencyKey: 'k' });
    const nonces = sent.map(({ headers }) => /nonce="(\w+)"/.exec(headers?.['signature-input'] ?? '')?.[1]);
    expect(new Set(nonces).size).toBe(3);
  });

  it('is signed once more by the platform’s time when the clocks differ, and not twice', async () => {
    await sign();
    await send({ method: 'GET', path: '/v1/a' });
    const key = keyOf(sent[0] as PlatformRequest);
    const late = () => refused(401, 'clock-differs', { time: AHEAD.toISOString() });
    answers = [late];
    expect(await send({ method: 'GET', path: '/v1/b' })).toEqual(empty);
    expect(sent.slice(2).map((request) => checked(request, key))).toEqual([
      NOW.getTime() / 1000,
      AHEAD.getTime() / 1000,
    ]);
    answers = [late, late];
    expect(await send({ method: 'GET', path: '/v1/c' })).toMatchObject({
      error: { code: 'PLATFORM_REFUSED' },
    });
    expect(sent).toHaveLength(6);
  });

  it('says that the register is not open when no holder has signed', async () => {
    answers = [() => refused(401, 'register-not-open')];
    expect(await send({ method: 'GET', path: '/v1/a' })).toEqual(failure({ code: 'REGISTER_NOT_OPEN' }));
    expect(paths()).toEqual(['/v1/a']);
  });

  it('sends a taken opening again to a platform that has lost it', async () => {
    await sign();
    await send({ method: 'GET', path: '/v1/a' });
    answers = [() => refused(401, 'register-not-open')];
    expect(await send({ method: 'GET', path: '/v1/b' })).toEqual(empty);
    expect(paths()).toEqual(['/v1/registers', '/v1/a', '/v1/b', '/v1/registers', '/v1/b']);
  });

  it('shows the head of the entries that the platform has from before', async () => {
    const leaf = engine.sm3(Uint8Array.of(1));
    await ports.register.append({ index: 0, bytes: Uint8Array.of(1), leafHash: leaf });
    await sign();
    answers = [() => refused(409, 'head-needed', { size: 1 })];
    expect(await send({ method: 'GET', path: '/v1/a' })).toEqual(empty);
    const { head } = JSON.parse(Buffer.from(sent[1]?.body ?? []).toString()) as { head: { root: string } };
    expect(head).toEqual({ size: 1, root: toHex(treeRoot(engine, leaf, 1)) });
    expect(fromHex(head.root)).toHaveLength(32);
  });

  it.each([
    ['holds more entries', () => refused(409, 'head-needed', { size: 5 }), 'REGISTER_DIFFERS'],
    ['holds other entries', () => refused(409, 'register-conflict'), 'REGISTER_DIFFERS'],
    ['knows another owner', () => refused(403, 'not-yours'), 'REGISTER_NOT_YOURS'],
    ['goes on under another id', () => refused(409, 'register-replaced'), 'REGISTER_REPLACED'],
    ['does not accept the certificate', () => refused(403, 'certificate-not-accepted'), 'PLATFORM_REFUSED'],
  ])('fails when the platform %s', async (_, answer, code) => {
    await sign();
    answers = [answer];
    expect(await send({ method: 'GET', path: '/v1/a' })).toMatchObject({ error: { code } });
    expect(paths()).toEqual(['/v1/registers']);
  });

  it('says that the register was replaced, and not that it differs', async () => {
    answers = [() => refused(409, 'register-replaced')];
    const outcome = await send({ method: 'POST', path: '/v1/usage-records', json: {} });
    expect(outcome).toMatchObject({ error: { code: 'REGISTER_REPLACED' } });
  });

  it('lets a holder sign again whom the platform did not accept', async () => {
    await sign();
    answers = [() => refused(403, 'certificate-not-accepted')];
    await send({ method: 'GET', path: '/v1/a' });
    expect(await ports.records.list('register-opening')).toEqual([]);
    await sign();
    expect(await send({ method: 'GET', path: '/v1/b' })).toEqual(empty);
  });

  it('says that the key is not known when the platform has bound another one', async () => {
    answers = [() => refused(401, 'unauthorised')];
    expect(await send({ method: 'GET', path: '/v1/a' })).toEqual(failure({ code: 'REGISTER_KEY_REFUSED' }));
  });
});

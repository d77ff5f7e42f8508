import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { LossReport } from '../../shared/model/loss-report.ts';
import { proxyOfEnvironment } from './connection.ts';
import { serveLocally, type LocalServer } from './fixtures/https-server.ts';
import { platformTransports, type PlatformTransports } from './https-transport.ts';
import { sealLifeApi } from './seal-life-api.ts';

const REPORT = {
  id: 'a'.repeat(32),
  ...{ esId: null, sealName: '公章', holderName: '示例公司', holderCode: null, tokenSerial: null },
  ...{ reporter: { name: '王', role: 'agent', contact: '1' }, what: '遗失', lostAt: null },
  reportedAt: '2026-11-22T01:41:00.000Z',
} as unknown as LossReport;

const LOSS = {
  ...{ number: 'GS-1', secret: 's'.repeat(16), esId: null, sealName: '公章', state: 'inForce' },
  ...{ reportedAt: REPORT.reportedAt, receivedAt: REPORT.reportedAt, withdrawal: null },
  ...{ decidedAt: null, decisionReason: null, contacts: [], code: null },
};
const APPLICATION = {
  ...{ number: 'XQ-1', secret: null, kind: 'renewal', esId: 'A', reason: '到期', state: 'approved' },
  ...{
    submittedAt: REPORT.reportedAt,
    decidedAt: null,
    decisionReason: null,
    demanded: ['identity'],
    papers: [{ id: 'paper-1', sm3: 'ab'.repeat(32) }],
    certificate: 'MAA=',
    seal: null,
  },
};

interface Seen {
  readonly line: string;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: unknown;
}

describe('the calls for losses, applications and delegations', () => {
  let server: LocalServer;
  let transports: PlatformTransports;
  let seen: Seen[] = [];
  let answer: unknown = {};

  beforeAll(async () => {
    server = await serveLocally((request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        const text = Buffer.concat(parts).toString('utf8');
        const { method = '', url = '', headers } = request;
        seen.push({ line: `${method} ${url}`, headers, body: text === '' ? null : JSON.parse(text) });
        response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
      });
    });
    transports = platformTransports(
      [server.settings],
      () => proxyOfEnvironment({}),
      () => Promise.resolve(null),
    );
  });
  beforeEach(() => void (seen = []));
  afterAll(async () => {
    await transports.close();
    await server.close();
  });

  const api = () => {
    const transport = transports.of('gd');
    if (transport === null) throw new Error('the platform is configured');
    return sealLifeApi(transport, server.settings);
  };

  it('send a loss report under its id, with the members of the contract and nothing else', async () => {
    answer = LOSS;
    expect(await api().losses.report(REPORT)).toMatchObject({ value: { number: 'GS-1', state: 'inForce' } });
    const { id, ...body } = REPORT;
    expect(seen).toMatchObject([{ line: 'POST /v1/loss-reports', headers: { 'idempotency-key': id }, body }]);
    expect(Object.keys(seen[0]?.body ?? {})).toHaveLength(9);
  });

  it('send number and secret without a key, and never let a number lead to another path', async () => {
    answer = LOSS;
    const key = { number: '../x?y', secret: 'geheim' };
    await api().losses.read(key);
    await api().losses.withdraw(key, '找到了', 'k'.repeat(16));
    await api().losses.sendCode(key, 'office');
    await api().losses.authorise(key, '123456');
    answer = APPLICATION;
    expect(await api().applications.read(key)).toMatchObject({
      value: {
        ...{ certificate: Uint8Array.of(0x30, 0), seal: null, demanded: ['identity'] },
        papers: new Map([['paper-1', 'ab'.repeat(32)]]),
      },
    });
    await api().applications.submit(key);
    await api().applications.withdraw(key);
    expect(seen.map(({ line }) => line)).toEqual([
      'GET /v1/loss-reports/..%2Fx%3Fy',
      'POST /v1/loss-reports/..%2Fx%3Fy/withdrawal',
      'POST /v1/loss-reports/..%2Fx%3Fy/codes',
      'POST /v1/loss-reports/..%2Fx%3Fy/authorisation',
      'GET /v1/seal-applications/..%2Fx%3Fy',
      'POST /v1/seal-applications/..%2Fx%3Fy/submission',
      'POST /v1/seal-applications/..%2Fx%3Fy/withdrawal',
    ]);
    expect(seen.every(({ headers }) => headers['application-secret'] === 'geheim')).toBe(true);
    expect(seen.slice(2, 4).map(({ body }) => body)).toEqual([{ contactId: 'office' }, { code: '123456' }]);
  });

  it('apply and delegate within a session', async () => {
    const session = { authorization: 'Bearer x' };
    answer = APPLICATION;
    const request = {
      ...({
        kind: 'replacement',
        esId: 'A',
        reason: 'keyLeak',
        reasonText: null,
        applicant: REPORT.reporter,
      } as const),
      certificateRequest: Uint8Array.of(0x30, 0),
    };
    await api().applications.apply(request, session, 'k'.repeat(16));
    answer = { delegations: [] };
    expect(await api().delegations.list(session)).toEqual({ ok: true, value: [] });
    expect(seen).toMatchObject([
      { line: 'POST /v1/replacements', body: { certificateRequest: 'MAA=' } },
      { line: 'GET /v1/delegations' },
    ]);
    expect(seen.every(({ headers }) => headers.authorization === 'Bearer x')).toBe(true);
  });

  it.each([
    ['a state that the contract does not know', { ...LOSS, state: 'lost' }],
    ['a time that is none', { ...LOSS, receivedAt: 'soon' }],
    ['a number that would lead elsewhere', { ...LOSS, number: '../../x' }],
    ['nothing', null],
  ])('refuse an answer with %s', async (_what, hostile) => {
    answer = hostile;
    expect(await api().losses.report(REPORT)).toMatchObject({ error: { code: 'PLATFORM_ANSWER_INVALID' } });
  });
});

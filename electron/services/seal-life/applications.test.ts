import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { utf8Bytes } from '../../core/bytes/encodings.ts';
import { ZHONGSHAN } from '../../core/policy/profiles/zhongshan.ts';
import type { SmEngine } from '../../core/sm/engine.ts';
import { loadSmEngine } from '../../core/sm/load-engine.ts';
import { decodeCertificateRequest } from '../../core/x509/issuing.ts';
import { decodeCertificate } from '../../core/x509/certificate.ts';
import type { ApplicationReason } from '../../shared/model/policy-profile.ts';
import type { ApplicationKind } from '../../shared/model/seal-life.ts';
import { knowledge } from '../sealing-gate/fixtures/situation.ts';
import { describeToken } from '../tokens/list-tokens.ts';
import { type KeptApplication, refreshApplications, withRenewedHere } from './applications.ts';
import { applyForSeal } from './apply-for-seal.ts';
import { applicationWorld, type ApplicationWorld, PIN } from './fixtures/application-world.ts';
import { storeNewSeal } from './store-new-seal.ts';

const NOW = new Date('2026-11-22T01:41:00Z');
const APPLICANT = { name: '王小敏', role: 'agent', contact: '0755-0000 0009' } as const;

let engine: SmEngine;
let world: ApplicationWorld;
beforeAll(async () => {
  engine = await loadSmEngine();
});
beforeEach(async () => {
  world = await applicationWorld(engine, ZHONGSHAN, NOW);
});

const apply = (
  kind: ApplicationKind,
  reason: ApplicationReason = 'validityEnds',
  reasonText: string | null = null,
  pin = PIN,
) =>
  applyForSeal(
    { kind, chosen: world.chosen(), reason, reasonText, applicant: APPLICANT, pin, lastTryConfirmed: false },
    world.ports,
  );
const refresh = () =>
  refreshApplications({
    ...world.ports,
    papers: { discard: () => Promise.resolve() },
    clock: world.ports.recorder.clock,
  });
const store = (number = 'XQ-1') => {
  const tokens = [describeToken(world.snapshot(), engine, NOW)];
  return storeNewSeal({ number, tokens, pin: PIN, lastTryConfirmed: false }, world.ports);
};

describe('An application', () => {
  it('for renewal proves the key, asks for a certificate of the same key, and is on record', async () => {
    expect(await apply('renewal')).toMatchObject({
      value: { number: 'XQ-1', state: 'underReview', steps: [{ state: 'underReview' }], newSeal: null },
    });
    expect(world.sessions).toEqual(['opened']);
    const own = decodeCertificate(world.chosen().certificate);
    const request = decodeCertificateRequest(
      engine,
      world.requests[0]?.certificateRequest ?? new Uint8Array(),
    );
    expect(request.publicKey.sm2).toEqual(own.publicKey.sm2);
    expect(world.entries).toMatchObject([
      {
        act: 'renewal',
        result: 'done',
        reference: 'XQ-1',
        purpose: '有效期将满',
        people: { applicant: '王小敏' },
      },
    ]);
    expect(await world.ports.applications.all()).toMatchObject([{ secret: 's'.repeat(16) }]);
  });

  it('for replacement asks for a certificate of a new key, and one for cancellation asks for none', async () => {
    await apply('replacement', 'keyLeak');
    const own = decodeCertificate(world.chosen().certificate);
    const request = decodeCertificateRequest(
      engine,
      world.requests[0]?.certificateRequest ?? new Uint8Array(),
    );
    expect(request.publicKey.sm2).not.toEqual(own.publicKey.sm2);
    world.reject('材料不全');
    await refresh();
    await apply('cancellation', 'movedAway');
    expect(world.requests[1]?.certificateRequest).toBeNull();
  });

  it('is made once while it is under way, and again after it was rejected', async () => {
    await apply('renewal');
    expect(await apply('cancellation', 'movedAway')).toMatchObject({
      error: { code: 'LIFE_APPLICATION_OPEN', details: { number: 'XQ-1' } },
    });
    world.reject('材料不全');
    expect(await refresh()).toMatchObject([{ state: 'rejected', decisionReason: '材料不全' }]);
    expect(await apply('renewal')).toMatchObject({ ok: true });
  });

  it.each([
    ['renewal', 'validityEnds', '2026-10-01T00:00:00Z', 'LIFE_RENEWAL_NOT_OPEN'],
    ['replacement', 'physicalSealChanged', '2026-11-22T00:00:00Z', 'LIFE_REASON_NOT_PROVIDED'],
    ['replacement', 'unusable', '2026-11-22T00:00:00Z', 'LIFE_REASON_UNEXPLAINED'],
  ] as const)('for %s (%s) at %s is refused before the PIN is used', async (kind, reason, at, code) => {
    world = await applicationWorld(engine, ZHONGSHAN, new Date(at));
    expect(await apply(kind, reason)).toMatchObject({
      error: { code, details: { clause: expect.stringContaining('中山') as string } },
    });
    expect([world.sessions, world.requests]).toEqual([[], []]);
  });

  it('names the reasons that the rules list when it is refused for another', async () => {
    expect(await apply('replacement', 'physicalSealChanged')).toMatchObject({
      error: { details: { reasons: expect.stringMatching(/^typeChange nameChange .*unusable$/) as string } },
    });
  });

  it('for an open reason carries what the applicant explains, to the platform and into the register', async () => {
    await apply('replacement', 'unusable', '介质读不出');
    expect(world.requests).toMatchObject([{ reason: 'unusable', reasonText: '介质读不出' }]);
    expect(world.entries).toMatchObject([{ purpose: '其他无法正常使用的情形：介质读不出' }]);
  });

  it('with a wrong PIN is not sent', async () => {
    const wrong = utf8Bytes('000000');
    expect(await apply('renewal', 'validityEnds', null, wrong)).toMatchObject({
      error: { code: 'PIN_WRONG' },
    });
    expect(world.requests).toEqual([]);
    expect(world.entries).toMatchObject([{ act: 'renewal', result: 'PIN_WRONG' }]);
  });
});

describe('A new seal', () => {
  it('is written once, with its certificate, beside the former one', async () => {
    await apply('renewal');
    expect(await store()).toMatchObject({ error: { code: 'LIFE_NEW_SEAL_NOT_READY' } });
    await world.approve();
    expect(await refresh()).toMatchObject([{ state: 'approved', newSeal: { esId: 'NEW', storedAt: null } }]);
    expect(await store()).toMatchObject({ value: { newSeal: { storedAt: NOW.toISOString() } } });
    expect(world.snapshot().data).toHaveLength(2);
    const [former, added] = world.snapshot().certificates;
    expect(added?.id).toEqual(former?.id);
    expect(await store()).toMatchObject({ error: { code: 'LIFE_NEW_SEAL_NOT_READY' } });
    expect(world.entries.at(-2)).toMatchObject({ act: 'enrolment', result: 'done', reference: 'XQ-1' });
  });

  it('for another key is not written', async () => {
    await apply('renewal');
    await world.approve({ forKey: engine.publicKeyOf(new Uint8Array(32).fill(0x55)) });
    await refresh();
    expect(await store()).toMatchObject({ error: { code: 'LIFE_NEW_SEAL_UNFIT' } });
    expect(world.snapshot().data).toHaveLength(1);
  });

  it('that is valid for longer than the rules allow is not taken over', async () => {
    await apply('renewal');
    await world.approve({ validTo: new Date('2028-11-22T00:00:00Z') });
    await refresh();
    expect(await store()).toMatchObject({
      error: {
        code: 'LIFE_NEW_SEAL_TOO_LONG',
        details: { clause: expect.stringContaining('第十七条') as string },
      },
    });
    expect([world.snapshot().data.length, world.snapshot().certificates.length]).toEqual([1, 1]);
  });

  it.each([
    ['of an authority that nobody trusts', () => ({ certificates: [], crls: [] })],
    [
      'of a maker whom the trust list does not name',
      () => ({
        ...world.trust,
        makerStatements: [],
        makerLists: [{ authorities: world.trust.certificates, makers: [] }],
      }),
    ],
    ['of a maker for whom no list stands', () => ({ ...world.trust, makerStatements: [] })],
  ])('%s is not written', async (_, trust) => {
    await apply('renewal');
    await world.approve();
    await refresh();
    world.trust = trust();
    expect(await store()).toMatchObject({ error: { code: 'LIFE_NEW_SEAL_UNFIT' } });
    expect([world.snapshot().data.length, world.snapshot().certificates.length]).toEqual([1, 1]);
  });

  it('is not written without an application or without its key', async () => {
    expect(await store('XQ-9')).toMatchObject({ error: { code: 'LIFE_APPLICATION_UNKNOWN' } });
    await apply('renewal');
    await world.approve();
    await refresh();
    const gone = { number: 'XQ-1', tokens: [], pin: PIN, lastTryConfirmed: false };
    expect(await storeNewSeal(gone, world.ports)).toMatchObject({ error: { code: 'TOKEN_REMOVED' } });
  });
});

const STORED = '2026-11-23T00:00:00.000Z';

const renewedTo = (esId: string, storedAt: string | null): KeptApplication => ({
  ...{
    number: 'XQ-1',
    platformId: 'gd',
    kind: 'renewal',
    esId: 'OLD',
    sealName: '公章',
    reason: 'validityEnds',
    reasonText: null,
  },
  applicant: { name: '王小敏', role: 'agent', contact: '0755-0000 0009' },
  ...{ tokenSerial: 'T1', state: 'approved', submittedAt: STORED, decidedAt: STORED, decisionReason: null },
  holder: { name: '示例公司', code: null },
  ...{ demanded: [], papers: [], keyId: null },
  ...{ checkedAt: STORED, steps: [], secret: null, certificate: null, seal: null },
  newSeal: {
    ...{ esId, name: '公章', validTo: STORED, widthMm: 40, heightMm: 40, pictureType: 'png', picture: '' },
    storedAt,
  },
});

const statusOf = async (esId: string, application: KeptApplication) => {
  const known = withRenewedHere(
    { of: () => Promise.resolve(knowledge({ status: null })) },
    { all: () => Promise.resolve([application]) },
  );
  return (await known.of({ esId, name: '公章', tokenSerial: 'T1' }))?.status ?? null;
};

describe('A seal whose successor was written to a key here', () => {
  it('counts as replaced from then on, and its successor does not', async () => {
    expect(await statusOf('OLD', renewedTo('NEW', STORED))).toMatchObject({
      ...{ state: 'replaced', since: STORED, replacedBy: 'NEW' },
    });
    expect(await statusOf('NEW', renewedTo('NEW', STORED))).toBeNull();
  });

  it.each([
    ['that waits to be written', renewedTo('NEW', null)],
    ['that goes on under the same number', renewedTo('OLD', STORED)],
  ])('is not barred by a successor %s', async (_, application) => {
    expect(await statusOf('OLD', application)).toBeNull();
  });
});

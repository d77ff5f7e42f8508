import { describe, expect, it } from 'vitest';
import { publishedEvent } from '../../core/seal-life/fixtures/status-event.ts';
import { toHex, utf8Bytes } from '../../core/bytes/encodings.ts';
import { signStatement } from '../../core/platform/signed-statement.ts';
import { loadSmEngine } from '../../core/sm/load-engine.ts';
import { makeParty } from '../../core/verification/fixtures/mini-authority.ts';
import { decodeCertificate } from '../../core/x509/certificate.ts';
import { failure, type Result, success } from '../../shared/result.ts';
import { memoryRecords } from '../records/fixtures/memory-records.ts';
import { knowledge, status } from '../sealing-gate/fixtures/situation.ts';
import type { PlatformKnowledge, UseState } from './platform-knowledge.ts';
import {
  type AskAtUsePorts,
  askAtUse,
  type UseQuestion,
  useStateRecords,
  withUseStates,
} from './use-state.ts';

const NOW = new Date('2026-11-22T04:00:00.000Z');
const SEAL = { esId: 'seal-1', name: '合同专用章', tokenSerial: 'T1' };

const engine = await loadSmEngine();
const root = await makeParty(engine, { commonName: '平台根', serial: 1, isAuthority: true }, null);
const signer = await makeParty(engine, { commonName: '平台', serial: 2 }, root);
const stranger = await makeParty(engine, { commonName: '平台', serial: 2 }, null);
const holder = await makeParty(engine, { commonName: '示例企业', serial: 9 }, root);

/** A platform that answers each question as `change` says. */
function platform(change: Partial<UseState> = {}, by = signer) {
  const asked: UseQuestion[] = [];
  const states = useStateRecords(memoryRecords());
  const known: PlatformKnowledge = knowledge({ status: status({ number: 4 }) });
  const ports: AskAtUsePorts = {
    knowledge: { of: () => Promise.resolve(known) },
    store: { lastStatusNumber: () => Promise.resolve(7) },
    states,
    send: async (_platform, question) => {
      asked.push(question);
      const { esId, certificate, nonce } = question;
      const state: UseState = {
        ...{ platform: 'sandbox', nonce, esId, issuedAt: NOW.toISOString(), head: 7, events: [] },
        certificate: { serial: certificate, revokedSince: null },
        enterprise: { name: '示例企业', state: 'normal', since: null, checkedAt: NOW.toISOString() },
        ...change,
      };
      const payload = utf8Bytes(JSON.stringify(state));
      return success(await signStatement('use-state', payload, by.certificate, by.sign));
    },
    trustIn: () => ({ engine, root: decodeCertificate(root.certificate), at: NOW }),
    clock: { now: () => NOW },
    random: (length) => new Uint8Array(length).fill(0xab),
  };
  const knownAfter = () => withUseStates(ports.knowledge, states).of(SEAL);
  return { ports, asked, knownAfter };
}

const SUSPENDED = publishedEvent({ esId: 'seal-1', state: 'suspended', number: 8 });

describe('The question before a use', () => {
  it('names seal, certificate, last event and a nonce, and is asked once', async () => {
    const { ports, asked } = platform();
    expect(await askAtUse(ports).ask(SEAL, holder.certificate)).toMatchObject({
      asked: 'answered',
      askedAt: NOW,
    });
    const { serial } = decodeCertificate(holder.certificate);
    const nonce = toHex(new Uint8Array(16).fill(0xab));
    expect(asked).toEqual([{ esId: 'seal-1', certificate: serial, after: 7, nonce }]);
  });

  it('brings a suspension that no synchronisation has brought yet, and that stays known offline', async () => {
    const { ports, knownAfter } = platform({ head: 8, events: [SUSPENDED] });
    await askAtUse(ports).ask(SEAL, holder.certificate);
    expect(await knownAfter()).toMatchObject({
      status: { state: 'suspended', number: 8 },
      statusAsOf: NOW.toISOString(),
    });
  });

  it('brings a claim, which leaves the state as it was', async () => {
    const claim = publishedEvent({
      ...{ esId: 'seal-1', kind: 'claim', state: 'active', number: 8, decidedAt: null },
      receivedAt: '2026-11-22T03:00:00.000Z',
    });
    const { ports, knownAfter } = platform({ head: 8, events: [claim] });
    await askAtUse(ports).ask(SEAL, holder.certificate);
    expect(await knownAfter()).toMatchObject({
      status: { state: 'active', number: 4 },
      claim: { number: 8, receivedAt: '2026-11-22T03:00:00.000Z' },
    });
  });

  it('leaves a newer event of the feed in force', async () => {
    const { ports } = platform({ head: 8, events: [SUSPENDED] });
    await askAtUse(ports).ask(SEAL, holder.certificate);
    const restored = status({ state: 'active', number: 9 });
    const later = { of: () => Promise.resolve(knowledge({ status: restored })) };
    expect(await withUseStates(later, ports.states).of(SEAL)).toMatchObject({ status: restored });
  });

  it('is not asked for a seal of no platform, nor without a certificate', async () => {
    const { ports, asked } = platform();
    const none = { ...ports, knowledge: { of: () => Promise.resolve(null) } };
    expect(await askAtUse(none).ask(SEAL, holder.certificate)).toBeNull();
    expect(await askAtUse(ports).ask(SEAL, null)).toBeNull();
    expect(asked).toEqual([]);
  });
});

describe('An answer that cannot be believed', () => {
  it.each<[string, Partial<UseState>, string]>([
    ['repeats another nonce, as a kept answer does', { nonce: '0'.repeat(32) }, 'LIST_FORGED'],
    ['is about another seal', { esId: 'seal-2' }, 'LIST_FORGED'],
    [
      'carries events of another seal',
      { head: 8, events: [{ ...SUSPENDED, esId: 'seal-2' }] },
      'LIST_FORGED',
    ],
    ['is about another certificate', { certificate: { serial: 'ff', revokedSince: null } }, 'LIST_FORGED'],
    [
      'has events that are here already',
      { head: 8, events: [publishedEvent({ esId: 'seal-1', number: 7 })] },
      'LIST_FORGED',
    ],
    ['is of another platform', { platform: 'other' }, 'LIST_FORGED'],
    ['does not fit the contract', { issuedAt: 'today' }, 'LIST_DAMAGED'],
  ])('counts for nothing when it %s', async (_what, change, asked) => {
    const { ports, knownAfter } = platform(change);
    expect(await askAtUse(ports).ask(SEAL, holder.certificate)).toEqual({ asked, askedAt: NOW, state: null });
    expect(await knownAfter()).toMatchObject({ atUse: null });
  });

  it('counts for nothing when a stranger has signed it', async () => {
    const { ports } = platform({}, stranger);
    expect(await askAtUse(ports).ask(SEAL, holder.certificate)).toMatchObject({ asked: 'LIST_FORGED' });
  });

  it('bars the use when the platform takes back what it has published', async () => {
    const { ports } = platform({ head: 6 });
    await expect(askAtUse(ports).ask(SEAL, holder.certificate)).rejects.toMatchObject({
      code: 'LIST_ROLLED_BACK',
    });
  });

  it('is an outcome when nobody answers', async () => {
    const { ports } = platform();
    const silent: Result<never> = failure({ code: 'PLATFORM_TIMEOUT' });
    const answer = await askAtUse({ ...ports, send: () => Promise.resolve(silent) }).ask(
      SEAL,
      holder.certificate,
    );
    expect(answer).toMatchObject({ asked: 'PLATFORM_TIMEOUT', state: null });
  });
});

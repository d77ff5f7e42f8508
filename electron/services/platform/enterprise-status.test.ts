import { describe, expect, it } from 'vitest';
import { utf8Bytes } from '../../core/bytes/encodings.ts';
import { changesOf, type EnterpriseStatus } from '../../core/platform/enterprise-status-statement.ts';
import { signStatement } from '../../core/platform/signed-statement.ts';
import { loadSmEngine } from '../../core/sm/load-engine.ts';
import { makeParty } from '../../core/verification/fixtures/mini-authority.ts';
import { decodeCertificate } from '../../core/x509/certificate.ts';
import { failure, success } from '../../shared/result.ts';
import { memoryRecords } from '../records/fixtures/memory-records.ts';
import { knowledge } from '../sealing-gate/fixtures/situation.ts';
import {
  askEnterprise,
  type EnterprisePorts,
  enterpriseStatusRecords,
  refreshEnterprises,
  withEnterpriseQuestion,
  withEnterpriseStatus,
} from './enterprise-status.ts';
import type { UseAnswer } from './use-state.ts';

const NOW = new Date('2026-11-22T04:00:00.000Z');
const SEAL = { esId: 'seal-1', name: '合同专用章', tokenSerial: 'T1' };

const engine = await loadSmEngine();
const root = await makeParty(engine, { commonName: '平台根', serial: 1, isAuthority: true }, null);
const signer = await makeParty(engine, { commonName: '平台', serial: 2 }, root);
const stranger = await makeParty(engine, { commonName: '平台', serial: 2 }, null);

/** A platform that answers as `change` says, or not at all. */
function platform(change: Partial<EnterpriseStatus> | null = {}, by = signer, profileId = 'guangxi') {
  const asked: string[] = [];
  const known = knowledge({ profileId });
  const ports: EnterprisePorts = {
    knowledge: { of: () => Promise.resolve(known) },
    statuses: enterpriseStatusRecords(memoryRecords()),
    send: async (_platform, { esId, nonce }) => {
      asked.push(esId);
      if (change === null) return failure({ code: 'PLATFORM_UNREACHABLE' });
      const status: EnterpriseStatus = {
        ...{ platform: 'sandbox', nonce, esId, issuedAt: NOW.toISOString() },
        enterprise: {
          ...{ name: '示例企业', code: '914403000000000018', state: 'normal', since: null },
          ...{ representative: '林知远', checkedAt: NOW.toISOString() },
        },
        issuedFor: { name: '示例企业', representative: '林知远' },
        ...change,
      };
      const payload = utf8Bytes(JSON.stringify(status));
      return success(await signStatement('enterprise-status', payload, by.certificate, by.sign));
    },
    trustIn: () => ({ engine, root: decodeCertificate(root.certificate), at: NOW }),
    random: (length) => new Uint8Array(length).fill(0xab),
  };
  return { ports, asked };
}

describe('The question about an enterprise', () => {
  it('brings the platform’s word, which stays known', async () => {
    const { ports } = platform();
    expect(await askEnterprise(SEAL, ports)).toMatchObject({ value: { enterprise: { state: 'normal' } } });
    const known = await withEnterpriseStatus(ports.knowledge, ports.statuses).of(SEAL);
    expect(known?.enterprise?.enterprise.code).toBe('914403000000000018');
  });

  it.each([
    ['a stranger has signed', {}, stranger, 'signer'],
    ['was kept from before', { nonce: '0'.repeat(32) }, signer, 'nonce'],
    ['is about another enterprise’s seal', { esId: 'seal-2' }, signer, 'esId'],
  ])('counts for nothing when the answer %s', async (_what, change, by, rule) => {
    const { ports } = platform(change, by);
    const answer = await askEnterprise(SEAL, ports);
    expect(answer).toMatchObject({ error: { code: 'LIST_FORGED' } });
    if (rule !== 'signer') expect(answer).toMatchObject({ error: { details: { rule } } });
    expect(await ports.statuses.all()).toEqual([]);
  });

  const answered: UseAnswer = {
    asked: 'answered',
    askedAt: NOW,
    state: {
      ...{ platform: 'sandbox', nonce: 'a', esId: 'seal-1', issuedAt: '', head: 0, events: [] },
      certificate: { serial: '1', revokedSince: null },
      enterprise: { name: '示例企业', state: 'normal', since: null, checkedAt: '' },
    },
  };
  const useOf = (answer: UseAnswer, { ports }: ReturnType<typeof platform>) =>
    withEnterpriseQuestion({ ask: () => Promise.resolve(answer) }, ports).ask(SEAL, null);

  it('is asked before a use where the rules want it, and its outcome is told', async () => {
    const [willing, silent] = [platform(), platform(null)];
    expect((await useOf(answered, willing))?.enterprise).toBe('answered');
    expect((await useOf(answered, silent))?.enterprise).toBe('PLATFORM_UNREACHABLE');
  });

  it('is not asked under other rules, nor of a platform that has just not answered', async () => {
    const other = platform({}, signer, 'zhongshan');
    expect(await useOf(answered, other)).toEqual(answered);
    const offline = platform();
    await useOf({ asked: 'PLATFORM_UNREACHABLE', askedAt: NOW, state: null }, offline);
    expect([other.asked, offline.asked]).toEqual([[], []]);
  });

  it('is asked anew at a synchronisation for every seal that was asked about', async () => {
    const { ports, asked } = platform();
    await askEnterprise(SEAL, ports);
    await refreshEnterprises(ports);
    expect(asked).toEqual(['seal-1', 'seal-1']);
  });
});

describe('The changes of an enterprise', () => {
  const { enterprise, issuedFor } = {
    enterprise: {
      ...({ name: '新名称', code: null, state: 'normal', since: null } as const),
      ...{ representative: '周海川', checkedAt: '' },
    },
    issuedFor: { name: '旧名称', representative: '林知远' },
  };

  it('are those of name and representative', () => {
    expect(changesOf({ enterprise, issuedFor }).map(({ what }) => what)).toEqual(['name', 'representative']);
  });

  it('leave out a representative whom nobody names', () => {
    const unnamed = { enterprise: { ...enterprise, representative: null }, issuedFor };
    expect(changesOf(unnamed).map(({ what }) => what)).toEqual(['name']);
  });
});

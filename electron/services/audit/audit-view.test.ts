import { describe, expect, it } from 'vitest';
import type { StatusEvent } from '../../shared/model/seal-standing.ts';
import type { UseState } from '../platform/platform-knowledge.ts';
import { memoryRegister } from '../register/fixtures/memory-register.ts';
import { auditView } from './audit-view.ts';

const AT = '2026-11-29T08:00:00Z';

const event = (number: number, kind: StatusEvent['kind'], state: StatusEvent['state']) => ({
  ...{ number, kind, esId: 'SEAL1', state, since: AT, publishedAt: AT },
  ...{ reason: null, replacedBy: null, lostSince: null, receivedAt: null, decidedAt: null },
});
const answer = (parts: Partial<UseState>): UseState => ({
  ...{ platform: 'demo', nonce: '0'.repeat(32), esId: 'SEAL1', issuedAt: AT, head: 9, events: [] },
  certificate: { serial: '0a', revokedSince: null },
  enterprise: { name: '示例公司', state: 'normal', since: null, checkedAt: AT },
  ...parts,
});
const none = { all: () => Promise.resolve([]) };

async function statedIn(state: UseState): Promise<unknown> {
  const audit = await auditView(
    'home',
    {
      ...{ finding: null, size: 0, checkpoints: 0, signedCheckpoints: 0, signers: [], countersigners: [] },
      ...{ outside: [], tokensWithout: [], renewals: [], root: '', protectedSize: 0, sound: true },
    },
    {
      ...{ register: memoryRegister(), reports: none, applications: none, enterprises: none },
      useStates: { all: () => Promise.resolve([state]) },
      lists: { lists: () => Promise.resolve([]) },
      world: () => Promise.resolve({ platforms: [], changes: [] }),
    },
  );
  return audit.statements.map(({ states }) => states);
}

describe('what a platform answered at a use, in an audit', () => {
  it('is the state of the seal that was decided last, apart from that of the enterprise', async () => {
    const events = [event(7, 'decision', 'suspended'), event(8, 'claim', 'suspended')];
    expect(await statedIn(answer({ events }))).toEqual([['seal-suspended', 'enterprise-normal']]);
  });

  it('says nothing of the seal where the answer brought nothing new', async () => {
    expect(await statedIn(answer({ events: [event(8, 'claim', 'suspended')] }))).toEqual([
      ['enterprise-normal'],
    ]);
  });

  it('names a revoked certificate and a deregistered enterprise', async () => {
    const state = answer({
      certificate: { serial: '0a', revokedSince: AT },
      enterprise: { name: '示例公司', state: 'cancelled', since: AT, checkedAt: AT },
    });
    expect(await statedIn(state)).toEqual([['certificate-revoked', 'enterprise-cancelled']]);
  });
});

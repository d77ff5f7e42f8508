import { describe, expect, it } from 'vitest';
import { encodeEntry } from '../../core/register/entry-bytes.ts';
import { sealedEntry } from '../../core/register/fixtures/entries.ts';
import { CodedError } from '../../shared/errors.ts';
import type { Delegation } from '../../shared/model/seal-life.ts';
import { memoryRecords } from '../records/fixtures/memory-records.ts';
import { memoryRegister } from '../register/fixtures/memory-register.ts';
import { SEAL, situation, tokenWith } from '../sealing-gate/fixtures/situation.ts';
import { claimDelegatedUse, delegatesLimits } from './delegate-access.ts';
import { delegationRecords } from './delegations.ts';

const CHOSEN = {
  ...{ token: tokenWith([SEAL]), info: SEAL },
  ...{ seal: new Uint8Array(), certificate: new Uint8Array() },
};

const ACCESS: Delegation = {
  ...{ number: 'SQ-1', esId: 'the-holders-own', person: '李四', contact: '' },
  ...{ validFrom: '2026-11-01T00:00:00.000Z', validTo: '2026-12-01T00:00:00.000Z' },
  ...{ uses: 1, purposes: ['采购合同'], ownKey: true, delegateEsId: SEAL.esId, code: null },
  ...{ grantedAt: '2026-11-01T00:00:00.000Z', endedAt: null },
};

async function judge(access: Delegation, used: number, purpose: string | null) {
  const [records, register] = [memoryRecords(), memoryRegister()];
  await delegationRecords(records).keep(access);
  for (let index = 0; index < used; index++) {
    const bytes = encodeEntry(sealedEntry(index, { seal: { esId: SEAL.esId, name: SEAL.name } }));
    await register.append({ index, bytes, leafHash: new Uint8Array(32) });
  }
  const rule = delegatesLimits(records, register, purpose);
  return (await rule.before?.(CHOSEN, situation('suqian')))?.details?.['limit'];
}

describe('A delegate’s own seal object', () => {
  it.each<[string, Partial<Delegation>, number, string | null, string | undefined]>([
    ['serves within its limits', {}, 0, '采购合同 17 号', undefined],
    ['serves where an approver has judged the purpose', {}, 0, null, undefined],
    ['serves no other purpose', {}, 0, '借款合同', 'purpose'],
    ['serves no more often than was granted', {}, 1, '采购合同', 'uses'],
    ['serves no longer', { validTo: '2026-11-02T00:00:00.000Z' }, 0, '采购合同', 'time'],
    ['serves no longer once it was ended', { endedAt: '2026-11-02T00:00:00.000Z' }, 0, '采购合同', 'time'],
  ])('%s', async (_, changed, used, purpose, limit) => {
    expect(await judge({ ...ACCESS, ...changed }, used, purpose)).toBe(limit);
  });

  it('is not bound by the limits of another’s access', async () => {
    expect(await judge({ ...ACCESS, delegateEsId: 'another' }, 1, '借款合同')).toBe(undefined);
  });
});

describe('A store that cannot be read', () => {
  const fails = () => Promise.reject(new CodedError('STORE_UNAVAILABLE'));
  const records = { ...memoryRecords(), list: fails, get: fails };

  it('bars no seal, as the general rules refuse already where there is a platform', async () => {
    const rule = delegatesLimits(records, memoryRegister(), null);
    expect(await rule.before?.(CHOSEN, situation('suqian'))).toBeNull();
    const parts = { records, register: memoryRegister(), random: (length: number) => new Uint8Array(length) };
    const asked = claimDelegatedUse(
      SEAL.esId,
      () => {
        throw new Error('no key is needed');
      },
      { ...parts, platforms: () => Promise.reject(new Error('no platform is asked')) },
    );
    await expect(asked).resolves.toBeUndefined();
  });
});

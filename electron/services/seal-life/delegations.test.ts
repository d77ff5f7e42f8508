import { describe, expect, it } from 'vitest';
import { encodeEntry } from '../../core/register/entry-bytes.ts';
import { sealedEntry } from '../../core/register/fixtures/entries.ts';
import { type Delegation, isUnlimited } from '../../shared/model/seal-life.ts';
import type { RegisterEntry } from '../../shared/model/register.ts';
import { memoryRegister } from '../register/fixtures/memory-register.ts';
import { SEAL, situation, tokenWith } from '../sealing-gate/fixtures/situation.ts';
import { delegatedUser } from './delegations.ts';

const CHOSEN = {
  token: tokenWith([SEAL]),
  info: SEAL,
  seal: new Uint8Array(),
  certificate: new Uint8Array(),
};

const GRANT: Delegation = {
  number: 'SQ-1',
  esId: 'seal-1',
  person: '张三',
  contact: '',
  validFrom: '2026-11-01T00:00:00.000Z',
  validTo: '2026-12-01T00:00:00.000Z',
  uses: 2,
  purposes: [],
  ownKey: false,
  delegateEsId: null,
  code: null,
  grantedAt: '2026-11-01T00:00:00.000Z',
  endedAt: null,
};

const people = (user: string | null) => ({ applicant: null, approver: null, keeper: null, user });
const taken = (user: string): RegisterEntry =>
  sealedEntry(0, { act: 'tokenTaken', tokenSerial: 'T1', people: people(user), seal: null, document: null });
const returned: RegisterEntry = sealedEntry(0, { act: 'tokenReturned', tokenSerial: 'T1', seal: null });
const use = (changed: Partial<RegisterEntry> = {}): RegisterEntry =>
  sealedEntry(0, { tokenSerial: 'T1', seal: { esId: 'seal-1', name: '合同专用章' }, ...changed });

const judge = async (
  delegations: readonly Delegation[],
  entries: readonly RegisterEntry[],
  purpose: string | null = null,
) => {
  const register = memoryRegister();
  for (const [index, entry] of entries.entries()) {
    await register.append({ index, bytes: encodeEntry(entry), leafHash: new Uint8Array(32) });
  }
  const ports = { delegations: () => Promise.resolve(delegations), register };
  const rule = delegatedUser(ports, purpose);
  return (await rule.before?.(CHOSEN, situation('suqian')))?.code;
};

describe('A person who has taken the key', () => {
  it.each<[string, readonly Delegation[], readonly RegisterEntry[], string | undefined]>([
    ['has a delegation in force', [GRANT], [taken('张三'), use()], undefined],
    ['has used it up', [GRANT], [taken('张三'), use(), use()], 'SEALING_NOT_DELEGATED'],
    ['has no limit of uses', [{ ...GRANT, uses: null }], [taken('张三'), use(), use(), use()], undefined],
    [
      'has one that is over',
      [{ ...GRANT, validTo: '2026-11-20T00:00:00.000Z' }],
      [taken('张三')],
      'SEALING_NOT_DELEGATED',
    ],
    [
      'has one that was ended',
      [{ ...GRANT, endedAt: '2026-11-20T00:00:00.000Z' }],
      [taken('张三')],
      'SEALING_NOT_DELEGATED',
    ],
    [
      'has a second one in force',
      [
        { ...GRANT, endedAt: '2026-11-20T00:00:00.000Z' },
        { ...GRANT, number: 'SQ-2' },
      ],
      [taken('张三')],
      undefined,
    ],
    ['was never delegated, while others are', [GRANT], [taken('李四')], 'SEALING_NOT_DELEGATED'],
    [
      'was never delegated, and nobody is now',
      [{ ...GRANT, endedAt: '2026-11-20T00:00:00.000Z' }],
      [taken('李四')],
      undefined,
    ],
    ['has no grant of that seal', [{ ...GRANT, esId: 'seal-2' }], [taken('李四')], undefined],
    ['has brought it back', [{ ...GRANT, uses: 1 }], [taken('张三'), use(), returned], undefined],
    ['counts own uses alone', [{ ...GRANT, uses: 1 }], [taken('李四'), use(), taken('张三')], undefined],
    [
      'counts what ended well, of that seal, in its time',
      [{ ...GRANT, uses: 1 }],
      [
        taken('张三'),
        use({ result: 'PIN_WRONG' }),
        use({ seal: { esId: 'seal-2', name: '' } }),
        use({ time: '2026-10-31T00:00:00.000Z' }),
        use({ tokenSerial: 'T2' }),
      ],
      undefined,
    ],
  ])('%s', async (_name, delegations, entries, code) => {
    expect(await judge(delegations, entries)).toBe(code);
  });
});

describe('A delegation', () => {
  it.each<[string, Partial<Delegation>, boolean]>([
    ['with end, uses and purpose', {}, false],
    ['without a purpose', { purposes: [] }, true],
    ['with an empty purpose', { purposes: [' '] }, true],
    ['without a number of uses', { uses: null }, true],
    ['for more than a year', { validTo: '2027-12-01T00:00:00.000Z' }, true],
    ['that ends before it begins', { validTo: '2026-10-01T00:00:00.000Z' }, true],
    ['with an end that is no time', { validTo: 'never' }, true],
  ])('%s is without limit: %s', (_name, change, expected) => {
    expect(isUnlimited({ ...GRANT, purposes: ['采购合同'], ...change })).toBe(expected);
  });
});

describe('The purpose of a delegated use', () => {
  it.each([
    [['采购合同'], '采购合同 2026-11', undefined],
    [['采购合同'], '借款合同', 'SEALING_NOT_DELEGATED'],
    [['采购合同'], '', 'SEALING_NOT_DELEGATED'],
    [['采购合同'], null, undefined],
    [[], '借款合同', undefined],
  ])('is within %j: %s', async (purposes, purpose, code) => {
    expect(await judge([{ ...GRANT, purposes }], [taken('张三')], purpose)).toBe(code);
  });
});

import { describe, expect, it } from 'vitest';
import type { PinState, TokenSnapshot } from '../../shared/model/token.ts';
import { FREE_PIN } from './fixtures/token-info.ts';
import { type DriverRules, keyMerger, onePerKey } from './one-key.ts';

const SERIAL = 'SD0123456789ABCD';
const SEAL = { label: '章', application: '', value: Uint8Array.of(1) };

/** A listing of a key. @param certificates each stands for a certificate of its own */
function token(
  module: string,
  serial: string,
  certificates: readonly number[],
  changes: Partial<TokenSnapshot> = {},
): TokenSnapshot {
  return {
    module,
    kind: module.includes('skf') ? 'skf' : 'pkcs11',
    slot: 0,
    label: '',
    serial,
    manufacturer: '',
    initialised: true,
    pin: FREE_PIN,
    soPin: FREE_PIN,
    certificates: certificates.map((byte) => ({
      id: new Uint8Array(),
      label: '',
      der: Uint8Array.of(0x30, byte),
    })),
    data: [],
    profile: 'known',
    ...changes,
  };
}

const RULES: DriverRules = { isChosen: () => false, signedLast: () => false, prefer: 'pkcs11' };
const naming = (module: string) => (driver: { readonly module: string }) => driver.module === module;

/** The modules in use, each with the other modules of its key. */
const inUse = (tokens: readonly TokenSnapshot[], rules: Partial<DriverRules> = {}) =>
  onePerKey(tokens, { ...RULES, ...rules }).map(({ module, drivers }) =>
    [module, ...(drivers?.others.map((other) => other.module) ?? [])].join(' '),
  );

describe('onePerKey', () => {
  it.each<[string, TokenSnapshot, TokenSnapshot, boolean]>([
    ['they share serial number and certificate', token('a', SERIAL, [1, 2]), token('b', SERIAL, [2]), true],
    ['the same over PKCS#11 and SKF', token('a', SERIAL, [1, 2]), token('skf', SERIAL, [2]), true],
    ['neither has a certificate yet', token('a', SERIAL, []), token('skf', SERIAL, []), true],
    ['one shows no certificate', token('a', SERIAL, []), token('b', SERIAL, [1]), true],
    ['PKCS#11 cuts the serial number', token('a', SERIAL, [1]), token('skf', `${SERIAL}0001`, [1]), true],
    ['vendors gave one serial number twice', token('a', SERIAL, [1]), token('b', SERIAL, [2]), false],
    ['a short number begins another', token('a', '12', [1]), token('b', '1234', [1]), false],
    ['a short number alone tells too little', token('a', '0001', []), token('b', '0001', [1]), false],
    ['there is no serial number', token('a', '', [1]), token('b', '', [1]), false],
    ['the serial numbers differ', token('a', SERIAL, [1]), token('b', 'SD0000000000ABCD', [1]), false],
    ['one driver tells its own keys apart', token('a', SERIAL, [1]), token('a', SERIAL, [1]), false],
  ])('decides whether two listings are one key: %s', (_case, one, other, same) => {
    expect(onePerKey([one, other], RULES)).toHaveLength(same ? 1 : 2);
    expect(onePerKey([other, one], RULES)).toHaveLength(same ? 1 : 2);
  });

  it('merges three drivers, and leaves another key where it was', () => {
    const listed = [
      token('skf', `${SERIAL}0001`, [1]),
      token('a', 'SD0000000000ABCD', [3]),
      token('b', SERIAL, [1]),
      token('c', SERIAL, [1]),
    ];
    expect(inUse(listed)).toEqual(['b c skf', 'a']);
  });

  it('does not join two keys by a listing without certificates that fits both', () => {
    expect(inUse([token('bare', SERIAL, []), token('a', SERIAL, [1]), token('b', SERIAL, [2])])).toEqual([
      'a bare',
      'b',
    ]);
  });

  it.each<[string, readonly TokenSnapshot[], Partial<DriverRules>, string]>([
    ['the one found first', [token('a', SERIAL, [1]), token('b', SERIAL, [1])], {}, 'a b'],
    ['PKCS#11 before SKF', [token('skf', SERIAL, [1]), token('b', SERIAL, [1])], {}, 'b skf'],
    [
      'the preferred interface',
      [token('a', SERIAL, [1]), token('skf', SERIAL, [1])],
      { prefer: 'skf' },
      'skf a',
    ],
    [
      'the one that signed last, before the preferred interface',
      [token('a', SERIAL, [1]), token('skf', SERIAL, [1])],
      { signedLast: naming('skf') },
      'skf a',
    ],
    [
      'one that shows seals, before the one that signed last',
      [token('a', SERIAL, [1]), token('skf', SERIAL, [1], { data: [SEAL] })],
      { signedLast: naming('a') },
      'skf a',
    ],
    [
      'one whose way to sign is known, before one that shows seals',
      [token('a', SERIAL, [1], { profile: null, data: [SEAL] }), token('skf', SERIAL, [1])],
      {},
      'skf a',
    ],
    [
      'one that shows a certificate, before one whose way to sign is known',
      [token('a', SERIAL, []), token('b', SERIAL, [1], { profile: null })],
      {},
      'b a',
    ],
    [
      'the one that the person chose, before all others',
      [token('a', SERIAL, [1], { data: [SEAL] }), token('b', SERIAL, [], { profile: null })],
      { isChosen: naming('b'), signedLast: naming('a') },
      'b a',
    ],
  ])('uses %s', (_rule, tokens, rules, expected) => {
    expect(inUse(tokens, rules)).toEqual([expected]);
  });

  it('says whether the person chose, and nothing of drivers where one alone shows the key', () => {
    const both = [token('a', SERIAL, [1]), token('skf', `${SERIAL}0001`, [1])];
    const chosen = onePerKey(both, { ...RULES, isChosen: naming('skf') });
    expect(chosen.map(({ serial, drivers }) => ({ serial, drivers }))).toEqual([
      {
        serial: `${SERIAL}0001`,
        drivers: { isChosen: true, others: [{ module: 'a', kind: 'pkcs11', serial: SERIAL }] },
      },
    ]);
    expect(onePerKey(both, RULES)[0]?.drivers?.isChosen).toBe(false);
    expect(onePerKey([both[0] ?? token('', '', [])], RULES)[0]).not.toHaveProperty('drivers');
  });

  const counted = (left: number): PinState => ({
    ...FREE_PIN,
    triesLeft: left,
    countLow: left < 6,
    finalTry: left === 1,
    locked: left === 0,
  });

  it('counts the tries by another driver when the one in use counts none', () => {
    const pinOf = (skf: TokenSnapshot, own: Partial<PinState> = {}): PinState | undefined =>
      onePerKey([token('a', SERIAL, [1], { pin: { ...FREE_PIN, ...own } }), skf], RULES)[0]?.pin;
    expect(pinOf(token('skf', SERIAL, [1], { pin: counted(1) }))).toEqual(counted(1));
    expect(pinOf(token('skf', SERIAL, [1], { pin: counted(0) }))?.locked).toBe(true);
    expect(pinOf(token('skf', SERIAL, [1], { pin: counted(5) }), { mustChange: true })).toEqual({
      ...counted(5),
      mustChange: true,
    });
    // What the driver in use knows by itself stands.
    const locked = { triesLeft: 0, locked: true };
    expect(pinOf(token('skf', SERIAL, [1], { pin: counted(5) }), locked)?.triesLeft).toBe(0);
    // Without a common certificate it may be the PIN of something else.
    expect(pinOf(token('skf', SERIAL, [], { pin: counted(0) }))?.triesLeft).toBeNull();
  });
});

describe('keyMerger', () => {
  const A = token('a', SERIAL, [1]);
  const B = token('skf', SERIAL, [1]);
  const OTHER = token('skf', 'SD0000000000ABCD', [2]);

  /** Shows the modules in use after each look. @param looks the listings, and the modules that failed */
  function looking(): (atMs: number, tokens: readonly TokenSnapshot[], failed?: string) => string {
    let now = 0;
    const merge = keyMerger(() => now);
    return (atMs, tokens, failed) => {
      now = atMs;
      const failures =
        failed === undefined ? [] : [{ module: failed, error: { code: 'TOKEN_TIMEOUT' } as const }];
      return merge({ tokens, failures }, RULES)
        .tokens.map(({ module }) => module)
        .join(' ');
    };
  }

  it('lets a key go once, although another driver shows it a little longer', () => {
    const look = looking();
    expect(look(0, [A, B, OTHER])).toBe('a skf');
    expect([look(400, [B, OTHER]), look(800, [B, OTHER]), look(1200, [OTHER])]).toEqual([
      'skf',
      'skf',
      'skf',
    ]);
  });

  it('shows a key that came back through the same driver at once', () => {
    const look = looking();
    look(0, [A, B]);
    expect([look(400, [B]), look(800, [A, B])]).toEqual(['', 'a']);
  });

  it('takes the other driver when the one in use fails', () => {
    const look = looking();
    look(0, [A, B]);
    expect([look(400, [B], 'a'), look(800, [A, B])]).toEqual(['skf', 'a']);
  });

  it('takes the other driver when it shows the key after all have had time to notice', () => {
    const look = looking();
    look(0, [A, B]);
    expect([look(400, [B]), look(3300, [B]), look(3500, [B])]).toEqual(['', '', 'skf']);
  });

  it('keeps a key that a driver no longer shows which is not in use', () => {
    const look = looking();
    look(0, [A, B]);
    expect([look(400, [A]), look(800, [])]).toEqual(['a', '']);
  });
});

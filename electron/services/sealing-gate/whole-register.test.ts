import { describe, expect, it } from 'vitest';
import type { RegisterFinding } from '../../shared/model/register.ts';
import { CodedError } from '../../shared/errors.ts';
import type { CheckedHistory } from '../register/register-history.ts';
import { wholeRegister } from './whole-register.ts';

const FINDING: RegisterFinding = {
  ...{ kind: 'shortened', index: 3, last: 4, held: 3 },
  source: { kind: 'token', name: 'T1' },
};
const STATE = { size: 3, root: '', roots: [], broken: null, renewals: [], fingerprint: '', recognised: 0 };

const ruleOf = (check: () => Promise<CheckedHistory>, lastFinding: RegisterFinding | null = null) => {
  const { decides, begins } = wholeRegister({ check, lastFinding });
  // The rules ask neither the seal nor the document.
  const nothing = {} as never;
  return {
    before: () => decides.before?.(nothing, nothing),
    begins: () => begins.before?.(nothing, nothing),
    prepared: () => decides.prepared?.(nothing, nothing, nothing),
  };
};

describe('The rule of the whole register', () => {
  it('begins to hash when the other rules have let the seal pass and answers before the key is used', async () => {
    let checks = 0;
    const rule = ruleOf(() => {
      checks += 1;
      return Promise.resolve({ state: STATE, finding: FINDING });
    });
    expect([await rule.before(), checks]).toEqual([null, 0]);
    expect([await rule.begins(), checks]).toEqual([null, 1]);
    expect(await rule.prepared()).toEqual({
      code: 'REGISTER_CUT',
      details: { kind: 'shortened', from: 4, to: 5, held: 3, source: 'token', name: 'T1' },
    });
  });

  it('refuses at once what is known already', async () => {
    const cut = { state: STATE, finding: { ...FINDING, source: null } };
    expect(await ruleOf(() => Promise.resolve(cut), FINDING).before()).toMatchObject({
      code: 'REGISTER_ENTRY_ALTERED',
    });
  });

  it('bars nothing where the register is whole, or cannot be opened at all', async () => {
    expect(await ruleOf(() => Promise.resolve({ state: STATE, finding: null })).prepared()).toBeNull();
    const closed = ruleOf(() => Promise.reject(new CodedError('STORE_UNAVAILABLE')));
    expect([await closed.begins(), await closed.prepared()]).toEqual([null, null]);
    await expect(ruleOf(() => Promise.reject(new Error('broken'))).prepared()).rejects.toThrow('broken');
  });
});

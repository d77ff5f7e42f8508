import { describe, expect, it } from 'vitest';
import { CodedError } from '../../shared/errors.ts';
import { type Behaviour, fakeApplication, put } from './fake-library.fixture.ts';
import { changeUserPin, unblockUserPin, withUser } from './pins.ts';
import { SAR, type SkfArgument } from './skf-library.ts';

const PIN = new TextEncoder().encode('123456');
const OTHER = new TextEncoder().encode('778899');
const MOST = 6;

/** GetPINInfo of a device: each call returns the next number of tries, and null stands for no answer. */
function telling(...left: readonly (number | null)[]): Behaviour {
  let calls = 0;
  return (_application, _type, most, tries) => {
    const now = left[Math.min(calls, left.length - 1)] ?? null;
    calls += 1;
    if (now === null) return SAR.notSupported;
    put(most, MOST);
    put(tries, now);
    return SAR.ok;
  };
}

function failureOf(work: () => unknown): CodedError {
  try {
    work();
  } catch (error) {
    if (error instanceof CodedError) return error;
    throw error;
  }
  throw new Error('nothing failed');
}

describe('a PIN that is refused', () => {
  it.each<[string, number, readonly (number | null)[], number | null, string, number | null]>([
    ['says how many tries are left', SAR.pinIncorrect, [6, 5], 9, 'PIN_WRONG', 5],
    ['has the number of the call if GetPINInfo gives none', SAR.pinIncorrect, [null], 3, 'PIN_WRONG', 3],
    ['has no number of tries if the device gives none', SAR.pinIncorrect, [null], null, 'PIN_WRONG', null],
    ['is locked by its last try', SAR.pinLocked, [1, 0], 0, 'PIN_LOCKED', 0],
    ['is wrong if a vague answer used a try', SAR.fail, [6, 5], 0, 'PIN_WRONG', 5],
    ['is locked if a vague answer used the last try', SAR.unknown, [1, 0], 0, 'PIN_LOCKED', 0],
    ['may be wrong if nobody counts tries', SAR.fail, [null], 0, 'PIN_POSSIBLY_WRONG', null],
    ['is wrong if “not set” used a try', SAR.pinNotInitialised, [6, 5], null, 'PIN_WRONG', 5],
    ['is locked if “not set” used the last try', SAR.pinNotInitialised, [1, 0], null, 'PIN_LOCKED', 0],
  ])('%s', (_case, code, left, counted, expected, triesLeft) => {
    const opened = fakeApplication({
      SKF_GetPINInfo: telling(...left),
      SKF_VerifyPIN: (_application, _type, _pin, tries) => {
        if (counted !== null) put(tries, counted);
        return code;
      },
    });
    const failure = failureOf(() => withUser(opened, PIN, () => null));
    expect([failure.code, failure.details?.['triesLeft']]).toEqual([expected, triesLeft]);
  });

  it.each<[string, Record<string, 'wrong' | 'locked' | 'invalid'>, (number | null)[], string]>([
    ['is not set by the standard', {}, [null], 'PIN_NOT_SET'],
    ['is not set if the answer used no try', {}, [6], 'PIN_NOT_SET'],
    ['is wrong if the profile says so', { '0x0A000029': 'wrong' }, [null], 'PIN_WRONG'],
    ['is locked if the profile says so', { '0xa000029': 'locked' }, [null], 'PIN_LOCKED'],
    ['is not meant by a profile for another answer', { '0x0A000030': 'wrong' }, [null], 'PIN_NOT_SET'],
  ])('with the answer 0x0A000029 %s', (_case, pinAnswers, left, expected) => {
    const opened = fakeApplication(
      { SKF_GetPINInfo: telling(...left), SKF_VerifyPIN: () => SAR.pinNotInitialised },
      { pinAnswers },
    );
    const failure = failureOf(() => withUser(opened, PIN, () => null));
    expect([failure.code, failure.message]).toEqual([expected, 'SKF_VerifyPIN: 0x0A000029']);
  });

  it('is reported as another failure when a vague answer used no try, or the key was pulled', () => {
    const answering = (code: number) =>
      fakeApplication({ SKF_GetPINInfo: telling(6), SKF_VerifyPIN: () => code });
    expect(failureOf(() => withUser(answering(SAR.fail), PIN, () => null)).code).toBe('TOKEN_FAILURE');
    expect(failureOf(() => withUser(answering(SAR.deviceRemoved), PIN, () => null)).code).toBe(
      'TOKEN_REMOVED',
    );
    expect(failureOf(() => withUser(answering(SAR.invalidHandle), PIN, () => null)).code).toBe(
      'TOKEN_REMOVED',
    );
  });

  it('is not given when it is locked', () => {
    let calls = 0;
    const count = (): number => (calls += 1);
    const opened = fakeApplication({
      SKF_GetPINInfo: telling(0),
      SKF_VerifyPIN: count,
      SKF_ChangePIN: count,
      SKF_UnblockPIN: count,
    });
    const failures = [
      failureOf(() => withUser(opened, PIN, () => null)),
      failureOf(() => changeUserPin(opened, PIN, OTHER)),
      failureOf(() => unblockUserPin(opened, PIN, OTHER)),
    ];
    expect(failures.map(({ code, details }) => [code, details?.['role']])).toEqual([
      ['PIN_LOCKED', 'user'],
      ['PIN_LOCKED', 'user'],
      ['PIN_LOCKED', 'securityOfficer'],
    ]);
    expect(calls).toBe(0);
  });
});

describe('a PIN that is given', () => {
  it('is lent as bytes that are zeroed afterwards, and the security state is cleared', () => {
    const lent: SkfArgument[] = [];
    const seen: string[] = [];
    const opened = fakeApplication({
      SKF_GetPINInfo: telling(6),
      SKF_VerifyPIN: (_application, type, pin) => {
        lent.push(pin ?? null);
        seen.push(`${String(type)} ${Buffer.from(pin as Uint8Array).toString()}`);
        return SAR.ok;
      },
      SKF_ClearSecureState: () => {
        seen.push('cleared');
        return SAR.ok;
      },
    });
    expect(withUser(opened, PIN, () => seen.push('signed'))).toBe(2);
    expect(seen).toEqual(['1 123456\0', 'signed', 'cleared']);
    expect(lent).toEqual([new Uint8Array(7)]);
    expect(PIN).toEqual(new TextEncoder().encode('123456'));
  });

  it('must not contain NUL, which would cut it short', () => {
    const opened = fakeApplication({ SKF_GetPINInfo: telling(6) });
    expect(failureOf(() => withUser(opened, Uint8Array.of(0x31, 0, 0x32), () => null)).code).toBe(
      'PIN_INVALID',
    );
  });
});

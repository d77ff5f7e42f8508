import pkcs11js from 'pkcs11js';
import type { PKCS11 } from 'pkcs11js';
import { describe, expect, it } from 'vitest';
import { CodedError } from '../../shared/errors.ts';
import type { Module } from './module.ts';
import { withLogin } from './session.ts';
import { readTokenState, type TokenState } from './token-state.ts';

const COUNT_LOW = 0x10000;
const LOCKED = 0x40000;
const SO_LOCKED = 0x400000;
const SLOT = Buffer.alloc(8);
const SESSION = Buffer.alloc(8, 1);

interface Script {
  /** Answer of C_Login; 0 for success. */
  readonly login: number;
  readonly flagsBefore?: number;
  readonly flagsAfter?: number;
}

/** A module that has only the functions for a login and notes its calls. */
function scripted({ login, flagsBefore = 0, flagsAfter = flagsBefore }: Script) {
  const calls: string[] = [];
  let flags = flagsBefore;
  const pkcs11 = {
    C_GetTokenInfo: () => ({ label: 'T', serialNumber: 'S', manufacturerID: 'M', flags }),
    C_OpenSession: () => SESSION,
    C_CloseSession: () => void calls.push('close'),
    C_Logout: () => void calls.push('logout'),
    C_Login: (_session: Buffer, _user: number, pin: string) => {
      calls.push(`login ${pin}`);
      flags = flagsAfter;
      if (login !== 0) throw new pkcs11js.Pkcs11Error('CKR', login);
    },
  } as unknown as PKCS11;
  const module: Module = { path: '/module.so', pkcs11, settings: { profiles: [], softTokens: 'admitted' } };
  return { module, calls, token: readTokenState(module, SLOT) };
}

const PIN = new TextEncoder().encode('123456');

function errorOf(module: Module, token: TokenState, role: 'user' | 'securityOfficer' = 'user'): CodedError {
  try {
    withLogin(module, token, 'readOnly', { role, pin: PIN }, () => null);
  } catch (error) {
    if (error instanceof CodedError) return error;
  }
  throw new Error('no coded error');
}

describe('withLogin', () => {
  it('logs in once, works, logs out and closes the session', () => {
    const { module, calls, token } = scripted({ login: 0 });
    const value = withLogin(module, token, 'readWrite', { role: 'user', pin: PIN }, () => calls.push('work'));
    expect(value).toBe(2);
    expect(calls).toEqual(['login 123456', 'work', 'logout', 'close']);
  });

  it('logs out when the work fails', () => {
    const { module, calls, token } = scripted({ login: 0 });
    const fail = () => {
      throw new CodedError('KEY_NOT_FOUND');
    };
    expect(() => withLogin(module, token, 'readOnly', { role: 'user', pin: PIN }, fail)).toThrow(
      'KEY_NOT_FOUND',
    );
    expect(calls).toEqual(['login 123456', 'logout', 'close']);
  });

  it('gives no PIN to a token whose flags say locked', () => {
    const { module, calls, token } = scripted({ login: 0, flagsBefore: LOCKED | SO_LOCKED });
    expect(errorOf(module, token)).toMatchObject({
      code: 'PIN_LOCKED',
      details: { role: 'user', triesLeft: 0 },
    });
    expect(errorOf(module, token, 'securityOfficer')).toMatchObject({
      code: 'PIN_LOCKED',
      details: { role: 'securityOfficer', triesLeft: 0 },
    });
    expect(calls).toEqual([]);
  });

  it('reports the flags after a wrong PIN', () => {
    const { module, token } = scripted({ login: pkcs11js.CKR_PIN_INCORRECT, flagsAfter: COUNT_LOW });
    expect(errorOf(module, token).toAppError()).toEqual({
      code: 'PIN_WRONG',
      details: { ckr: 0xa0, role: 'user', triesLeft: null, countLow: true, finalTry: false, locked: false },
    });
  });

  it.each([
    ['a wrong PIN if a try was used', COUNT_LOW, 'PIN_WRONG'],
    ['a lock if the last try was used', LOCKED, 'PIN_LOCKED'],
    ['a PIN that may be wrong if no flag changed', 0, 'PIN_POSSIBLY_WRONG'],
  ])('takes CKR_GENERAL_ERROR for %s', (_what, flagsAfter, code) => {
    const { module, token } = scripted({ login: pkcs11js.CKR_GENERAL_ERROR, flagsAfter });
    expect(errorOf(module, token)).toMatchObject({ code, details: { ckr: 5 } });
  });

  it('gives no number of tries when the token reports none', () => {
    const { module, token } = scripted({ login: pkcs11js.CKR_GENERAL_ERROR });
    expect(errorOf(module, token).details).toEqual({
      ckr: 5,
      role: 'user',
      triesLeft: null,
      countLow: false,
      finalTry: false,
      locked: false,
    });
  });

  it('takes CKR_GENERAL_ERROR for a removal when the token no longer answers', () => {
    const { module, token } = scripted({ login: pkcs11js.CKR_GENERAL_ERROR });
    const gone = () => {
      throw new pkcs11js.Pkcs11Error('CKR', pkcs11js.CKR_TOKEN_NOT_PRESENT);
    };
    Object.assign(module.pkcs11, { C_GetTokenInfo: gone });
    expect(errorOf(module, token).code).toBe('TOKEN_REMOVED');
  });

  it.each([
    [pkcs11js.CKR_PIN_LEN_RANGE, 'PIN_INVALID'],
    [pkcs11js.CKR_PIN_EXPIRED, 'PIN_MUST_CHANGE'],
    [pkcs11js.CKR_USER_PIN_NOT_INITIALIZED, 'PIN_NOT_SET'],
    [pkcs11js.CKR_DEVICE_REMOVED, 'TOKEN_REMOVED'],
    [pkcs11js.CKR_DEVICE_ERROR, 'TOKEN_FAILURE'],
  ])('turns return value %i into %s', (login, code) => {
    const { module, token } = scripted({ login });
    expect(errorOf(module, token)).toMatchObject({ code, details: { ckr: login } });
  });
});

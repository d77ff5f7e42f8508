import pkcs11js from 'pkcs11js';
import type { PKCS11 } from 'pkcs11js';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { HeldLogin, keepsLogin } from './held-login.ts';
import type { Module } from './module.ts';
import { readTokenState } from './token-state.ts';

const PIN = new TextEncoder().encode('123456');
const USER_FUNCTIONS = 1;
const PUBLIC_SESSION = 0;
const SLOT = Buffer.alloc(8);
const OTHER_SLOT = Buffer.alloc(8, 1);

let calls: string[];
let session: () => { state: number };
let module: Module;
let logins: HeldLogin;

beforeEach(() => {
  vi.useFakeTimers();
  calls = [];
  session = () => ({ state: USER_FUNCTIONS });
  const pkcs11 = {
    C_GetTokenInfo: () => ({ label: 'T', serialNumber: 'S', manufacturerID: 'M', flags: 0 }),
    C_OpenSession: () => Buffer.alloc(8, 1),
    C_CloseSession: () => void calls.push('close'),
    C_Login: () => void calls.push('login'),
    C_Logout: () => void calls.push('logout'),
    C_GetSessionInfo: () => session(),
  } as unknown as PKCS11;
  module = { path: '/module.so', pkcs11, settings: { profiles: [], softTokens: 'admitted' } };
  logins = new HeldLogin();
});
afterEach(() => {
  vi.useRealTimers();
});

const token = (slot = SLOT) => readTokenState(module, slot);
const work = (): void => void calls.push('sign');
const take = (): void => logins.take(module, token(), { pin: PIN, holdMs: 1000 }, work);
const gone = (): never => {
  throw new pkcs11js.Pkcs11Error('CKR', pkcs11js.CKR_SESSION_HANDLE_INVALID);
};

describe('HeldLogin', () => {
  it('signs twice in one login and ends it when its time is over', () => {
    take();
    logins.use(token(), work);
    expect(calls).toEqual(['login', 'sign', 'sign']);
    vi.advanceTimersByTime(1000);
    expect(calls.slice(3)).toEqual(['logout', 'close']);
    expect(() => logins.use(token(), work)).toThrow('no login stands');
  });

  it('is held for longer by each use that asks for it, and by no other', () => {
    take();
    vi.advanceTimersByTime(900);
    logins.use(token(), work, 1000);
    vi.advanceTimersByTime(900);
    logins.use(token(), work);
    vi.advanceTimersByTime(100);
    expect(calls.slice(-3)).toEqual(['sign', 'logout', 'close']);
    expect(() => logins.use(token(), work, 1000)).toThrow('no login stands');
  });

  it('ends by the clock when sleep has delayed its timer', () => {
    take();
    vi.setSystemTime(Date.now() + 1000);
    expect(() => logins.use(token(), work)).toThrow('no login stands');
  });

  it('keeps no login whose first signature failed', () => {
    expect(() => logins.take(module, token(), { pin: PIN, holdMs: 1000 }, gone)).toThrow('CKR');
    expect(calls).toEqual(['login', 'logout', 'close']);
    expect(() => logins.use(token(), work)).toThrow('no login stands');
  });

  it.each<[string, () => { state: number }]>([
    ['closed by a removal', gone],
    ['logged out by another program', () => ({ state: PUBLIC_SESSION })],
  ])('does not use a session %s', (_what, info) => {
    take();
    session = info;
    expect(() => logins.use(token(), work)).toThrow('no login stands');
  });

  it('serves no token in another slot', () => {
    take();
    expect(() => logins.use(token(OTHER_SLOT), work)).toThrow('no login stands');
  });

  it('ends the held login before another one begins', () => {
    take();
    take();
    expect(calls).toEqual(['login', 'sign', 'logout', 'close', 'login', 'sign']);
  });
});

describe('keepsLogin', () => {
  const module = '/module.so';
  it.each([
    ['list', { module }, true],
    ['signDigest', { module, pin: null }, true],
    ['signDigest', { module, pin: PIN }, false],
    ['changePin', { module, pin: PIN }, false],
    ['dropLogin', { module }, false],
  ] as const)('tells of %s with %o: %s', (operation, request, kept) =>
    expect(keepsLogin(operation, request)).toBe(kept),
  );
});

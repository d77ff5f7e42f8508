import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { utf8Text } from '../../../../core/bytes/encodings.ts';
import { resultOf } from '../../../../shared/result.ts';
import type { PlatformResponse } from '../../transport.ts';
import type { OpenInBrowser } from '../dialect.ts';
import { PersonLogin } from './person-login.ts';

const SETTINGS = {
  ...{ authorizeUrl: 'https://login.example/authorize', tokenUrl: 'https://login.example/token' },
  ...{ clientId: 'desk', scope: 'seal.begin', operations: ['first-seals' as const] },
};
const FIRST = { method: 'POST', path: '/v1/first-seals' };
const GIVEN = { access_token: 'person-token', token_type: 'Bearer', expires_in: 60 };

/** What a browser brings back to the address that waits. */
type Brings = (asked: URLSearchParams) => Readonly<Record<string, string>>;

const back = async (address: string, brings: Brings, path = '/callback'): Promise<number> => {
  const asked = new URL(address).searchParams;
  const to = new URL(asked.get('redirect_uri') ?? '');
  to.pathname = path;
  for (const [name, value] of Object.entries(brings(asked))) to.searchParams.set(name, value);
  return (await fetch(to)).status;
};
const good: Brings = (asked) => ({ code: 'the-code', state: asked.get('state') ?? '' });

describe('The login of a person in a browser', () => {
  const world = (open: OpenInBrowser | null, answer: object = GIVEN, status = 200) => {
    const forms: URLSearchParams[] = [];
    const ask = ({ body }: { readonly body?: Uint8Array }): Promise<PlatformResponse> => {
      forms.push(new URLSearchParams(utf8Text(body ?? new Uint8Array())));
      return Promise.resolve({ status, headers: {}, body: new TextEncoder().encode(JSON.stringify(answer)) });
    };
    return { forms, login: new PersonLogin(SETTINGS, ask, open) };
  };
  const enter = (login: PersonLogin, signal?: AbortSignal) => resultOf(() => login.enter(signal));

  it('brings a code back to this computer alone, and exchanges it with the verifier of its challenge', async () => {
    let address = '';
    const { login, forms } = world((opened) => {
      address = opened;
      void back(opened, good);
    });
    expect(await enter(login)).toEqual({ ok: true, value: undefined });
    const asked = new URL(address).searchParams;
    const [form] = forms;
    expect(asked.get('redirect_uri')).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/callback$/);
    const challenge = createHash('sha256')
      .update(form?.get('code_verifier') ?? '')
      .digest('base64url');
    expect([asked.get('code_challenge_method'), asked.get('code_challenge')]).toEqual(['S256', challenge]);
    expect([form?.get('code'), form?.get('redirect_uri')]).toEqual(['the-code', asked.get('redirect_uri')]);
    expect(address).not.toContain(form?.get('code_verifier'));
    expect(login.current()).toBe('person-token');
  });

  it('is asked for once, by however many requests, until its token ends', async () => {
    let pages = 0;
    const { login } = world((opened) => {
      pages += 1;
      void back(opened, good);
    });
    await Promise.all([enter(login), enter(login)]);
    await enter(login);
    expect(pages).toBe(1);
    login.drop();
    await enter(login);
    expect(pages).toBe(2);
  });

  it('goes on although other programs of this computer ask at its address', async () => {
    const answers: number[] = [];
    const { login } = world(async (opened) => {
      answers.push(await back(opened, () => ({ code: 'theirs', state: 'guessed' })));
      answers.push(await back(opened, () => ({ error: 'access_denied' })));
      answers.push(await back(opened, good, '/elsewhere'));
      void back(opened, good);
    });
    expect((await enter(login)).ok).toBe(true);
    expect(answers).toEqual([404, 404, 404]);
  });

  it.each<[string, OpenInBrowser | null, string]>([
    ['no person is there', null, 'noPerson'],
    ['there is no browser', () => Promise.reject(new Error('no program')), 'noBrowser'],
    [
      'the person declines',
      (opened) => void back(opened, (asked) => ({ error: 'access_denied', state: asked.get('state') ?? '' })),
      'access_denied',
    ],
    [
      'the page says something else',
      (opened) => void back(opened, (asked) => ({ error: '<b>', state: asked.get('state') ?? '' })),
      'noCode',
    ],
  ])('fails when %s, and exchanges nothing', async (_, open, reason) => {
    const { login, forms } = world(open);
    const error = { code: 'PLATFORM_LOGIN_FAILED', details: { reason } };
    expect(await enter(login)).toEqual({ ok: false, error });
    expect([forms.length, login.current()]).toEqual([0, null]);
  });

  it('ends when the request is cancelled, and lets the next one begin anew', async () => {
    const cancel = new AbortController();
    const { login } = world(() => cancel.abort());
    expect(await enter(login, cancel.signal)).toEqual({ ok: false, error: { code: 'CANCELLED' } });
    expect(await enter(login, AbortSignal.abort())).toEqual({ ok: false, error: { code: 'CANCELLED' } });
  });

  it.each([
    [400, { error: 'invalid_grant' }, 'PLATFORM_ACCESS_REFUSED'],
    [200, { ...GIVEN, scope: 'another' }, 'PLATFORM_ACCESS_REFUSED'],
    [200, { ...GIVEN, token_type: 'mac' }, 'PLATFORM_ANSWER_INVALID'],
    [503, {}, 'PLATFORM_BUSY'],
  ])('fails by its code when the code is answered with %d %j', async (status, answer, code) => {
    const { login } = world((opened) => void back(opened, good), answer, status);
    expect(await enter(login)).toMatchObject({ ok: false, error: { code } });
    expect(login.current()).toBeNull();
  });

  it('covers what begins without a key, and nothing else', () => {
    const { login } = world(null);
    expect(login.covers(FIRST)).toBe(true);
    for (const path of ['/v1/pin-resets', '/v1/loss-reports', '/v1/first-seals/1'])
      expect(login.covers({ ...FIRST, path })).toBe(false);
    expect(login.covers({ ...FIRST, method: 'GET' })).toBe(false);
  });
});

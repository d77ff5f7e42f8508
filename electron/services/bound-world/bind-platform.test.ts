import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { decodePem } from '../../core/x509/pem.ts';
import { decodeEntry } from '../../core/register/entry-bytes.ts';
import { unwrap } from '../../shared/result.ts';
import { rootFingerprint } from './bindings.ts';
import { bindPlatform, unbindPlatform } from './bind-platform.ts';
import { bindingOffers } from './binding-offers.ts';
import { describeBindings } from './list-bindings.ts';
import { type BindingHome, bindingHome, rootPem } from './fixtures/binding-home.ts';

const bindingsOf = async ({ ports }: BindingHome) => unwrap(await describeBindings(ports)).platforms;

describe('binding a home to a platform', () => {
  let home: BindingHome;
  let root: string;

  beforeEach(async () => {
    home = await bindingHome();
    root = home.entries[0]?.root ?? '';
  });

  it('shows id, name, root, rules and register before the person says yes', async () => {
    const [offer] = await bindingOffers(home.ports);
    expect(offer).toMatchObject({
      ...{ platform: 'gd', name: '广东平台', profile: 'guangdong', registerId: '07'.repeat(16) },
      ...{
        profileTitle: {
          zh: expect.stringContaining('《广东省电子印章管理暂行办法》（征求意见稿）') as string,
        },
        url: 'https://gd',
      },
    });
    const [block] = decodePem(root);
    const sha256 = createHash('sha256')
      .update(block?.der ?? '')
      .digest('hex');
    expect([offer?.rootSubject, offer?.rootSm3, offer?.rootSha256]).toEqual([
      'CN=根 1,C=CN',
      rootFingerprint(root, home.engine),
      sha256,
    ]);
  });

  it('shows every address that a dialect names, however it is spelled', async () => {
    const login = { authorizeUrl: 'HTTPS://login.example/a', tokenUrl: 'https:\\\\secret.example\\t' };
    const dialect = {
      name: 'gateway',
      scope: 'seals',
      login,
      oauth: { tokenUrl: 'https://token.example/t' },
    };
    home.entries = home.entries.map((entry) => ({ ...entry, dialect }));
    const [offer] = await bindingOffers(home.ports);
    expect(offer?.dialect).toEqual({
      name: 'gateway',
      addresses: ['HTTPS://login.example/a', 'https:\\\\\\\\secret.example\\\\t', 'https://token.example/t'],
    });
  });

  it('is an entry of the register and a row of the store', async () => {
    expect(await home.bind('gd')).toMatchObject({ ok: true });
    expect(home.register.rows.map(({ bytes }) => decodeEntry(bytes))).toMatchObject([
      {
        ...{ act: 'platformBound', result: 'done', reference: 'gd', counterpart: '广东平台' },
        purpose: `root-sm3=${rootFingerprint(root, home.engine)} profile=guangdong register=${'07'.repeat(16)} url=https://gd`,
      },
    ]);
    expect(await bindingsOf(home)).toMatchObject([{ platform: 'gd', standing: 'bound' }]);
    expect(await bindingOffers(home.ports)).toEqual([]);
  });

  it.each<[string, string, (home: BindingHome) => unknown]>([
    ['is not in the settings', 'PLATFORM_NOT_CONFIGURED', (changed) => (changed.entries = [])],
    ['is bound already', 'PLATFORM_BOUND_ALREADY', (changed) => changed.bind('gd')],
    [
      'changed while the person was asked',
      'PLATFORM_OFFER_CHANGED',
      async (changed) => {
        const pem = await rootPem(2);
        changed.entries = changed.entries.map((entry) => ({ ...entry, root: pem }));
      },
    ],
  ])('refuses a platform that %s: %s', async (_what, code, change) => {
    const [offer] = await bindingOffers(home.ports);
    await change(home);
    expect(await bindPlatform('gd', offer?.digest ?? '', home.ports)).toMatchObject({ error: { code } });
  });

  it('ends by another act with its reason, and the settings are asked about again', async () => {
    await home.bind('gd');
    expect(await unbindPlatform('gd', '平台停止服务', home.ports)).toMatchObject({
      value: { standing: 'former', unbound: { reason: '平台停止服务' } },
    });
    const acts = home.register.rows
      .map(({ bytes }) => decodeEntry(bytes))
      .map(({ act, purpose }) => [act, purpose]);
    expect(acts.at(-1)).toEqual(['platformUnbound', '平台停止服务']);
    expect(await bindingsOf(home)).toMatchObject([{ standing: 'toBind' }]);
    home.entries = [];
    expect(await bindingsOf(home)).toMatchObject([{ standing: 'former' }]);
  });

  it('can be ended for a platform that an earlier version has left, and for no other', async () => {
    home.entries = [];
    home.synchronised = ['old'];
    expect(await unbindPlatform('gd', '…', home.ports)).toMatchObject({
      error: { code: 'PLATFORM_NOT_CONFIGURED' },
    });
    expect(await bindingsOf(home)).toMatchObject([{ platform: 'old', standing: 'lost' }]);
    expect(await unbindPlatform('old', '早已不用', home.ports)).toMatchObject({ ok: true });
    expect(await bindingsOf(home)).toMatchObject([{ platform: 'old', standing: 'former' }]);
  });
});

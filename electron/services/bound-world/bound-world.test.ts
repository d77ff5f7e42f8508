import { beforeEach, describe, expect, it } from 'vitest';
import { policySchema } from '../../core/policy/policy-schema.ts';
import { reachRefusal, readWorld } from './bound-world.ts';
import { type BindingHome, bindingHome, bound, rootPem } from './fixtures/binding-home.ts';
import type { ListState } from '../platform/platform-store.ts';
import type { PolicyFile } from './world-changes.ts';

const policyFile = (file: string, changed: object): PolicyFile => {
  const profile = {
    ...{ id: 'fuzhou', jurisdiction: { zh: '福州', en: 'Fuzhou' }, title: '福州办法', issuer: null },
    ...{ documentNumber: null, status: 'inForce', effectiveFrom: '2026-01-01', rules: {} },
    terms: { register: '用印台账', approval: '用印审批' },
    ...changed,
  };
  return { file, profile: policySchema.parse(profile), text: JSON.stringify(profile) };
};
const alter = (home: BindingHome, changed: object): void => {
  home.entries = home.entries.map((entry) => ({ ...entry, ...changed }));
};
const crl = (number: number): ListState => ({
  ...{ platform: 'gd', list: 'crl/issuing', number, etag: null, sm3: 'ab' },
  ...{ issuedAt: '2026-11-22T00:00:00Z', nextUpdate: '2026-11-29T00:00:00Z' },
  confirmedAt: '2026-11-22T00:00:00Z',
});
const changesOf = async (home: BindingHome) =>
  (await readWorld(home.ports)).changes.map(({ code, details }) => [
    code,
    details?.['field'] ?? details?.['change'] ?? null,
  ]);

describe('a bound world', () => {
  let home: BindingHome;

  beforeEach(async () => {
    home = await bound(await bindingHome());
  });

  it('has no changes while everything is as it was bound', async () => {
    const { platforms, changes } = await readWorld(home.ports);
    expect(changes).toEqual([]);
    expect(platforms).toMatchObject([
      {
        settings: { id: 'gd' },
        standing: 'bound',
        policy: { source: 'shipped', profile: { id: 'guangdong' } },
      },
    ]);
  });

  it.each<[string, (home: BindingHome) => unknown, string, string | null]>([
    ['the entry is gone', (changed) => (changed.entries = []), 'BOUND_PLATFORM_MISSING', null],
    ['the file is unreadable', (changed) => (changed.damaged = true), 'BOUND_SETTINGS_DAMAGED', null],
    ['the id is another', (changed) => alter(changed, { id: 'gx' }), 'BOUND_PLATFORM_MISSING', null],
    [
      'the root is another',
      async (changed) => alter(changed, { root: await rootPem(2) }),
      'BOUND_PLATFORM_CHANGED',
      'root',
    ],
    ['the profile', (changed) => alter(changed, { profile: 'kaifeng' }), 'BOUND_PLATFORM_CHANGED', 'profile'],
    ['the address', (changed) => alter(changed, { url: 'https://x' }), 'BOUND_PLATFORM_CHANGED', 'url'],
    ['the name', (changed) => alter(changed, { name: '别的' }), 'BOUND_PLATFORM_CHANGED', 'name'],
    [
      'the authority of the connection',
      (changed) => alter(changed, { tls: { ca: 'PEM' } }),
      'BOUND_PLATFORM_CHANGED',
      'tls',
    ],
    [
      'the address of tokens in its dialect',
      (changed) => alter(changed, { dialect: { name: 'gateway', tokenUrl: 'https://elsewhere' } }),
      'BOUND_PLATFORM_CHANGED',
      'dialect',
    ],
    [
      'a file supersedes its rules',
      (changed) => (changed.files = [policyFile('a.json', { supersedes: ['guangdong'] })]),
      'BOUND_POLICY_CHANGED',
      'supersedes',
    ],
    ['world.json was added', (changed) => (changed.worldSm3 = 'ab'), 'BOUND_WORLD_CHANGED', 'added'],
    [
      'a revocation list is gone from the trust folder',
      (changed) => (changed.accepted = [crl(7)]),
      'BOUND_TRUST_CHANGED',
      'removed',
    ],
    [
      'a revocation list was put back to an older one',
      (changed) => {
        changed.accepted = [crl(7)];
        changed.trusted = [{ id: 'issuing', number: 6 }];
      },
      'BOUND_TRUST_CHANGED',
      'older',
    ],
  ])('says that %s changed, and keeps what was bound', async (_what, change, code, what) => {
    const { settings, policy } = (await readWorld(home.ports)).platforms[0] ?? {};
    await change(home);
    expect(await changesOf(home)).toEqual([[code, what]]);
    expect((await readWorld(home.ports)).platforms[0]).toMatchObject({ settings, policy, standing: 'bound' });
  });

  it('takes a newer list than it has noted, and those of other platforms, as they are', async () => {
    home.accepted = [crl(7), { ...crl(9), platform: 'gx' }, { ...crl(9), list: 'seal-status', sm3: null }];
    home.trusted = [{ id: 'issuing', number: 8 }];
    expect(await changesOf(home)).toEqual([]);
  });

  it('ignores files of rules for other worlds, and drafts', async () => {
    home.files = [
      policyFile('other.json', {}),
      policyFile('draft.json', { status: 'draft', draftTerm: '草案', supersedes: ['guangdong'] }),
    ];
    expect(await changesOf(home)).toEqual([]);
  });

  it('puts a platform that nobody has bound behind the bound ones', async () => {
    home.entries = [...home.entries.map((entry) => ({ ...entry, id: 'new' })), ...home.entries];
    const { platforms } = await readWorld(home.ports);
    expect(platforms.map(({ settings, standing }) => [settings.id, standing])).toEqual([
      ['gd', 'bound'],
      ['new', 'toBind'],
    ]);
  });
});

describe('world.json that was there at binding', () => {
  it('bars sealing when it is changed, unreadable or gone', async () => {
    const home = await bindingHome();
    home.worldSm3 = 'ab';
    await bound(home);
    expect(await changesOf(home)).toEqual([]);
    for (const [present, change] of [
      ['cd', 'changed'],
      ['', 'changed'],
      [null, 'removed'],
    ] as const) {
      home.worldSm3 = present;
      expect(await changesOf(home)).toEqual([['BOUND_WORLD_CHANGED', change]]);
    }
  });
});

describe('rules from a file that was seen at binding', () => {
  it('stay as they were bound, and a changed or removed file bars sealing', async () => {
    const home = await bindingHome();
    const file = policyFile('fuzhou.json', {});
    home.files = [file];
    alter(home, { profile: 'fuzhou' });
    await bound(home);
    const inForce = async () => (await readWorld(home.ports)).platforms[0]?.policy;
    expect([await changesOf(home), await inForce()]).toMatchObject([[], { source: 'file' }]);
    home.files = [policyFile('fuzhou.json', { title: '别的办法' })];
    expect(await changesOf(home)).toEqual([['BOUND_POLICY_CHANGED', 'changed']]);
    home.files = [];
    expect(await changesOf(home)).toEqual([['BOUND_POLICY_CHANGED', 'removed']]);
    expect(await inForce()).toMatchObject({ profile: file.profile });
  });
});

describe('rules that the platform has signed', () => {
  it('count before those that the program ships, and a file that supersedes them bars sealing', async () => {
    const home = await bound(await bindingHome());
    const stated = policyFile('', { id: 'guangdong', title: '平台签名的办法' }).profile;
    home.stated = stated;
    expect((await readWorld(home.ports)).platforms).toMatchObject([
      { policy: { source: 'statement', profile: { title: '平台签名的办法' } } },
    ]);
    expect(await changesOf(home)).toEqual([]);
    home.files = [policyFile('a.json', { supersedes: ['guangdong'] })];
    expect(await changesOf(home)).toEqual([['BOUND_POLICY_CHANGED', 'supersedes']]);
  });

  it('leave those of the binding in force and bar sealing when they are damaged in the store', async () => {
    const home = await bound(await bindingHome());
    home.stated = 'damaged';
    expect((await readWorld(home.ports)).platforms).toMatchObject([{ policy: { source: 'shipped' } }]);
    expect(await changesOf(home)).toEqual([['BOUND_STATEMENT_DAMAGED', null]]);
  });
});

describe('a world that nobody has bound', () => {
  it('cannot be read with damaged settings, and keeps platforms that an earlier version has left', async () => {
    const home = await bindingHome();
    home.synchronised = ['old'];
    const { platforms, changes } = await readWorld(home.ports);
    expect(platforms.map(({ standing }) => standing)).toEqual(['toBind', 'lost']);
    expect(changes).toMatchObject([{ code: 'BOUND_PLATFORM_MISSING', details: { platform: 'old' } }]);
    home.damaged = true;
    await expect(readWorld(home.ports)).rejects.toMatchObject({ code: 'PLATFORM_SETTINGS_DAMAGED' });
  });
});

describe('reaching a platform', () => {
  it('is refused until it is bound, and when the settings are not those that were bound', async () => {
    const home = await bindingHome();
    const [entry] = home.entries;
    if (entry === undefined) throw new Error('no entry');
    const { records, engine } = home.ports;
    const refusalOf = async (changed: object) =>
      (await reachRefusal({ ...entry, ...changed }, { records, engine }))?.code ?? null;
    expect(await refusalOf({})).toBe('PLATFORM_NOT_BOUND');
    await bound(home);
    expect(await refusalOf({})).toBeNull();
    expect(await refusalOf({ url: 'https://elsewhere' })).toBe('BOUND_PLATFORM_CHANGED');
  });
});

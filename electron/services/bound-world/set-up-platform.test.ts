import { beforeEach, describe, expect, it } from 'vitest';
import { decodeEntry } from '../../core/register/entry-bytes.ts';
import { CodedError } from '../../shared/errors.ts';
import { failure } from '../../shared/result.ts';
import type { PlatformSettings } from '../../shared/model/platform.ts';
import { rootFingerprint } from './bindings.ts';
import { describeBindings } from './list-bindings.ts';
import { bound, type BindingHome, bindingHome, rootPem } from './fixtures/binding-home.ts';
import { addPlatform, offerPlatform, type PlatformSetupPorts, removePlatform } from './set-up-platform.ts';

describe('adding and removing platforms', () => {
  let home: BindingHome;
  let ports: PlatformSetupPorts;
  let entry: PlatformSettings;
  let isFixed: boolean;

  beforeEach(async () => {
    home = await bindingHome();
    isFixed = false;
    entry = {
      ...{ id: 'gx', name: '广西平台', url: 'https://gx', profile: 'guangxi' },
      root: await rootPem(9),
    };
    const unused = () => failure({ code: 'INTERNAL' });
    ports = {
      binding: home.ports,
      ask: () => Promise.resolve(unused()),
      read: unused,
      expectFree: () => {
        if (isFixed) throw new CodedError('SETTING_FIXED');
      },
      keep: (platforms) => {
        home.entries = [...platforms];
        return Promise.resolve();
      },
    };
  });

  const fingerprint = () => rootFingerprint(entry.root, home.engine);
  const ids = () => home.entries.map(({ id }) => id);
  const acts = () => home.register.rows.map(({ bytes }) => decodeEntry(bytes).act);

  it('writes nothing before the person has said yes', async () => {
    expect(await offerPlatform(entry, ports)).toMatchObject({
      value: { platform: 'gx', rootSm3: fingerprint() },
    });
    expect([ids(), acts()]).toEqual([['gd'], []]);
  });

  it('adds and binds by the confirmed fingerprint, however it is typed', async () => {
    const typed = fingerprint().toUpperCase().replaceAll(/(..)/g, '$1: ');
    expect(await addPlatform(entry, typed, ports)).toMatchObject({ ok: true });
    expect([ids(), acts()]).toEqual([['gd', 'gx'], ['platformBound']]);
    expect(await describeBindings(home.ports)).toMatchObject({
      value: {
        platforms: [
          { platform: 'gx', standing: 'bound' },
          { platform: 'gd', standing: 'toBind' },
        ],
      },
    });
  });

  it.each(['', '00'.repeat(32)])('adds nothing by the fingerprint %j', async (confirmed) => {
    expect(await addPlatform(entry, confirmed, ports)).toMatchObject({
      error: { code: 'PLATFORM_ROOT_UNCONFIRMED' },
    });
    expect([ids(), acts()]).toEqual([['gd'], []]);
  });

  it('tells the same platform from another one of its id', async () => {
    const same = { ...entry, id: 'gd', root: home.entries[0]?.root ?? '' };
    expect(await offerPlatform(same, ports)).toMatchObject({ error: { code: 'PLATFORM_ADDED_ALREADY' } });
    for (const id of ['gd', 'GD']) {
      expect(await offerPlatform({ ...entry, id }, ports)).toMatchObject({
        error: { code: 'PLATFORM_ID_TAKEN' },
      });
    }
  });

  it('does not write over settings that cannot be read', async () => {
    home.damaged = true;
    expect(await addPlatform(entry, fingerprint(), ports)).toMatchObject({
      error: { code: 'PLATFORM_SETTINGS_DAMAGED' },
    });
  });

  it('leaves the settings as they were when the platform cannot be bound', async () => {
    home.register.append = () => Promise.reject(new CodedError('STORE_UNWRITABLE'));
    expect(await addPlatform(entry, fingerprint(), ports)).toMatchObject({ ok: false });
    expect(ids()).toEqual(['gd']);
  });

  it('puts a bound platform back that has gone from the settings, and no other in its place', async () => {
    const [before] = (await bound(home)).entries;
    if (before === undefined) throw new Error('no platform');
    home.entries = [];
    expect(await offerPlatform({ ...before, root: entry.root }, ports)).toMatchObject({
      error: { code: 'PLATFORM_ID_TAKEN' },
    });
    expect(await addPlatform(before, rootFingerprint(before.root, home.engine), ports)).toMatchObject({
      ok: true,
    });
    expect(await describeBindings(home.ports)).toMatchObject({ value: { changes: [] } });
    expect([ids(), acts()]).toEqual([['gd'], ['platformBound']]);
  });

  it('touches nothing that an administrator has fixed', async () => {
    await bound(home);
    isFixed = true;
    const fixed = { error: { code: 'SETTING_FIXED' } };
    expect(await addPlatform(entry, fingerprint(), ports)).toMatchObject(fixed);
    expect(await removePlatform('gd', '改用别的', ports)).toMatchObject(fixed);
    expect([ids(), acts()]).toEqual([['gd'], ['platformBound']]);
  });

  it('removes a platform with its binding, on record, and one that is not bound without a word', async () => {
    await bound(home);
    expect(await removePlatform('gd', '平台已停止服务', ports)).toMatchObject({ ok: true });
    expect([ids(), acts()]).toEqual([[], ['platformBound', 'platformUnbound']]);
    expect(await removePlatform('gd', '再次', ports)).toMatchObject({
      error: { code: 'PLATFORM_NOT_CONFIGURED' },
    });
    home.entries = [entry];
    await removePlatform('gx', '写错了', ports);
    expect([ids(), acts()]).toEqual([[], ['platformBound', 'platformUnbound']]);
  });
});

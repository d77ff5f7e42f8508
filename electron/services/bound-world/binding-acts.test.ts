import { beforeEach, describe, expect, it } from 'vitest';
import { unwrap } from '../../shared/result.ts';
import { unbindPlatform } from './bind-platform.ts';
import { bindingActs } from './binding-acts.ts';
import { bindingRecords, type PlatformBinding } from './bindings.ts';
import { readWorld } from './bound-world.ts';
import { type BindingHome, bindingHome, bound, rootPem } from './fixtures/binding-home.ts';
import { describeBindings } from './list-bindings.ts';

describe('a binding that the register has on record', () => {
  let home: BindingHome;
  let rows: readonly PlatformBinding[];

  beforeEach(async () => {
    home = await bound(await bindingHome());
    rows = await bindingRecords(home.ports.records).all();
    home.ports = { ...home.ports, bindings: () => Promise.resolve(rows) };
  });

  const changesOf = async () =>
    (await readWorld(home.ports)).changes.map(({ code, details }) => [code, details?.['change']]);
  const altered = (changed: object) => (rows = rows.map((row) => ({ ...row, ...changed })));

  it('is as it was bound while nobody edits the store', async () => {
    expect(await bindingActs(home.register)).toMatchObject([{ platform: 'gd', name: '广东平台' }]);
    expect(await changesOf()).toEqual([]);
  });

  it('bars sealing when settings, row and results of synchronisations are deleted together', async () => {
    rows = [];
    home.entries = [];
    const { platforms } = await readWorld(home.ports);
    expect(platforms).toMatchObject([{ settings: { id: 'gd', name: '广东平台' }, standing: 'lost' }]);
    expect(await changesOf()).toEqual([['BOUND_RECORD_CHANGED', 'removed']]);
  });

  it('bars sealing when the row alone is deleted, until a person binds the platform again', async () => {
    rows = [];
    expect(await changesOf()).toEqual([['BOUND_RECORD_CHANGED', 'removed']]);
    expect(unwrap(await describeBindings(home.ports))).toMatchObject({
      platforms: [{ platform: 'gd', standing: 'toBind' }],
      offers: [{ platform: 'gd' }],
    });
  });

  it.each<[string, () => object | Promise<object>, string]>([
    ['the profile', () => ({ profile: 'kaifeng' }), 'changed'],
    ['the address', () => ({ url: 'https://elsewhere' }), 'changed'],
    ['the name', () => ({ name: '别的平台' }), 'changed'],
    ['the pins', () => ({ tls: { pins: ['sha256/AAAA'] } }), 'changed'],
    ['the dialect', () => ({ dialect: { name: 'gateway' } }), 'changed'],
    ['the root under its old fingerprint', async () => ({ root: await rootPem(2) }), 'changed'],
    ['a file of rules', () => ({ policyFile: { file: 'a.json', text: '{}' } }), 'changed'],
    ['its end', () => ({ unbound: { at: '2026-11-22T04:00:00Z', reason: '…' } }), 'unbound'],
  ])('bars sealing when somebody edits %s in the row', async (_what, change, found) => {
    altered(await change());
    expect(await changesOf()).toContainEqual(['BOUND_RECORD_CHANGED', found]);
  });

  it('is ended by another act, also when its row is gone', async () => {
    rows = [];
    home.entries = [];
    expect(await unbindPlatform('gd', '已不使用', home.ports)).toMatchObject({ ok: true });
    rows = await bindingRecords(home.ports.records).all();
    expect(await bindingActs(home.register)).toMatchObject([{ platform: 'gd', facts: null }]);
    expect(await changesOf()).toEqual([]);
  });
});

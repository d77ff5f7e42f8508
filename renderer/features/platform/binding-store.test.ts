import { describe, expect, it } from 'vitest';
import type { BindingOffer, BindingsView } from '../../../electron/shared/model/platform-binding.ts';
import { failure, success } from '../../../electron/shared/result.ts';
import { contract } from '../../../electron/wire/window/contract.ts';
import { createStandIn } from '../../../electron/wire/window/stand-in.ts';
import { createBindingStore } from './binding-store.ts';

const OFFER: BindingOffer = {
  ...{ platform: 'gd', name: '广东平台', url: 'https://gd', rootSubject: 'CN=根', rootSm3: 'ab' },
  rootSha256: 'cd',
  ...{ profile: 'guangdong', profileTitle: null, registerId: '07', dialect: null, digest: 'a'.repeat(64) },
};
const TO_BIND: BindingsView = { platforms: [], offers: [OFFER], changes: [] };
const BOUND: BindingsView = { platforms: [], offers: [], changes: [] };

describe('the bindings in the window', () => {
  it('are bound with the digest of what was seen', async () => {
    const asked: unknown[] = [];
    const { client } = createStandIn(contract, {
      platform: {
        bindings: () => Promise.resolve(success(TO_BIND)),
        bind: (request) => {
          asked.push(request);
          return Promise.resolve(success(BOUND));
        },
      },
    });
    const store = createBindingStore(client.platform);
    await store.getState().load();
    store.getState().go({ kind: 'checking', platform: 'gd' });
    await store.getState().bind(OFFER);
    expect(asked).toEqual([{ platform: 'gd', digest: OFFER.digest }]);
    expect(store.getState()).toMatchObject({ view: BOUND, step: { kind: 'none' }, problem: null });
  });

  it('are read again after a synchronisation, but not while a person compares them', async () => {
    let asked = 0;
    const { client, raise } = createStandIn(contract, {
      platform: {
        bindings: () => {
          asked += 1;
          return Promise.resolve(success(TO_BIND));
        },
      },
    });
    const store = createBindingStore(client.platform);
    raise.platform.changed({ platforms: [], settingsProblem: null });
    expect(asked).toBe(2);
    store.getState().go({ kind: 'checking', platform: 'gd' });
    raise.platform.changed({ platforms: [], settingsProblem: null });
    expect(asked).toBe(2);
    await store.getState().load();
  });

  it('are shown anew, with the reason, when main refuses what was seen', async () => {
    let view = TO_BIND;
    const changed = { ...TO_BIND, offers: [{ ...OFFER, name: '别的平台' }] };
    const { client } = createStandIn(contract, {
      platform: {
        bindings: () => Promise.resolve(success(view)),
        bind: () => {
          view = changed;
          return Promise.resolve(failure({ code: 'PLATFORM_OFFER_CHANGED' }));
        },
      },
    });
    const store = createBindingStore(client.platform);
    await store.getState().bind(OFFER);
    expect(store.getState()).toMatchObject({ view: changed, problem: { code: 'PLATFORM_OFFER_CHANGED' } });
  });
});

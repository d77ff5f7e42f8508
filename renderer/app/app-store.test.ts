import { expect, it } from 'vitest';
import type { AppInfo, MissingPiece, TrustInfo } from '../../electron/shared/model/app-description.ts';
import { DEFAULT_SETTINGS } from '../../electron/shared/model/settings.ts';
import { success } from '../../electron/shared/result.ts';
import { contract } from '../../electron/wire/window/contract.ts';
import { createStandIn } from '../../electron/wire/window/stand-in.ts';
import { createAppStore } from './app-store.ts';

/** What main says at once. */
const INFO: AppInfo = {
  ...{ version: '1.0.0', home: '/home', demo: null, offersDemo: false, missing: [], trust: null },
  runtime: { kind: 'official', electron: '', chrome: '', node: '' },
  preferences: { language: 'zh-CN', theme: 'system', welcomed: true, verifyOnly: false },
  settings: { ...DEFAULT_SETTINGS, fixed: [], problem: null },
};

it('What the app trusts and lacks is told once it is known, and stays until it is known anew', async () => {
  const answers: { trust: TrustInfo; missing: readonly MissingPiece[] } = {
    trust: { folder: '/home/trust', certificates: 1, revocationListsAsOf: null },
    missing: ['register'],
  };
  const { client } = createStandIn(contract, {
    app: {
      info: () => success(INFO),
      trust: () => success(answers.trust),
      missing: () => success(answers.missing),
    },
  });
  const store = createAppStore(client.app);
  const shown: unknown[] = [];
  store.subscribe(({ info }) => shown.push([info?.trust?.certificates, info?.missing]));
  await store.getState().load();
  answers.trust = { ...answers.trust, certificates: 2 };
  answers.missing = [];
  await store.getState().load();
  expect(shown).toEqual([
    [undefined, []],
    [1, []],
    [1, ['register']],
    [1, ['register']],
    [2, ['register']],
    [2, []],
  ]);
});

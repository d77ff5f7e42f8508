import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { RepositoryUnderTest } from '../../build/scripts/updates/fixtures/repository.ts';
import type { Language } from '../../electron/shared/model/app-info.ts';
import { temporaryFolder } from '../fixtures/worlds/demo-world.ts';
import { setPreferences } from '../fixtures/window/launch-app.ts';
import { proofPath } from '../fixtures/proof.ts';
import { NEWER, serveUpdates, type UpdateServer } from '../fixtures/servers/update-server.ts';
import { type BrowserApp, openInBrowser } from '../fixtures/in-browser/browser-app.ts';

const SETTINGS = { 'zh-CN': '设置', en: 'Settings' } as const;
const CHECK = { 'zh-CN': '检查更新', en: 'Look for updates' } as const;
const DOWNLOAD = { 'zh-CN': '下载安装包', en: 'Download the package' } as const;

/** Electron 33 has a Node that cannot check updates. Here main runs in the Node of the pinned Electron, and does. */
describe.each(['zh-CN', 'en'] as const)('the updates in the settings (%s)', (language: Language) => {
  let served: UpdateServer;
  let opened: BrowserApp;
  let updates: Locator;
  let policy: string;

  beforeAll(async () => {
    served = await serveUpdates();
  });
  afterAll(() => served.close());
  beforeEach(() => {
    policy = join(temporaryFolder(), 'policy.json');
    writeFileSync(policy, '{}');
  });
  afterEach(async () => {
    const { problems } = opened;
    await opened.close();
    expect(problems).toEqual([]);
  });

  const open = async (build = served.build): Promise<void> => {
    opened = await openInBrowser([], {
      SEALDESK_HOME: temporaryFolder(),
      ...{ SEALDESK_UPDATES: build, SEALDESK_POLICY: policy },
    });
    const { window } = opened;
    await window.locator('.rail-button').first().waitFor();
    await setPreferences(window, { language, theme: 'light', welcomed: true, verifyOnly: false });
    await window.reload();
    await window.getByRole('button', { name: SETTINGS[language], exact: true }).click();
    updates = window.getByTestId('updates');
    await updates.scrollIntoViewIfNeeded();
  };
  const check = (): Promise<void> => updates.getByRole('button', { name: CHECK[language] }).click();
  const screenshot = (name: string): Promise<Buffer> =>
    updates.screenshot({ path: proofPath('chromium', `updates-${name}-${language}.png`) });

  it('lead from a newer version to its package, and then say that one was older', async () => {
    await open();
    await screenshot('1-before');
    await check();
    await updates.getByText(NEWER).waitFor();
    await screenshot('2-found');

    let go: () => void = () => undefined;
    served.hold(new Promise((resolve) => (go = resolve)));
    await updates.getByRole('button', { name: DOWNLOAD[language] }).click();
    await updates.getByRole('button', { name: /正在下载|Downloading/ }).waitFor();
    await screenshot('3-downloading');
    go();
    await updates.getByRole('button', { name: /文件夹|folder/ }).waitFor();
    await screenshot('4-ready');

    const before = served.repository.read('metadata/timestamp.json');
    served.repository.stamp();
    await check();
    await updates.getByRole('button', { name: CHECK[language] }).and(updates.locator(':enabled')).waitFor();
    served.repository.write('metadata/timestamp.json', before);
    await check();
    await updates.getByText('UPDATE_ROLLED_BACK').waitFor();
    await screenshot('5-refused');
    served.repository.stamp();
    served.repository.stamp();
  });

  it('say that none is newer, and that no server answers', async () => {
    const repository = new RepositoryUnderTest();
    const build = temporaryFolder();
    repository.publish('0.0.1');
    writeFileSync(join(build, 'root.json'), repository.read('metadata/1.root.json'));
    const source = join(build, 'source.json');
    cpSync(join(served.build, 'source.json'), source);
    served.serve(repository);
    await open(build);
    await check();
    await updates.getByText(/已是最新版本|the newest version/).waitFor();
    await screenshot('8-newest');
    writeFileSync(source, JSON.stringify({ url: 'https://127.0.0.1:1' }));
    await check();
    await updates.getByText('UPDATE_UNREACHABLE').waitFor();
    await screenshot('9-unreachable');
    served.serve(served.repository);
    repository.remove();
  });

  it('say that an administrator has switched them off', async () => {
    writeFileSync(policy, JSON.stringify({ updates: 'off' }));
    await open();
    await check();
    await updates.getByText('UPDATES_OFF').waitFor();
    await screenshot('6-off');
  });

  it('say that a build has none', async () => {
    await open(temporaryFolder());
    await check();
    await updates.getByText('UPDATES_NOT_SET_UP').waitFor();
    await screenshot('7-none');
  });
});

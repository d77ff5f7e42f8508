import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { _electron } from 'playwright';
import { beforeAll, describe, expect, it } from 'vitest';

import { isInBrowser } from '../fixtures/in-browser/named-browser.ts';
import { electronLaunch, withDisplay } from '../../build/scripts/launch-electron.mjs';
import { makeDemoWorld, temporaryFolder } from '../fixtures/worlds/demo-world.ts';
import { DocumentWindow } from '../fixtures/window/document-window.ts';
import { PROJECT } from '../fixtures/commands/run-command.ts';
import { inMain } from '../fixtures/window/launch-app.ts';

/** Debian's user "nobody", which has no rights. */
const USER = 'nobody';

/** Copies the files that the app needs to a place that any user may read, as hard links if possible. */
function copyForAll(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true });
  try {
    execFileSync('cp', ['-al', from, to], { stdio: 'ignore' });
  } catch {
    cpSync(from, to, { recursive: true, verbatimSymlinks: true });
  }
}

/**
 * The product runs without Chromium's --no-sandbox, which only root needs: the whole sandbox is on here,
 * including the process-wide one. Only root can become another user, so this test runs as root.
 */
describe.skipIf(isInBrowser())('the app of a user without rights', () => {
  let folder: string;
  let home: string;
  let seal: string;
  let pin: string;

  beforeAll(async () => {
    folder = temporaryFolder();
    chmodSync(folder, 0o755);
    const project = join(folder, 'app');
    for (const part of ['dist', 'package.json', 'node_modules/pkcs11js']) {
      copyForAll(join(PROJECT, part), join(project, part));
    }
    const { executablePath } = electronLaunch();
    const runtime = dirname(executablePath);
    copyForAll(runtime, runtime.replace(PROJECT, `${project}/`));
    const world = await makeDemoWorld();
    home = join(folder, 'world');
    cpSync(world.home, home, { recursive: true });
    mkdirSync(join(folder, 'home'));
    execFileSync('chown', ['-R', USER, home, join(folder, 'home')]);
    seal = world.seals[0]?.name ?? '';
    pin = world.pin;
  });

  it('seals in a fully sandboxed window', () =>
    withDisplay(async (display) => {
      const contract = join(home, '合同.pdf');
      execFileSync('runuser', ['-u', USER, '--', 'sh', '-c', `cp "${home}"/设备*.pdf "${contract}"`]);
      const { executablePath, args, env } = electronLaunch([contract], { ...display, SEALDESK_HOME: home });
      const started = join(folder, 'start.sh');
      const electron = executablePath.replace(PROJECT, `${join(folder, 'app')}/`);
      writeFileSync(started, `#!/bin/sh\nexec runuser -u ${USER} -- "${electron}" "$@"\n`, { mode: 0o755 });
      const app = await _electron.launch({
        executablePath: started,
        args: args
          .filter((argument) => argument !== '--no-sandbox')
          .map((argument) => argument.replace(PROJECT, `${join(folder, 'app')}/`)),
        env: { ...env, HOME: join(folder, 'home'), XDG_CONFIG_HOME: join(folder, 'home') },
        cwd: folder,
      });
      try {
        const window = await app.firstWindow();
        window.setDefaultTimeout(60_000);
        expect(await inMain(app, ({ app: main }) => main.commandLine.hasSwitch('no-sandbox'))).toBe(false);
        expect(await inMain(app, () => process.getuid?.())).not.toBe(0);
        const documentWindow = new DocumentWindow(window);
        await documentWindow.showPage(4);
        await documentWindow.chooseSeal(seal);
        await documentWindow.clickPage(4, 50, 96);
        await documentWindow.askPin();
        await documentWindow.enterPin(pin);
        await documentWindow.waitForText('盖章完成');
        await documentWindow.waitForText('1 个签章有效');
      } finally {
        await app.close();
      }
    }));
});

import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { makeArchive } from './archive.mjs';
import { makeDeb } from './deb.mjs';
import { filled } from './desktop.mjs';
import { settle } from './layout.mjs';
import { layOutForUos, storeVersion } from './uos.mjs';

const DATE = '1700000000';
const FACTS = {
  name: 'sealdesk',
  processor: 'x64',
  hasWindow: true,
  conflicts: ['sealdesk-command'],
  note: 'A test.',
  scripts: true,
} as const;

describe('a package', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'package-'));
    process.env['SOURCE_DATE_EPOCH'] = DATE;
  });
  afterEach(() => {
    delete process.env['SOURCE_DATE_EPOCH'];
    rmSync(folder, { recursive: true });
  });

  it.runIf(process.platform !== 'win32')('has the same rights and times wherever it is built', async () => {
    mkdirSync(join(folder, 'inner'));
    for (const name of ['text', 'program', 'chrome-sandbox'])
      writeFileSync(join(folder, 'inner', name), name);
    chmodSync(join(folder, 'inner/text'), 0o666);
    chmodSync(join(folder, 'inner/program'), 0o700);
    chmodSync(join(folder, 'inner/chrome-sandbox'), 0o755);
    await settle(folder);
    const found = readdirSync(join(folder, 'inner')).map((name) => {
      const { mode, mtimeMs } = statSync(join(folder, 'inner', name));
      return [name, (mode & 0o7777).toString(8), mtimeMs / 1000];
    });
    expect(found).toEqual([
      ['chrome-sandbox', '4755', Number(DATE)],
      ['program', '755', Number(DATE)],
      ['text', '644', Number(DATE)],
    ]);
  });

  it.runIf(existsSync('/usr/bin/dpkg-deb'))('is equal byte for byte, whenever it is built', async () => {
    const built: Buffer[][] = [];
    for (const turn of ['one', 'other']) {
      const [root, tree] = [join(folder, turn, 'root'), join(folder, turn, 'tree')];
      for (const name of turn === 'one' ? ['a', 'b'] : ['b', 'a']) {
        mkdirSync(join(root, 'opt/sealdesk', name), { recursive: true });
        mkdirSync(join(tree, name), { recursive: true });
        writeFileSync(join(root, 'opt/sealdesk', name, 'file'), name);
        writeFileSync(join(tree, name, 'file'), name);
      }
      const [deb, archive] = [join(folder, `${turn}.deb`), join(folder, `${turn}.tar.gz`)];
      await makeDeb(root, deb, { ...FACTS, version: '1.0.0~rc.1' });
      await makeArchive(tree, 'sealdesk-1.0.0-rc.1', archive);
      built.push([readFileSync(deb), readFileSync(archive)]);
    }
    expect(built[0]).toEqual(built[1]);
  });

  it('refuses a text with a place that nothing fills', async () => {
    await expect(filled('app.desktop', { APPID: 'x' })).rejects.toThrow('@WINDOW@');
    expect(await filled('app.desktop', { APPID: 'x', WINDOW: '/w' })).toContain('Exec=/w -- %f');
  });

  it('lies below /opt/apps for UOS, with its description', async () => {
    mkdirSync(join(folder, 'program'));
    writeFileSync(join(folder, 'program/node'), 'node');
    await layOutForUos(join(folder, 'root'), join(folder, 'program'), {
      processor: 'arm64',
      hasWindow: false,
    });
    const own = join(folder, 'root/opt/apps/cn.sealdesk.app');
    expect(readdirSync(own)).toEqual(['files', 'info']);
    const info: unknown = JSON.parse(readFileSync(join(own, 'info'), 'utf8'));
    expect(info).toMatchObject({
      appid: 'cn.sealdesk.app',
      arch: ['arm64'],
      permissions: { autostart: false },
    });
  });

  it.each([
    ['1.0.0-rc.1', '1.0.0.1'],
    ['1.0.0', '1.0.0.1000'],
  ])('of version %s has four numbers for the store: %s', (version, expected) => {
    expect(storeVersion(version)).toBe(expected);
  });
});

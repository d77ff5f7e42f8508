import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import packageManifest from '../../package.json' with { type: 'json' };

const root = resolve(import.meta.dirname, '../..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

/** What types do not know and Electron no longer has, with the version that dropped it. */
const GONE: Readonly<Record<string, string>> = {
  ELECTRON_OZONE_PLATFORM_HINT: '38: XDG_SESSION_TYPE decides',
  ELECTRON_SKIP_BINARY_DOWNLOAD: '42: nothing is fetched before first use',
  "appendSwitch('host-rules'": '39: host-resolver-rules',
  'urls: []': '35: no filter, or <all_urls>',
  marginType: '43: margins in inches',
};

it('The page on versions describes the Electron that is pinned', () => {
  expect(read('build/electron-versions.md')).toContain(`**${packageManifest.devDependencies.electron}**`);
});

it('Nothing uses what Electron no longer has, and types do not know', () => {
  const files = globSync('{electron,build,e2e,.ci}/**/*', { cwd: root, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== 'electron-versions.test.ts')
    .map(({ parentPath, name }) => join(parentPath, name))
    .filter((path) => /\.(?:ts|mjs|js|cjs|sh|yml|yaml)$|\/run$/.test(path));
  expect(files.length).toBeGreaterThan(500);
  const uses = files.flatMap((path) => {
    const text = readFileSync(path, 'utf8');
    return Object.entries(GONE).flatMap(([name, instead]) =>
      text.includes(name) ? [`${path}: ${name} is gone since ${instead}`] : [],
    );
  });
  expect(uses).toEqual([]);
});

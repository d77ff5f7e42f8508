import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { childProcessHosts } from '../../electron/adapters/tokens/child-process-hosts.ts';
import { createTokenHosts, type TokenHosts } from '../../electron/adapters/tokens/token-hosts.ts';
import type { TokenHostEnd } from '../../electron/shared/model/token.ts';
import { PROJECT } from '../../e2e/fixtures/commands/run-command.ts';

const MODULES = {
  pkcs11js: join(PROJECT, 'dist/native/sealdesk-soft-token.so'),
  koffi: join(PROJECT, 'dist/native/sealdesk-soft-skf.so'),
} as const;
type Component = keyof typeof MODULES;

let folder: string;
let client: TokenHosts;
let ends: TokenHostEnd[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sealdesk-component-'));
  // The bundle alone: what it loads from node_modules is what a test puts there.
  cpSync(join(PROJECT, 'dist/token-host'), join(folder, 'token-host'), { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  ends = [];
  client = createTokenHosts({
    modules: () => Object.values(MODULES),
    start: childProcessHosts(join(folder, 'token-host', 'token-host.js')),
    onHostEnd: (end) => ends.push(end),
  });
});
afterEach(() => {
  client.stop();
  rmSync(folder, { recursive: true });
});

/** Puts a package in place whose binding the system's loader refuses as glibc does. */
function tooNew(component: Component): void {
  const place = join(folder, 'node_modules', component);
  mkdirSync(place, { recursive: true });
  const type = component === 'koffi' ? 'module' : 'commonjs';
  writeFileSync(join(place, 'package.json'), JSON.stringify({ name: component, type, main: './index.js' }));
  const message = `/lib/libc.so.6: version \`GLIBC_2.34' not found (required by ${place}/${component}.node)`;
  const error = `Object.assign(new Error(${JSON.stringify(message)}), { code: 'ERR_DLOPEN_FAILED' })`;
  const exported = component === 'koffi' ? 'export default null;' : '';
  writeFileSync(join(place, 'index.js'), `${exported}throw ${error};\n`);
}

const failures = async () =>
  (await client.list()).failures.map(({ error }) => [error.code, error.details?.['component']]);

describe('a compiled part that cannot be loaded', () => {
  it('is named as that, not as a crash of the driver', async () => {
    expect(await failures()).toEqual([
      ['COMPONENT_NOT_LOADED', 'pkcs11js'],
      ['COMPONENT_NOT_LOADED', 'koffi'],
    ]);
    expect(ends).toEqual([]);
  });

  it('is told apart if the system is too old for it, with what it needs', async () => {
    tooNew('pkcs11js');
    tooNew('koffi');
    expect(await failures()).toEqual([
      ['COMPONENT_SYSTEM_TOO_OLD', 'pkcs11js'],
      ['COMPONENT_SYSTEM_TOO_OLD', 'koffi'],
    ]);
    const examined = await client.examine({ module: MODULES.pkcs11js });
    expect(examined).toMatchObject({
      ok: false,
      error: { details: { needs: 'GLIBC_2.34', module: MODULES.pkcs11js } },
    });
    expect(ends).toEqual([]);
  });
});

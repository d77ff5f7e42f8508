import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { buildSoftToken } from '../../soft-token/build.mjs';
import { certified } from '../../soft-token/testing/demo-certificate.ts';
import { realClient, tokenWithKey, type DemoToken } from '../../soft-token/testing/soft-token-fixture.ts';
import { buildMisbehavingModule } from '../build.mjs';

const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

/** The paths of a misbehaving module and the soft token behind it, with the store that they share. */
export interface ModulePair {
  readonly folder: string;
  readonly misbehaving: string;
  readonly honest: string;
}

/** Returns the path of a built module. @throws Error with the reason when there is no compiler */
function built(outcome: ReturnType<typeof buildSoftToken>): string {
  if (outcome.ok) return outcome.path;
  throw new Error(outcome.reason);
}

/** Puts a misbehaving module and a soft token into a folder. @param softToken the module behind it */
export function placeModules(folder: string, name: string, softToken: string): ModulePair {
  const pair = { folder, misbehaving: join(folder, `${name}.so`), honest: join(folder, 'behind.so') };
  copyFileSync(built(buildMisbehavingModule(name)), pair.misbehaving);
  copyFileSync(softToken, pair.honest);
  return pair;
}

/** Makes a folder with both modules and no token yet. It is removed when the test file ends. */
export function freshPair(name: string): ModulePair {
  const folder = mkdtempSync(join(tmpdir(), `${name}-`));
  folders.push(folder);
  return placeModules(folder, name, built(buildSoftToken({ quickPins: true })));
}

/** A token with key and certificate; `module` of the token is the misbehaving module. */
export interface MisbehavingToken extends ModulePair {
  readonly token: DemoToken;
  readonly certificate: Uint8Array;
}

/** Sets a token up through the honest module. */
export async function misbehavingToken(name: string): Promise<MisbehavingToken> {
  const pair = freshPair(name);
  const client = realClient([]);
  try {
    const token = await tokenWithKey(client, pair.honest);
    const certificate = await certified(client, token);
    return { ...pair, token: { ...token, module: pair.misbehaving }, certificate };
  } finally {
    client.stop();
  }
}

/** Returns how often each function was called in which the module misbehaves. */
export function callsOf({ folder }: Pick<ModulePair, 'folder'>): Readonly<Record<string, number>> {
  const path = join(folder, 'calls');
  const names = existsSync(path) ? readFileSync(path, 'utf8').split('\n').filter(Boolean) : [];
  return Object.fromEntries(
    [...new Set(names)].map((name) => [name, names.filter((n) => n === name).length]),
  );
}

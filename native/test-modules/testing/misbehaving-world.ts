import { spawn, type ChildProcess } from 'node:child_process';
import { cpSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll } from 'vitest';
import {
  makeDemoWorld,
  parseDemoWorld,
  temporaryFolder,
  type DemoWorld,
} from '../../../e2e/fixtures/worlds/demo-world.ts';
import { PROJECT, sealdesk, type CommandOutcome } from '../../../e2e/fixtures/commands/run-command.ts';
import { placeModules, type ModulePair } from './misbehaving-token.ts';

const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

let made: Promise<DemoWorld> | undefined;

/** A demonstration world with a misbehaving module, and the path of the sealed file. */
export interface MisbehavingWorld extends ModulePair {
  readonly world: DemoWorld;
  readonly output: string;
}

/** Makes a copy of one world, which is made once a test file. */
export async function misbehavingWorld(name: string): Promise<MisbehavingWorld> {
  const original = await (made ??= makeDemoWorld());
  const folder = temporaryFolder();
  folders.push(folder);
  const home = join(folder, 'world');
  cpSync(original.home, home, { recursive: true });
  const honest = original.pkcs11Module.replace(original.home, home);
  const moved = join(folder, 'soft-token.so');
  renameSync(honest, moved);
  const pair = placeModules(dirname(honest), name, moved);
  const description = join(home, 'world.json');
  const text = readFileSync(description, 'utf8').replaceAll(original.pkcs11Module, pair.misbehaving);
  writeFileSync(description, text.replaceAll(original.home, home));
  const world = parseDemoWorld(readFileSync(description, 'utf8'));
  return { ...pair, world, output: join(folder, 'sealed.pdf') };
}

function sealArguments({ world, output }: MisbehavingWorld): readonly string[] {
  const seal = ['--seal', world.seals[0]?.esId ?? '', '--at', '60,90'];
  return ['seal', world.contract, '-o', output, ...seal, '--pin-env', 'PIN', '--json'];
}

/** Seals the world's contract with the real command line. */
export function sealIn(at: MisbehavingWorld, pin = at.world.pin): Promise<CommandOutcome> {
  return sealdesk(sealArguments(at), { home: at.world.home, env: { PIN: pin } });
}

/** Starts the same command, for a test that kills it. */
export function startSealIn(at: MisbehavingWorld): ChildProcess {
  const environment = { ...process.env, SEALDESK_HOME: at.world.home, PIN: at.world.pin };
  const command = [join(PROJECT, 'dist/cli/cli.js'), ...sealArguments(at)];
  return spawn(process.execPath, command, { env: environment, stdio: 'ignore' });
}

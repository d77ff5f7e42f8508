import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';

import { complaintsAbout, librariesNeeded } from '../../../build/scripts/natives/library-versions.mjs';
import { FUSES, readFuses, wrongFuses } from '../../../build/scripts/package/fuses.mjs';
import { temporaryFolder } from '../../fixtures/worlds/demo-world.ts';
import { filesInArchive, PACKAGE, packageApp, systemOfBinary } from '../../fixtures/window/packaged-app.ts';
import { writeProof } from '../../fixtures/proof.ts';
import { run, sealdesk } from '../../fixtures/commands/run-command.ts';

const ARCHIVE = join(PACKAGE, 'resources/app.asar');
/** What belongs to the demonstration or to tests. */
const UNWANTED =
  /soft-(token|skf)|demo-ca|world\.json|\.key\.pem|native\/test|\.test\.|\.map$|fixture|-700-normal/;
/** The bindings for an old C library are built once and then kept in the user's cache. */
const FIRST_BUILD_MS = 900_000;
const PRIVATE_KEY = /-----BEGIN [A-Z ]*PRIVATE KEY-----\s+[A-Za-z0-9+/=]{20}/;

/** The packaged folder as customers get it, and a fresh home. */
describe.runIf(process.platform === 'linux')('the product', () => {
  const proof: Record<string, unknown> = {};
  let files: readonly string[];
  beforeAll(async () => {
    await packageApp();
    files = filesInArchive(ARCHIVE);
  }, FIRST_BUILD_MS);

  it('contains no soft token, no key of the demonstration, no test module', () => {
    const unpacked = readdirSync(PACKAGE, { recursive: true, encoding: 'utf8' });
    const found = [...files, ...unpacked].filter((path) => UNWANTED.test(path));
    proof['files'] = { inArchive: files.length, unwanted: found };
    expect(found).toEqual([]);
    expect(files).toContain('dist/main/main.js');
    expect(PRIVATE_KEY.test(readFileSync(ARCHIVE, 'latin1'))).toBe(false);
  });

  it('contains binaries for this system alone', () => {
    const binaries = readdirSync(`${ARCHIVE}.unpacked`, { recursive: true, encoding: 'utf8' }).filter(
      (path) => /\.(node|so|dll|dylib)$/.test(path),
    );
    const foreign = binaries.filter(
      (path) =>
        systemOfBinary(join(`${ARCHIVE}.unpacked`, path)) !== 'linux-x64' ||
        /win32|darwin|musl|arm64|ia32/.test(path),
    );
    proof['binaries'] = { all: binaries, foreign };
    expect(foreign).toEqual([]);
    expect(binaries.some((path) => path.endsWith('better-sqlite3/prebuilds/linux-x64.node'))).toBe(true);
  });

  it('asks for no later C library than glibc 2.28', () => {
    const needed = librariesNeeded(PACKAGE);
    proof['libraries'] = Object.fromEntries(needed.map(({ path, needs }) => [path, needs]));
    expect(complaintsAbout(needed, 'x64')).toEqual([]);
    expect(needed.some(({ path }) => path.endsWith('pkcs11.node'))).toBe(true);
  });

  it('has every fuse of its Electron as it is to stand', async () => {
    const fuses = await readFuses(join(PACKAGE, 'sealdesk'));
    const absent = Object.keys(FUSES).filter((name) => fuses[name] === null);
    proof['fuses'] = { ...fuses, absent };
    expect(wrongFuses(fuses)).toEqual([]);
    // Electron 33, which stands in for tests, is older than the last one.
    expect(absent.filter((name) => name !== 'WasmTrapHandlers')).toEqual([]);
  });

  it.each(['--remote-debugging-port=0', '--remote-debugging-pipe', '--inspect=0', '--js-flags=--expose-gc'])(
    'does not start with %s',
    async (name) => {
      const home = join(temporaryFolder(), 'home');
      const outcome = await run(join(PACKAGE, 'sealdesk'), ['--no-sandbox', name], { home });
      expect({ status: outcome.status, home: existsSync(home) }).toEqual({ status: 64, home: false });
      expect(outcome.stderr).toContain(name.split('=')[0]);
      expect(outcome.stderr).not.toMatch(/DevTools listening|Debugger listening/);
    },
  );

  it('leaves a fresh home without a demonstration, whatever is asked of it', async () => {
    const home = join(temporaryFolder(), 'home');
    mkdirSync(home);
    const tokens = await sealdesk(['tokens'], { home });
    expect(tokens.stdout + tokens.stderr).toContain('TOKEN_NOT_FOUND');
    expect(readdirSync(home)).toEqual(['trust']);
    proof['home after tokens'] = readdirSync(home);
    const chosen = await sealdesk(['demo', join(temporaryFolder(), 'demonstration')]);
    expect(chosen.status).toBe(0);
  });

  it('leaves its proof', () => {
    writeProof('attack-15-clean-product', {
      reproduction:
        'The packaged product ships the soft token, makes a demonstration world with private keys in a fresh home, and accepts debugging switches',
      before: {
        commit: 'bf234e7',
        answer:
          'two soft tokens, 3 better-sqlite3 binaries and 1 koffi binary of other systems in the package; tokens with an empty home makes world.json and demo-ca',
      },
      now: proof,
    });
    expect(Object.keys(proof)).toHaveLength(5);
  });
});

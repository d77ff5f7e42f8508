import { createHash } from 'node:crypto';
import { cp, mkdir, readdir, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { answerOf, expectRun, say } from '../setup/run.mjs';
import { cached } from './folders.mjs';

/** Returns the upstream version of OpenSSL that this Debian would install, such as 3.0.22. */
function candidateVersion() {
  const policy = answerOf('apt-cache', ['policy', 'libssl-dev']);
  const version = /Candidate: (?:\d+:)?([^\s-]+)/.exec(policy)?.[1];
  if (version === undefined) throw new Error('apt knows no libssl-dev, so no source of OpenSSL either');
  return version;
}

/**
 * Fetches OpenSSL's source by apt, which checks its signature. It asks the archives that this system uses, from lists
 * of its own, so that the system's lists stay as they are and no root is needed.
 */
async function fetchSource(work) {
  const place = ['--format', '$(REPO_URI) $(RELEASE) $(COMPONENT)', 'Created-By: Packages', 'Origin: Debian'];
  const archives = [
    ...new Set(
      answerOf('apt-get', ['indextargets', ...place])
        .trim()
        .split('\n'),
    ),
  ];
  const sources = join(work, 'sources.list');
  await writeFile(sources, archives.map((line) => `deb-src ${line}\n`).join(''));
  for (const name of ['lists/partial', 'cache/archives/partial'])
    await mkdir(join(work, name), { recursive: true });
  const settings = {
    'Dir::Etc::SourceList': sources,
    'Dir::Etc::SourceParts': '/dev/null',
    'Dir::State::Lists': join(work, 'lists'),
    'Dir::Cache': join(work, 'cache'),
  };
  const options = ['-q', ...Object.entries(settings).flatMap(([name, value]) => ['-o', `${name}=${value}`])];
  await expectRun('apt-get update', 'apt-get', [...options, 'update'], { cwd: work });
  const source = ['source', '--download-only', '--tar-only', 'openssl'];
  await expectRun('apt-get source', 'apt-get', [...options, ...source], { cwd: work });
  const archive = (await readdir(work)).find((name) => /\.orig\.tar\.\w+$/.test(name));
  await expectRun('tar', 'tar', ['-xf', join(work, archive)], { cwd: work });
  return join(
    work,
    (await readdir(work)).find((name) => /^openssl-[\d.]+\w*$/.test(name)),
  );
}

/** Everything that the soft tokens have no use for, so that the build takes one minute of a processor and not five. */
const without = [
  ...[
    'shared',
    'tests',
    'engine',
    'dso',
    'legacy',
    'deprecated',
    'asm',
    'async',
    'sock',
    'stdio',
    'ui-console',
  ],
  ...[
    'cmp',
    'cms',
    'ts',
    'ocsp',
    'ct',
    'srp',
    'srtp',
    'tls',
    'dtls',
    'comp',
    'rfc3779',
    'multiblock',
    'ec2m',
  ],
  ...[
    'rc2',
    'rc4',
    'rc5',
    'idea',
    'bf',
    'cast',
    'des',
    'camellia',
    'aria',
    'seed',
    'chacha',
    'poly1305',
    'ocb',
  ],
  ...['md4', 'mdc2', 'rmd160', 'whirlpool', 'blake2', 'siphash', 'siv', 'gost', 'dsa', 'dh'],
].map((name) => `no-${name}`);

/** Builds something of OpenSSL once for each version and choice. @returns the folder with what `keep` has put there */
function built({ target, product, configure }, make, keep) {
  const choice = createHash('sha256').update(configure.join(' ')).digest('hex').slice(0, 8);
  return cached(`openssl-${candidateVersion()}-${target}-${choice}`, async (folder, work) => {
    say(`Building ${product} for ${target}; it is kept for the next time`);
    const source = await fetchSource(work);
    await expectRun('Configure', 'perl', ['Configure', ...configure], { cwd: source });
    await expectRun('make', 'make', ['build_generated'], { cwd: source });
    const jobs = `-j${availableParallelism()}`;
    // Tests may run beside it.
    await expectRun('make', 'nice', ['make', '-s', jobs, make], { cwd: source });
    await keep(source, folder);
  });
}

/**
 * Returns the folder with `lib/libcrypto.a` and `include` of OpenSSL for a target. It is built once for each version.
 * @param {{ target: string, configuration: string, options: readonly string[] }} wanted configuration: OpenSSL's
 *   own name of the target; options: further arguments of its Configure
 */
export function libcryptoFor({ target, configuration, options }) {
  const configure = [configuration, ...options, 'CFLAGS=-O1', ...without];
  return built({ target, product: 'libcrypto', configure }, 'libcrypto.a', async (source, folder) => {
    await cp(join(source, 'include'), join(folder, 'include'), { recursive: true });
    await cp(join(source, 'libcrypto.a'), join(folder, 'lib/libcrypto.a'));
  });
}

/**
 * Returns the folder with `openssl.exe`, whole and in one file, and its `openssl.cnf`: the same version as this Debian's
 * own, for tests on a Windows that has none. It takes five minutes of a processor, once for each version.
 * @param {string} prefix of mingw-w64's programs, such as x86_64-w64-mingw32
 */
export function opensslForWindows(prefix) {
  const whole = ['no-shared', 'no-tests', 'no-module', 'no-engine', 'CFLAGS=-O1', 'LDFLAGS=-static'];
  const configure = ['mingw64', `--cross-compile-prefix=${prefix}-`, ...whole];
  const wanted = { target: 'win32-x64', product: 'openssl.exe', configure };
  return built(wanted, 'apps/openssl.exe', async (source, folder) => {
    for (const name of ['openssl.exe', 'openssl.cnf'])
      await cp(join(source, 'apps', name), join(folder, name));
  });
}

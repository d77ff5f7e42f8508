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

/**
 * Returns the folder with `lib/libcrypto.a` and `include` of OpenSSL for a target. It is built once for each version.
 * @param {{ target: string, configuration: string, options: readonly string[] }} wanted configuration: OpenSSL's
 *   own name of the target; options: further arguments of its Configure
 */
export function libcryptoFor({ target, configuration, options }) {
  const configure = [configuration, ...options, 'CFLAGS=-O1', ...without];
  const choice = createHash('sha256').update(configure.join(' ')).digest('hex').slice(0, 8);
  return cached(`openssl-${candidateVersion()}-${target}-${choice}`, async (folder, work) => {
    say(`Building libcrypto for ${target}; it is kept for the next time`);
    const source = await fetchSource(work);
    await expectRun('Configure', 'perl', ['Configure', ...configure], { cwd: source });
    await expectRun('make', 'make', ['build_generated'], { cwd: source });
    const jobs = `-j${availableParallelism()}`;
    // Tests may run beside it.
    await expectRun('make', 'nice', ['make', '-s', jobs, 'libcrypto.a'], { cwd: source });
    await cp(join(source, 'include'), join(folder, 'include'), { recursive: true });
    await cp(join(source, 'libcrypto.a'), join(folder, 'lib/libcrypto.a'));
  });
}

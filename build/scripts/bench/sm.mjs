import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { build } from 'vite';
import { currentElectron } from '../setup/electron-runtime.mjs';
import { inProject, pinnedNode } from '../setup/project.mjs';
import { measured } from './alternate.mjs';
import { median } from './median.mjs';
import { atLeast, row } from './rows.mjs';

const folder = inProject('out/bench/sm');
const program = join(folder, 'measure-sm.js');

async function bundleProgram() {
  await build({
    ...{ configFile: false, envDir: false, logLevel: 'error', root: inProject('.'), publicDir: false },
    ssr: { noExternal: true, target: 'node' },
    build: {
      ...{ outDir: folder, emptyOutDir: true, minify: false, ssr: true, target: 'node20' },
      rolldownOptions: {
        input: { 'measure-sm': inProject('build/scripts/bench/measure-sm.mjs') },
        output: { entryFileNames: '[name].js', format: 'es' },
      },
    },
  });
}

/** Electron, as the Node that it contains; without one, what would run there is left out. */
function runtimes() {
  const electron = currentElectron();
  const inNode = { name: 'Node', executable: pinnedNode, environment: {} };
  if (electron === undefined) return [inNode];
  const environment = { ELECTRON_RUN_AS_NODE: '1' };
  return [inNode, { name: 'Electron', executable: electron.executable, environment }];
}

/**
 * Measures candidates and OpenSSL in turn, in processes of their own.
 * @param part its name, candidates with their names and targets, and how OpenSSL's rate is measured
 * @returns rows of the bench
 */
async function compare({ part, peer, peerRate, candidates }, { rounds, isTiny }) {
  const seconds = isTiny ? 0.1 : 1;
  await bundleProgram();
  const subjects = runtimes().flatMap(({ name, executable, environment }) =>
    candidates.map((candidate) => ({ ...candidate, name, executable, environment, ratios: [], peak: 0 })),
  );
  for (let round = 0; round < rounds; round += 1) {
    for (const subject of subjects) {
      const peersRate = peerRate();
      const args = [program, subject.candidate, String(seconds)];
      const done = await measured(subject.executable, args, { env: subject.environment });
      subject.ratios.push(Number(done.stdout) / peersRate);
      subject.peak = Math.max(subject.peak, done.peakBytes / 1e6);
    }
  }
  return subjects.map(({ title, name, target, ratios, peak }) =>
    row({
      ...{ part, subject: `${title}, ${name}`, peer, ratio: median(ratios), target },
      peakMegabytes: peak,
    }),
  );
}

/** Reads the numbers of a line that `openssl speed -mr` prints. */
function opensslSpeed(args, line) {
  const options = { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] };
  const printed = execFileSync('openssl', ['speed', '-mr', '-seconds', '1', ...args], options);
  const found = printed.split('\n').find((each) => each.startsWith(line));
  return Number(found.split(':').at(-1));
}

/** SM3 of blocks of 16 kB, in bytes a second. A ratio above 1 is faster than OpenSSL. */
export const benchSm3 = (bench) =>
  compare(
    {
      ...{ part: 'sm3', peer: 'openssl speed -evp sm3' },
      peerRate: () => opensslSpeed(['-bytes', '16384', '-evp', 'sm3'], '+F:'),
      candidates: [
        { title: 'own engine', candidate: 'sm3-own', target: atLeast(0.95) },
        { title: 'hash-wasm', candidate: 'sm3-hash-wasm', target: null },
        { title: 'plain JavaScript', candidate: 'sm3-plain', target: null },
      ],
    },
    bench,
  );

/** SM2 verifications a second. A ratio above 1 is faster than OpenSSL. */
export const benchSm2 = (bench) =>
  compare(
    {
      ...{ part: 'sm2', peer: 'openssl speed sm2' },
      peerRate: () => opensslSpeed(['sm2'], '+F7:'),
      candidates: [
        { title: 'own engine, a new key each time', candidate: 'sm2-own-new', target: atLeast(1.5) },
        { title: 'own engine, a key seen before', candidate: 'sm2-own-seen', target: atLeast(3) },
        { title: '@noble/curves', candidate: 'sm2-noble', target: null },
      ],
    },
    bench,
  );

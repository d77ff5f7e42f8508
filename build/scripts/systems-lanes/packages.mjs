import { createHash } from 'node:crypto';
import { cp, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { targetNames } from '../bundle/targets.mjs';
import { readFuses, wrongFuses } from '../package/fuses.mjs';
import { sourceDate } from '../package/product.mjs';
import { inProject, pinnedNode } from '../setup/project.mjs';
import { answerOf, say } from '../setup/run.mjs';
import { provide } from '../setup/system-packages.mjs';
import { thisSystem } from '../systems/this-system.mjs';
import { highestNeeds, treeOfPackage } from './package-contents.mjs';
import { LeftOut } from './run-lane.mjs';
import { withElectrons } from './stand-in-electron.mjs';
import { withTranscript } from './transcript.mjs';

/** Every package that this machine can make. For arm64 those of the command line are given out where there is no Electron for it. */
const wanted = [
  { target: 'linux-x64', formats: 'deb,rpm,tar.gz,uos', options: [] },
  { target: 'linux-arm64', formats: 'deb,rpm,tar.gz,uos', options: ['--command'] },
  { target: 'linux-arm64', formats: 'deb', options: [] },
  { target: 'win32-x64', formats: 'nsis,msi', options: [] },
];

/** What packages are put together from, and what set-up would otherwise take as done. */
const staging = [
  ...['out/package', 'out/packages', 'out/package-natives', 'out/package-runtime', 'out/components'],
  ...['out/natives/win32-x64', 'out/natives/win32-ia32', ...targetNames.map((name) => `dist/${name}`)],
];

/** Two builders that have nothing in common but the source: rights of new files and the time of the place differ. */
const builders = [
  { name: 'first', mask: 0o022, env: { TZ: 'UTC', LC_ALL: 'C' } },
  { name: 'second', mask: 0o077, env: { TZ: 'Asia/Shanghai', LC_ALL: 'C.UTF-8' } },
];

const folder = inProject('out/systems/packages');
const proof = inProject('out/proof/packages');

/** Makes every package from nothing but the source and what comes from registries. @returns their paths, in a folder of their own */
async function build({ name, mask, env }, date) {
  for (const part of staging) await rm(inProject(part), { recursive: true, force: true });
  const kept = join(folder, name);
  await mkdir(kept, { recursive: true });
  const settings = { env: { ...process.env, ...env, SOURCE_DATE_EPOCH: String(date) } };
  const before = process.umask(mask);
  const files = [];
  try {
    for (const { target, formats, options } of wanted) {
      say(`Packages for ${target}, by the ${name} builder`);
      const script = inProject('build/scripts/package.mjs');
      const args = [script, '--target', target, '--format', formats, ...options];
      const made = answerOf(pinnedNode, args, settings);
      for (const file of made.trim().split('\n')) {
        const place = join(kept, basename(file));
        await rename(file, place);
        files.push({ target, file: place });
      }
    }
  } finally {
    process.umask(before);
  }
  return files;
}

/** Where two packages differ, in words; null where they do not. */
async function difference(one, other) {
  const [left, right] = [await readFile(one), await readFile(other)];
  if (left.equals(right)) return null;
  const first = left.findIndex((byte, index) => byte !== right[index]);
  return `${left.length} and ${right.length} bytes, the first other one at ${first}`;
}

/** Checks what a package holds, and leaves its notices and its bill of materials in the proof. */
async function lookInside(transcript, { target, file }) {
  const name = basename(file);
  const tree = await treeOfPackage(file, join(folder, 'tree'));
  const { needs, complaints } = highestNeeds(tree, target);
  transcript.expect(
    `${name} holds programs for ${target} alone, and none for later systems`,
    complaints === '',
  );
  const paths = await readdir(tree, { recursive: true });
  const found = (ending) => paths.filter((path) => basename(path) === ending).sort();
  await mkdir(join(proof, name), { recursive: true });
  for (const path of [...found('sealdesk.cdx.json'), ...found('THIRD-PARTY-NOTICES.txt')])
    await cp(join(tree, path), join(proof, name, path.replaceAll(/[/\\]/g, ' ')));
  transcript.expect(`${name} holds a bill of materials`, found('sealdesk.cdx.json').length > 0);
  transcript.expect(`${name} holds notices, and the licence of Node`, found('LICENSE.node.txt').length > 0);
  const [window] = [...found('chrome_100_percent.pak'), ...found('LICENSES.chromium.html')];
  const fuses = window === undefined ? null : await fusesOf(join(tree, window, '..'));
  if (fuses !== null)
    transcript.expect(`${name}: every fuse stands as it is to`, wrongFuses(fuses).length === 0);
  const content = await readFile(file);
  const sha256 = createHash('sha256').update(content).digest('hex');
  return { name, target, bytes: content.length, sha256, needs, fuses };
}

async function fusesOf(place) {
  const program = (await readdir(place)).find((name) => ['sealdesk', 'SealDesk.exe'].includes(name));
  return readFuses(join(place, program));
}

const namesOfFuses = (fuses) =>
  Object.entries(fuses ?? {})
    .map(([fuse, on]) => `${fuse} ${on ?? 'absent'}`)
    .join(', ');

function table(rows) {
  const columns = {
    Package: ({ name }) => name,
    Size: ({ bytes }) => `${(bytes / 1e6).toFixed(1)} MB`,
    'Two builds': ({ isEqual }) => (isEqual ? 'equal' : 'DIFFERENT'),
    'SHA-256': ({ sha256 }) => sha256,
    'Highest symbol versions': ({ needs }) => needs,
    Window: ({ window }) => window,
    Fuses: ({ fuses }) => namesOfFuses(fuses),
  };
  const line = (cells) => `| ${cells.join(' | ')} |`;
  const ofRow = (row) => line(Object.values(columns).map((cell) => cell(row)));
  const head = Object.keys(columns);
  return [line(head), `|${' --- |'.repeat(head.length)}`, ...rows.map(ofRow), ''].join('\n');
}

/**
 * Makes every package twice, by builders with other rights and another time zone, and compares them byte by byte; looks into each
 * for the versions of libraries that it needs, its bill of materials, its notices and its fuses. All of it is left in `out/proof/packages`.
 * The windows for Windows and arm64 are stand-ins where no variable names an Electron (`withElectrons`).
 * @throws LeftOut for a user who is not root on a Debian
 */
export async function packages() {
  if (!thisSystem.isRoot()) throw new LeftOut('only root may build for old C libraries');
  await provide(['rpm', 'cpio', 'msitools', 'binutils-mingw-w64-x86-64', 'g++-mingw-w64-x86-64-win32']);
  for (const place of [folder, proof]) await rm(place, { recursive: true, force: true });
  await mkdir(proof, { recursive: true });
  const counts = await withElectrons(['win32-x64', 'linux-arm64'], compare);
  if (counts.failed === 0) await rm(folder, { recursive: true, force: true });
  return counts;
}

/** Builds all twice, and looks at what was built. @param {readonly string[]} standIns the targets whose window is a stand-in */
async function compare(standIns) {
  const date = sourceDate();
  const [first, second] = [await build(builders[0], date), await build(builders[1], date)];
  return withTranscript('packages', async (transcript) => {
    const rows = [];
    for (const [index, each] of first.entries()) {
      const differs = await difference(each.file, second[index].file);
      const name = basename(each.file);
      transcript.expect(
        `${name} is the same twice${differs === null ? '' : `: ${differs}`}`,
        differs === null,
      );
      const found = await lookInside(transcript, each);
      const electron = standIns.includes(each.target) ? 'a stand-in' : 'Electron';
      rows.push({ ...found, isEqual: differs === null, window: found.fuses === null ? 'none' : electron });
    }
    await writeFile(join(proof, 'packages.json'), `${JSON.stringify(rows, undefined, 2)}\n`);
    await writeFile(join(proof, 'packages.md'), table(rows));
    say(table(rows));
  });
}

import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, release, totalmem } from 'node:os';
import { format, resolveConfig } from 'prettier';
import { currentElectron } from '../setup/electron-runtime.mjs';
import { inProject } from '../setup/project.mjs';
import { tableOf } from './rows.mjs';

const path = inProject('build/bench/results.md');
const HEAD = `# What was measured

Ratios of one run each: candidates and peers alternated, medians. \`npm run bench -- --append\` adds a run at the end. [What bounds the rest](limits.md)
says why some targets are not met.
`;

function versionOf(program, args) {
  const { stdout, error } = spawnSync(program, args, { encoding: 'utf8' });
  return error === undefined ? stdout.split('\n')[0].trim() : `no ${program}`;
}

/** Describes the machine and the versions that figures depend on, without names of computer or person. */
function machine() {
  const [{ model }, { length }] = [cpus()[0], cpus()];
  const kernel = release().split('.').slice(0, 2).join('.');
  const electron = currentElectron();
  const found = electron === undefined ? 'no Electron' : `Electron ${electron.version ?? electron.kind}`;
  return [
    `${length} × ${model}, ${Math.round(totalmem() / 1e9)} GB, ${process.platform} ${kernel}`,
    // A machine that does other work gives other ratios.
    `load ${loadavg()[0].toFixed(1)}`,
    ...[`Node ${process.versions.node}`, found, versionOf('openssl', ['version']).replace(/ \(.*/, '')],
  ].join('; ');
}

/** Returns one run as a section in Markdown. */
function sectionOf(rows, rounds) {
  const date = new Date().toISOString().slice(0, 10);
  return ['', `## ${date}`, '', `${machine()}. Rounds: ${rounds}.`, '', ...tableOf(rows), ''].join('\n');
}

/** Adds a run to the history. */
export async function appendResults(rows, rounds) {
  const before = existsSync(path) ? readFileSync(path, 'utf8') : HEAD;
  const options = await resolveConfig(path, { config: inProject('build/config/prettier.json') });
  writeFileSync(
    path,
    await format(`${before}${sectionOf(rows, rounds)}`, { ...options, parser: 'markdown' }),
  );
}

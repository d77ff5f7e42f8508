import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { measureProgram } from '../../../e2e/fixtures/peak-memory.ts';
import { writeProof } from '../../../e2e/fixtures/proof.ts';
import { inProject, pinnedNode } from '../setup/project.mjs';
import { median } from './median.mjs';
import { writeRegister } from './write-register.mjs';

/** USER_HZ of Linux: the unit of CPU times in /proc/self/stat. */
const ticksPerSecond = 100;

/** CPU seconds of all processes that this one has started and that have ended, with theirs (proc_pid_stat(5)). */
function childSeconds() {
  const fields = readFileSync('/proc/self/stat', 'latin1').split(') ')[1].split(' ');
  return (Number(fields[13]) + Number(fields[14])) / ticksPerSecond;
}

async function run(dist, home, args, { status = 0, env = {} } = {}) {
  const program = [join(dist, 'cli/cli.js'), ...args];
  const done = await measureProgram(pinnedNode, program, { SEALDESK_HOME: home, ...env });
  if (done.status !== status) throw new Error(`${args.join(' ')}: status ${done.status}: ${done.stdout}`);
  return done;
}

/** Measures a command of the built command line. CPU seconds are those of all its processes. */
async function measured(dist, home, args, options) {
  const before = childSeconds();
  const done = await run(dist, home, args, options);
  const round = (value) => Math.round(value * 100) / 100;
  return {
    cpuSeconds: round(childSeconds() - before),
    seconds: round(done.seconds),
    peakMegabytes: Math.round(done.peakBytes / 1e6),
  };
}

async function repeated(times, work) {
  const runs = [];
  for (let run = 0; run < times; run += 1) runs.push(await work(run));
  return Object.fromEntries(Object.keys(runs[0]).map((key) => [key, median(runs.map((each) => each[key]))]));
}

function startPlatform(dist, home) {
  const args = [join(dist, '../e2e/platform/main.ts'), home, '--end-with-input', '--profile', 'guangdong'];
  const child = spawn(pinnedNode, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  return new Promise((resolve, reject) => {
    child.on('exit', (status) => reject(new Error(`the platform ended with status ${status}`)));
    child.stdout.once('data', () =>
      resolve(
        () =>
          new Promise((ended) => child.removeAllListeners('exit').once('exit', ended) && child.stdin.end()),
      ),
    );
  });
}

/** Measures every command with a register of so many entries. @param rounds of the short commands */
async function measureAt(count, { dist, folder, rounds, opens }) {
  const home = join(folder, `home-${count}`);
  await measured(dist, home, ['demo', home]);
  const world = { ...JSON.parse(readFileSync(join(home, 'world.json'), 'utf8')), home };
  await writeRegister(world, count);
  const [{ esId }] = world.seals;
  const output = (name) => join(folder, `${count}-${name}`);
  const approved = async () => {
    const requested = [
      world.contract,
      '--seal',
      esId,
      '--at',
      '60,90',
      '--applicant',
      '张三',
      '--purpose',
      '采购',
    ];
    const { stdout } = await run(dist, home, ['approval', 'request', ...requested, '--json']);
    const { id } = JSON.parse(stdout).approval.request;
    const scan = output('scan.pdf');
    writeFileSync(scan, '%PDF-1.4 scan');
    const paper = ['--number', `${id}`, '--date', '2026-11-20', '--approver', '林知远', '--scan', scan];
    await run(dist, home, ['approval', 'paper', id, ...paper]);
    return ['--approval', id];
  };
  const sealing = (name, more, status) => {
    const args = ['seal', world.contract, '-o', output(name), '--seal', esId, '--at', '60,90', ...more];
    return measured(dist, home, [...args, '--pin-env', 'BENCH_PIN'], {
      status,
      env: { BENCH_PIN: world.pin },
    });
  };
  const results = {};
  results.upgrade = await measured(dist, home, ['register', 'list']);
  const stop = await startPlatform(dist, home);
  try {
    if (opens) await run(dist, home, ['platform', 'bind', 'sandbox', '--yes']);
    // 广东 第10条: the holder has looked at the picture of the seal.
    if (opens) await run(dist, home, ['confirm', esId, '--yes']);
    results.firstContact = await measured(dist, home, ['sync']);
    if (opens) {
      const { tokenSerial } = world.companies[0];
      const args = ['register', 'open', '--token', tokenSerial, '--pin-env', 'BENCH_PIN'];
      results.firstUpload = await measured(dist, home, args, { env: { BENCH_PIN: world.pin } });
    }
    results.tokens = await repeated(rounds, () => measured(dist, home, ['tokens']));
    const approvals = [];
    for (let round = 0; round < rounds; round += 1) approvals.push(await approved());
    results.seal = await repeated(rounds, (run) => sealing(`sealed-${run}.pdf`, approvals[run], 0));
    results.refusedSeal = await repeated(rounds, () => sealing('refused.pdf', [], 69));
    results.list = await repeated(rounds, () => measured(dist, home, ['register', 'list']));
    const words = ['register', 'list', '--search', `采购合同-${Math.floor(count / 3)}.pdf`];
    results.listSearched = await measured(dist, home, words);
    await measured(dist, home, ['sync']);
    results.verify = await repeated(rounds, () => measured(dist, home, ['verify', output('sealed-0.pdf')]));
    results.registerVerify = await measured(dist, home, ['register', 'verify']);
    results.exportCsv = await measured(dist, home, ['register', 'export', '-o', output('register.csv')]);
    const asJson = ['register', 'export', '--format', 'json', '-o', output('register.json')];
    results.exportJson = await measured(dist, home, asJson);
  } finally {
    await stop();
  }
  return results;
}

function table(results) {
  const sizes = Object.keys(results);
  const lines = [`| | ${sizes.join(' | ')} |`, `|---|${sizes.map(() => '---').join('|')}|`];
  for (const name of Object.keys(results[sizes[0]])) {
    const cells = sizes.map((size) => results[size][name]);
    const text = cells.map(
      ({ cpuSeconds, seconds, peakMegabytes }) => `${cpuSeconds} / ${seconds} / ${peakMegabytes}`,
    );
    lines.push(`| ${name} | ${text.join(' | ')} |`);
  }
  return `${lines.join('\n')}\n`;
}

/**
 * Measures the commands that ask the register, at several sizes of it: CPU seconds of all processes, wall seconds, and
 * peak megabytes of the command's process. Linux only. Writes out/proof/register-scale.json.
 * @param args options: --sizes 100,10000,100000; --rounds 3; --dist DIR of another build, --opens no if
 *   that knows neither `register open` nor `platform bind`; --name of the proof
 */
export async function benchRegister(args) {
  const { values } = parseArgs({
    args,
    options: {
      sizes: { type: 'string', default: '100,10000,100000' },
      rounds: { type: 'string', default: '3' },
      dist: { type: 'string', default: inProject('dist') },
      opens: { type: 'string', default: 'yes' },
      name: { type: 'string', default: 'register-scale' },
    },
  });
  mkdirSync(inProject('out/bench'), { recursive: true });
  const folder = mkdtempSync(inProject('out/bench', 'register-'));
  try {
    const results = {};
    for (const size of values.sizes.split(',')) {
      results[size] = await measureAt(Number(size), {
        ...{ dist: values.dist, folder, rounds: Number(values.rounds) },
        opens: values.opens === 'yes',
      });
      process.stderr.write(`${size}: ${JSON.stringify(results[size])}\n`);
    }
    const unit = 'cpuSeconds of all processes, seconds of wall time, peakMegabytes of the command';
    writeProof(values.name, { unit, results });
    process.stdout.write(table(results));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (process.argv[1] === import.meta.filename) await benchRegister(process.argv.slice(2));

import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeProof } from '../../../e2e/fixtures/proof.ts';
import { inProject, pinnedNode } from '../setup/project.mjs';
import { childSeconds, measured } from './alternate.mjs';
import { median } from './median.mjs';
import { atMost, row } from './rows.mjs';
import { commandLine } from './workbench.mjs';
import { writeRegister } from './write-register.mjs';

const run = (home, args, { status, env } = {}) =>
  measured(pinnedNode, [commandLine, ...args], { env: { SEALDESK_HOME: home, ...env }, status });

/** Measures a command of the built command line. CPU seconds are those of all its processes. */
async function costOf(home, args, options) {
  const before = childSeconds();
  const done = await run(home, args, options);
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

function startPlatform(home) {
  const args = [inProject('e2e/platform/main.ts'), home, '--end-with-input', '--profile', 'guangdong'];
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
async function measureAt(count, { folder, rounds }) {
  const home = join(folder, `home-${count}`);
  await costOf(home, ['demo', home]);
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
    const { stdout } = await run(home, ['approval', 'request', ...requested, '--json']);
    const { id } = JSON.parse(stdout).approval.request;
    const scan = output('scan.pdf');
    writeFileSync(scan, '%PDF-1.4 scan');
    const paper = ['--number', `${id}`, '--date', '2026-11-20', '--approver', '林知远', '--scan', scan];
    await run(home, ['approval', 'paper', id, ...paper]);
    return ['--approval', id];
  };
  const sealing = (name, more, status) => {
    const args = ['seal', world.contract, '-o', output(name), '--seal', esId, '--at', '60,90', ...more];
    return costOf(home, [...args, '--pin-env', 'BENCH_PIN'], {
      status,
      env: { BENCH_PIN: world.pin },
    });
  };
  const results = {};
  results.upgrade = await costOf(home, ['register', 'list']);
  const stop = await startPlatform(home);
  try {
    await run(home, ['platform', 'bind', 'sandbox', '--yes']);
    // 广东 第10条: the holder has looked at the picture of the seal.
    await run(home, ['confirm', esId, '--yes']);
    results.firstContact = await costOf(home, ['sync']);
    const { tokenSerial } = world.companies[0];
    const args = ['register', 'open', '--token', tokenSerial, '--pin-env', 'BENCH_PIN'];
    results.firstUpload = await costOf(home, args, { env: { BENCH_PIN: world.pin } });
    results.tokens = await repeated(rounds, () => costOf(home, ['tokens']));
    const approvals = [];
    for (let round = 0; round < rounds; round += 1) approvals.push(await approved());
    results.seal = await repeated(rounds, (run) => sealing(`sealed-${run}.pdf`, approvals[run], 0));
    results.refusedSeal = await repeated(rounds, () => sealing('refused.pdf', [], 69));
    results.list = await repeated(rounds, () => costOf(home, ['register', 'list']));
    const words = ['register', 'list', '--search', `采购合同-${Math.floor(count / 3)}.pdf`];
    results.listSearched = await costOf(home, words);
    await costOf(home, ['sync']);
    results.verify = await repeated(rounds, () => costOf(home, ['verify', output('sealed-0.pdf')]));
    results.registerVerify = await costOf(home, ['register', 'verify']);
    results.exportCsv = await costOf(home, ['register', 'export', '-o', output('register.csv')]);
    const asJson = ['register', 'export', '--format', 'json', '-o', output('register.json')];
    results.exportJson = await costOf(home, asJson);
  } finally {
    await stop();
  }
  return results;
}

/** Processor time of a command with a large register, in parts of that with a small one. */
const mostGrowth = 1.5;

/**
 * Compares the commands that ask the register at two sizes of it, by the CPU seconds of all their processes. Linux
 * only. Writes every figure of both to out/proof/register-scale.json.
 */
export async function benchRegister(bench) {
  const [small, large] = bench.isTiny ? [10, 20] : [100, 100_000];
  const results = {};
  for (const size of [small, large]) {
    results[size] = await measureAt(size, { folder: bench.folder, rounds: bench.isTiny ? 1 : 3 });
  }
  const unit = 'cpuSeconds of all processes, seconds of wall time, peakMegabytes of the command';
  writeProof('register-scale', { unit, results });
  return ['tokens', 'seal', 'verify'].map((name) =>
    row({
      ...{ part: 'register', subject: `${name} with a register of ${large}`, peer: `with one of ${small}` },
      ratio: results[large][name].cpuSeconds / results[small][name].cpuSeconds,
      target: atMost(mostGrowth),
      peakMegabytes: results[large][name].peakMegabytes,
    }),
  );
}

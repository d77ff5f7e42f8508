import { spawn, spawnSync } from 'node:child_process';
import { constants } from 'node:os';
import { delimiter } from 'node:path';
import { thisSystem } from '../systems/this-system.mjs';
import { inProject, pinnedNode, projectRoot } from './project.mjs';

/** Set-up prints to stderr alone, because stdout belongs to the command that the person called. */
export const say = (text) => process.stderr.write(`${text}\n`);

/**
 * Runs a program with its output on stderr.
 * @param options spawn options; `timeoutMs` ends the program; `quiet` shows the output on failure only;
 *   `mayFail` does not show it even then
 * @returns the exit status; 127 when the program could not be started
 */
export function run(command, args, { timeoutMs, quiet = false, mayFail = false, ...options } = {}) {
  return new Promise((resolve) => {
    const stdio = quiet || mayFail ? ['ignore', 'pipe', 'pipe'] : ['ignore', 2, 2];
    const child = spawn(command, args, { cwd: projectRoot, stdio, timeout: timeoutMs, ...options });
    const kept = [];
    child.stdout?.on('data', (chunk) => kept.push(chunk));
    child.stderr?.on('data', (chunk) => kept.push(chunk));
    child.on('error', (error) => {
      say(`${command}: ${error.message}`);
      resolve(127);
    });
    child.on('close', (status) => {
      if (status !== 0 && !mayFail) process.stderr.write(Buffer.concat(kept));
      resolve(status ?? 1);
    });
  });
}

/** Asks a program for a text. @throws Error when it fails or is not there */
export function answerOf(command, args, options = {}) {
  const { status, stdout, stderr, error } = spawnSync(command, args, { encoding: 'utf8', ...options });
  if (status !== 0) throw new Error(`${command} failed: ${error?.message ?? stderr}`);
  return stdout;
}

/** @throws Error when a step fails; its output has been shown */
export async function expectRun(step, command, args, options = {}) {
  if ((await run(command, args, { quiet: true, ...options })) !== 0) throw new Error(`${step} failed`);
}

/**
 * Runs a script to its end. What it throws is said after the script's name, and its exit status is 1 then.
 * @param usage what `--help` prints, and what follows the complaint about an option that does not exist (exit status 64)
 */
export async function runScript(name, main, usage = '') {
  if (usage !== '' && process.argv.includes('--help')) {
    process.stdout.write(`${usage}\n`);
    return;
  }
  try {
    await main();
  } catch (error) {
    const isCallWrong = String(error.code).startsWith('ERR_PARSE_ARGS');
    say(`${name}: ${error.message}${isCallWrong && usage !== '' ? `\n${usage}` : ''}`);
    process.exitCode = isCallWrong ? 64 : 1;
  }
}

/** Goes to the person's working folder, which paths are relative to: npm runs scripts in the project's. */
export const goToCallersFolder = () => process.chdir(process.env.INIT_CWD ?? process.cwd());

/**
 * Runs a script of the project on the pinned Node, with this process's arguments, streams and working folder, and ends as it does. A
 * script that imports packages is run so: they and that Node are there only once set-up has ended.
 * @param {string} script its path in the project
 */
export function continueOnPinnedNode(script) {
  const child = spawn(pinnedNode, [inProject(script), ...process.argv.slice(2)], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (status, signal) => {
    process.exitCode = status ?? 128 + constants.signals[signal];
  });
}

/** The environment without this project's programs, so that npm never runs on a Node that it is replacing. */
function outerEnvironment(extra) {
  const own = inProject('node_modules', '.bin');
  const path = (process.env.PATH ?? '').split(delimiter).filter((entry) => entry !== own);
  return { ...process.env, PATH: path.join(delimiter), ...extra };
}

/** Runs the machine's npm. @returns the exit status */
export function runNpm(args, { env = {}, ...options } = {}) {
  const { npmCommand, npmNeedsShell } = thisSystem;
  return run(npmCommand, args, { shell: npmNeedsShell, env: outerEnvironment(env), ...options });
}

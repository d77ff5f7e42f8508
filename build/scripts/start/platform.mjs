import { spawn, spawnSync } from 'node:child_process';
import { inProject, pinnedNode } from '../setup/project.mjs';
import { say } from '../setup/run.mjs';

const startTimeoutMs = 30_000;

/** Waits for the line that the platform prints when it is ready; null when it ends or prints nothing. */
function placeOf(child) {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(null), startTimeoutMs);
    const settle = (place) => {
      clearTimeout(timer);
      resolve(place);
    };
    let text = '';
    child.on('error', () => settle(null));
    child.on('exit', () => settle(null));
    child.stdout.on('data', (chunk) => {
      text += chunk;
      if (text.includes('\n')) settle(JSON.parse(text));
    });
  });
}

/** Runs a command in a world. @returns what it printed as JSON; null when it failed */
function asked(world, args) {
  const env = { ...process.env, SEALDESK_HOME: world.home };
  const command = [inProject('dist/cli/cli.js'), ...args, '--json'];
  const { status, stdout } = spawnSync(pinnedNode, command, { env, encoding: 'utf8' });
  return status === 0 ? JSON.parse(stdout) : null;
}

/**
 * Binds a new demonstration world to its own sandbox platform, which this very command has made. A binding that a
 * person has ended is left alone, and so is every other platform.
 */
function bindOnce(world, id) {
  const own = asked(world, ['platform', 'list'])?.platforms.find(({ platform }) => platform === id);
  if (own?.standing !== 'toBind' || own.unbound !== null) return;
  if (asked(world, ['platform', 'bind', id, '--yes']) === null) say('The world could not be bound to it.');
  else say('The demonstration world is bound to it: sealdesk platform list');
}

/**
 * Starts the sandbox platform of a demonstration world for the app, and binds the world to it at its first start. It reads from a pipe of this process, so it ends
 * whenever this process ends.
 * @param world the demonstration world
 * @returns a function that ends it; a failed start is reported and leaves nothing to end
 */
export async function startPlatformBeside(world) {
  const args = [inProject('e2e/platform/main.ts'), world.home, '--end-with-input'];
  const child = spawn(pinnedNode, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const place = await placeOf(child);
  const stop = () => void child.stdin.end();
  if (place === null) {
    child.kill();
    say('The sandbox platform did not start; the app works without it.');
    return () => undefined;
  }
  say(`The sandbox platform answers at ${place.url}\nIts operator’s page: ${place.operatorUrl}`);
  bindOnce(world, place.id);
  return stop;
}

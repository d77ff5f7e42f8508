import { spawn } from 'node:child_process';
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

/**
 * Starts the sandbox platform of a demonstration world for the app. It reads from a pipe of this process, so it ends
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
  return stop;
}

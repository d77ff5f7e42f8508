import { spawn } from 'node:child_process';
import { inProject, pinnedNode } from '../setup/project.mjs';
import { say } from '../setup/run.mjs';

const startTimeoutMs = 30_000;

/** The one line that the platform prints when it answers; null where it ends or keeps silent. */
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
 * Starts the sandbox platform of a demonstration world beside the app. It ends when this process does, however that
 * comes about, for it reads from a pipe of this process.
 * @param world the demonstration world
 * @returns how to end it; where it cannot start, that is said, and there is nothing to end
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

import { spawn } from 'node:child_process';
import { electronLaunch, hasDisplay } from './launch-electron.mjs';
import { ensureEverything } from './setup/ensure.mjs';
import { runScript, say } from './setup/run.mjs';
import { startPlatformBeside } from './start/platform.mjs';
import { ensureWorld } from './start/world.mjs';
import { takeTour } from './start/tour.mjs';

/** Opens the app for a person, and ends when the app ends. */
function openApp(world, stopPlatform) {
  const { executablePath, args, env, cwd } = electronLaunch([world.contract], { SEALDESK_HOME: world.home });
  const app = spawn(executablePath, args, { env, cwd, stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => app.kill(signal));
  say(`SealDesk opens ${world.contract}\nThe demonstration PIN is ${world.pin}`);
  app.on('exit', (status) => {
    stopPlatform();
    process.exitCode = status ?? 1;
  });
}

async function showWithoutDisplay(world) {
  say('There is no display: doing the main job in the real app, in memory.');
  const { sealed, screenshot, verdict } = await takeTour(world);
  if (sealed === undefined)
    say(`The contract was opened but not sealed, for want of a key: ${world.missing}`);
  else process.stdout.write(`verdict: ${verdict}\nsealed file: ${sealed}\n`);
  process.stdout.write(`screenshot: ${screenshot}\n`);
}

async function main() {
  await ensureEverything();
  const world = await ensureWorld();
  const stopPlatform = await startPlatformBeside(world);
  if (hasDisplay()) openApp(world, stopPlatform);
  else await showWithoutDisplay(world).finally(stopPlatform);
}

await runScript('Start', main);

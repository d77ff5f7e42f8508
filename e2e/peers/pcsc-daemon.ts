import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

const SOCKET = '/run/pcscd/pcscd.comm';
const START_ATTEMPTS = 100;

/** Tells whether a daemon serves the smart cards of this system. */
function isServed(): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(SOCKET);
    socket.on('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });
}

/**
 * Starts the smart card daemon, which vsmartcard-vpcd equips with two empty readers. A daemon that already runs
 * is used as it is.
 * @returns a function that ends the daemon if this call started it
 * @throws the error of the system when there is no such program
 */
export async function startPcscDaemon(): Promise<() => Promise<void>> {
  if (await isServed()) return () => Promise.resolve();
  const daemon = spawn('pcscd', ['--foreground'], { stdio: 'ignore' });
  const ended = new Promise<void>((resolve) => daemon.once('close', () => resolve()));
  await once(daemon, 'spawn');
  for (let attempt = 0; attempt < START_ATTEMPTS && !(await isServed()); attempt++) await pause(100);
  return async () => {
    daemon.kill('SIGTERM');
    await ended;
  };
}

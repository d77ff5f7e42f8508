import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { endWithParent } from './end-with-parent.ts';

/*
 * Run as `parent WAY`, starts itself as a host that ends by the way of that system, prints its number and waits to be killed. Run as
 * `host WAY`, hangs as a vendor's module does: the main thread does nothing more.
 */
const [role, way] = process.argv.slice(2);
if (role === 'parent') {
  const child = fork(fileURLToPath(import.meta.url), ['host', way ?? ''], { stdio: 'ignore' });
  child.on('message', () => process.stdout.write(`${String(child.pid)}\n`));
} else {
  // The test names systems alone.
  await endWithParent(way as NodeJS.Platform);
  process.send?.('hangs', () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0));
}

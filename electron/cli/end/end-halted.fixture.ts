import { open } from 'node:fs/promises';
import { hasHaltedRead, withoutHalt } from '../../adapters/files/read-deadline.ts';
import { CodedError } from '../../shared/errors.ts';
import { endHalted } from './end-halted.ts';

/** Opens a pipe that nobody writes to, which hangs as a share does that is gone, and ends as a command does. */
const [pipe = '', way] = process.argv.slice(2);
try {
  await withoutHalt(() => open(pipe, 'r'), { haltMs: 200 });
} catch (error) {
  process.stdout.write(
    `${error instanceof CodedError ? error.code : String(error)} ${'x'.repeat(100_000)}\n`,
  );
}
process.stdout.write(`halted ${String(hasHaltedRead())}\n`);
process.exitCode = 66;
if (way === 'ended') await endHalted(66, Promise.resolve());

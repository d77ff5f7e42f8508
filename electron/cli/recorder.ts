import { systemClock } from '../adapters/document-engine.ts';
import { registerStore } from '../adapters/store/register-store.ts';
import type { Recorder } from '../services/register/acts-on-record.ts';
import { recordUse } from '../services/register/record-use.ts';
import type { DemoWorld } from '../services/demo-world/world-description.ts';
import type { Composition } from './composition.ts';
import { printError } from './printing.ts';

/** A recorder that says on standard error where an entry could not be kept; what was sealed stays sealed. */
export async function recorderOf(parts: Composition, world: DemoWorld): Promise<Recorder> {
  const engine = await parts.engine();
  const store = registerStore(parts.store(world));
  return {
    clock: systemClock,
    keep: async (entry, key) => {
      const recorded = await recordUse(entry, { store, engine, clock: systemClock }, key);
      if (recorded.ok) return;
      process.stderr.write('没有记入用印台账 not recorded in the register:\n');
      printError(recorded.error);
    },
  };
}

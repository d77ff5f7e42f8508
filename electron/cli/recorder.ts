import { systemClock } from '../adapters/system.ts';
import { homeJournal, settleHomeUses } from '../adapters/store/home-journal.ts';
import type { Recorder } from '../services/register/acts-on-record.ts';
import { recordEntry } from '../services/register/record-entry.ts';
import type { DemoWorld } from '../services/demo-world/world-description.ts';
import type { AppError } from '../shared/errors.ts';
import type { Composition } from './composition.ts';
import { printError } from './printing.ts';

/**
 * A recorder that says on standard error where an entry could not be kept; what was sealed stays sealed. What
 * earlier commands did not live to write down is put on record first.
 */
export async function recorderOf(parts: Composition, world: DemoWorld): Promise<Recorder> {
  const engine = await parts.engine();
  const client = parts.store(world);
  const [store, records] = [client, client];
  const recording = { store, engine, clock: systemClock };
  const settled = await settleHomeUses(recording, records);
  if (!settled.ok) sayUnrecorded(settled.error);
  return {
    clock: systemClock,
    journal: homeJournal(recording, records),
    keep: async (entry, key) => {
      const recorded = await recordEntry(entry, recording, key);
      if (!recorded.ok) sayUnrecorded(recorded.error);
    },
  };
}

function sayUnrecorded(error: AppError): void {
  process.stderr.write('没有记入用印台账 not recorded in the register:\n');
  printError(error);
}

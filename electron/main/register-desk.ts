import { systemClock } from '../adapters/document-engine.ts';
import type { SmEngine } from '../core/sm/engine.ts';
import type { Recorder } from '../services/register/acts-on-record.ts';
import type { RegisterStore } from '../services/register/ports.ts';
import { recordUse } from '../services/register/record-use.ts';
import type { AppError } from '../shared/errors.ts';

export interface RegisterDeskParts {
  readonly store: RegisterStore;
  readonly engine: SmEngine;
  readonly tell: {
    /** The register has grown. */
    changed(size: number): void;
    /** An act could not be written down. */
    unrecorded(error: AppError): void;
  };
}

/** Writes down what the window does with keys. What was sealed stays sealed where that fails, and it is said. */
export function windowRecorder({ store, engine, tell }: RegisterDeskParts): Recorder {
  return {
    clock: systemClock,
    keep: async (entry, key) => {
      const recorded = await recordUse(entry, { store, engine, clock: systemClock }, key);
      if (recorded.ok) tell.changed(recorded.value.index + 1);
      else tell.unrecorded(recorded.error);
    },
  };
}

import { systemClock } from '../adapters/system.ts';
import { registerUploads, type RegisterUploadParts } from '../adapters/platform-api/register-api.ts';
import { homeJournal, settleHomeUses } from '../adapters/store/home-journal.ts';
import type { SmEngine } from '../core/sm/engine.ts';
import type { RecordStore } from '../services/records/records.ts';
import type { Recorder } from '../services/register/acts-on-record.ts';
import type { RegisterStore } from '../services/register/register-store.ts';
import { recordEntry } from '../services/register/record-entry.ts';
import { uploadStates } from '../services/register/upload-register.ts';
import type { AppError } from '../shared/errors.ts';
import type { PlatformSettings } from '../shared/model/platform.ts';
import type { RegisterUploadState } from '../shared/model/register.ts';
import type { Result } from '../shared/result.ts';

export interface RegisterDeskParts {
  readonly store: { readonly register: RegisterStore; readonly records: RecordStore };
  readonly engine: SmEngine;
  readonly tell: {
    /** The register has grown. */
    changed(size: number): void;
    /** An act could not be written down. */
    unrecorded(error: AppError): void;
  };
}

/**
 * Writes down what the window does with keys. What was sealed stays sealed where that fails, and it is said. What an
 * app that was killed did not live to write down is put on record at once.
 */
export function windowRecorder({ store: { register, records }, engine, tell }: RegisterDeskParts): Recorder {
  const recording = { store: register, engine, clock: systemClock };
  void settleHomeUses(recording, records).then((settled) => {
    if (settled.ok && settled.value > 0) tell.changed(settled.value);
  });
  return {
    clock: systemClock,
    journal: homeJournal(recording, records),
    keep: async (entry, key) => {
      const recorded = await recordEntry(entry, recording, key);
      if (recorded.ok) tell.changed(recorded.value.index + 1);
      else tell.unrecorded(recorded.error);
    },
  };
}

export interface RegisterSenderParts extends Omit<RegisterUploadParts, 'platforms'> {
  readonly settings: Result<readonly PlatformSettings[]>;
  uploaded(states: readonly RegisterUploadState[]): void;
}

/** Sends the register to a platform that was just reached, and tells the window how it went. */
export function registerSender(parts: RegisterSenderParts): (platform: string) => Promise<void> {
  const { settings, records } = parts;
  const upload = registerUploads({ ...parts, platforms: settings.ok ? settings.value : [] });
  return async (platform) => {
    await upload(platform);
    parts.uploaded(await uploadStates(records));
  };
}

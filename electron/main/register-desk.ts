import { systemClock } from '../adapters/document-engine.ts';
import { registerUploads, type RegisterUploadParts } from '../adapters/platform-api/register-uploads.ts';
import type { SmEngine } from '../core/sm/engine.ts';
import type { Recorder } from '../services/register/acts-on-record.ts';
import type { RegisterStore } from '../services/register/ports.ts';
import { recordUse } from '../services/register/record-use.ts';
import { uploadStates } from '../services/register/upload-states.ts';
import type { AppError } from '../shared/errors.ts';
import type { PlatformSettings } from '../shared/model/platform-settings.ts';
import type { RegisterUploadState } from '../shared/model/register-upload.ts';
import type { Result } from '../shared/result.ts';

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

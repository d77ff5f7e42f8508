import { systemClock, systemRandom } from '../../adapters/system.ts';
import { paperFolder } from '../../adapters/papers/paper-folder.ts';
import type { PlatformTransports } from '../../adapters/platform-api/https-transport.ts';
import { resetPlatforms } from '../../adapters/platform-api/pin-reset-api.ts';
import type { SmEngine } from '../../core/sm/engine.ts';
import type { PinHistory } from '../../services/tokens/pin-life.ts';
import { type ResetKeyPorts, resetRecords } from '../../services/pin-reset/reset-records.ts';
import type { RecordStore } from '../../services/records/records.ts';
import type { Recorder } from '../../services/register/acts-on-record.ts';
import type { PlatformKnowledgePort } from '../../services/platform/platform-knowledge.ts';
import type { Language } from '../../shared/model/app-info.ts';
import type { PlatformSettings } from '../../shared/model/platform.ts';
import { DEFAULT_PIN_POLICY } from '../../shared/model/pin-rules.ts';
import { notifyOf } from './notify.ts';
import { PinResetDesk, type PinResetDeskParts } from './pin-reset-desk.ts';
import { systemSecrets } from './system-secrets.ts';

export interface OpenPinResetsParts extends Pick<PinResetDeskParts, 'desk' | 'held' | 'tell'> {
  readonly home: string;
  /** Folder of all bundles. */
  readonly dist: string;
  readonly trustFolder: string;
  readonly engine: SmEngine;
  readonly records: RecordStore;
  readonly recorder: Recorder;
  readonly tokens: ResetKeyPorts['tokens'];
  readonly history: PinHistory;
  readonly platforms: readonly PlatformSettings[];
  readonly transports: PlatformTransports;
  readonly knowledge: PlatformKnowledgePort;
  language(): Language;
}

export function openPinResets(parts: OpenPinResetsParts): PinResetDesk {
  const { home, dist, engine, records, recorder, tokens, history } = parts;
  return new PinResetDesk({
    ...parts,
    notify: (reset) => notifyOf(reset, parts.language()),
    ports: {
      resets: resetRecords(records),
      platforms: resetPlatforms({ ...parts, clock: systemClock }),
      papers: paperFolder(home, dist),
      secrets: systemSecrets,
      ...{ recorder, tokens, history, policy: DEFAULT_PIN_POLICY },
      ...{ clock: systemClock, random: systemRandom },
      sm3: (bytes) => engine.sm3(bytes),
    },
  });
}

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock, systemRandom } from '../../adapters/system.ts';
import { sealConfirmationFolder, readSealFiles } from '../../adapters/files/seal-files.ts';
import { readTrustedCertificates } from '../../adapters/files/trust-folder.ts';
import { sealLifePlatforms, type SealLifePlatformsParts } from '../../adapters/platform-api/seal-life-api.ts';
import type { SmEngine } from '../../core/sm/engine.ts';
import { readTrustStore } from '../../core/x509/trust-store.ts';
import type { RecordStore } from '../../services/records/records.ts';
import type { EnrolmentPort } from '../../services/ports/tokens.ts';
import type { Recorder } from '../../services/register/acts-on-record.ts';
import type { RegisterStore } from '../../services/register/ports.ts';
import { applicationBook } from '../../services/seal-life/applications.ts';
import { delegationBook } from '../../services/seal-life/delegations.ts';
import { sealsOfFiles, seenSealBook } from '../../services/seal-life/known-seals.ts';
import { lossReportBook } from '../../services/seal-life/loss-reports.ts';
import type { KnownSeal } from '../../shared/model/loss-report.ts';
import { CodedError } from '../../shared/errors.ts';
import { SealLifeDesk, type SealLifeDeskParts } from './seal-life-desk.ts';

export interface OpenSealLifeParts
  extends
    Pick<SealLifeDeskParts, 'desk' | 'held' | 'tell' | 'register'>,
    Omit<SealLifePlatformsParts, 'clock'> {
  readonly home: string;
  readonly trustFolder: string;
  readonly records: RecordStore;
  readonly recorder: Recorder;
  readonly tokens: EnrolmentPort;
  readonly engine: SmEngine;
  readonly register: RegisterStore;
}

export function openSealLife(parts: OpenSealLifeParts): SealLifeDesk {
  const { home, trustFolder, records, recorder, tokens, engine, register } = parts;
  return new SealLifeDesk({
    ...parts,
    ports: {
      ...{ recorder, tokens, engine, register },
      clock: systemClock,
      random: systemRandom,
      confirmations: sealConfirmationFolder(home),
      trust: async () => readTrustStore(readTrustedCertificates(trustFolder)),
      platforms: sealLifePlatforms({ ...parts, clock: systemClock }),
      reports: lossReportBook(records),
      applications: applicationBook(records),
      delegations: delegationBook(records),
      seen: seenSealBook(records),
    },
    sealFiles: () => sealsIn(join(home, 'seals')),
  });
}

/** A folder that cannot be read knows no seals. */
function sealsIn(folder: string): readonly KnownSeal[] {
  try {
    return existsSync(folder) ? sealsOfFiles(readSealFiles(folder)) : [];
  } catch (error) {
    if (error instanceof CodedError) return [];
    throw error;
  }
}

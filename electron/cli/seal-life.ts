import { systemClock, systemRandom } from '../adapters/system.ts';
import { sealConfirmationFolder } from '../adapters/files/seal-files.ts';
import { readTrustedCertificates } from '../adapters/files/trust-folder.ts';
import { readPolicies } from '../adapters/files/policy-folder.ts';
import { readPlatforms } from '../adapters/platform-api/platforms-file.ts';
import { sealLifePlatforms } from '../adapters/platform-api/seal-life-api.ts';
import { platformStore } from '../adapters/store/platform-store.ts';
import { recordStore } from '../adapters/store/record-store.ts';
import { registerStore } from '../adapters/store/register-store.ts';
import { readTrustStore } from '../core/x509/trust-store.ts';
import type { DemoWorld } from '../services/demo-world/world-description.ts';
import { platformKnowledge } from '../services/platform/platform-knowledge.ts';
import { applicationRecords, refreshApplications } from '../services/seal-life/applications.ts';
import {
  lossReportRecords,
  sendLossReports,
  type LossSendingPorts,
} from '../services/seal-life/loss-reports.ts';
import type { LossPorts } from '../services/seal-life/report-loss.ts';
import { seenSealRecords, type KnownSealPorts } from '../services/seal-life/known-seals.ts';
import type { StoringPorts } from '../services/seal-life/store-new-seal.ts';
import { PERSON_ROLES, type Person } from '../shared/model/loss-report.ts';
import { usage } from './arguments.ts';
import type { Composition } from './composition.ts';
import { recorderOf } from './recorder.ts';

export type SealLifePorts = StoringPorts & LossPorts & LossSendingPorts & KnownSealPorts;

/** What commands about the lives of seals work with. */
export async function sealLifePortsOf(parts: Composition, world: DemoWorld): Promise<SealLifePorts> {
  const settings = readPlatforms(world.home);
  const store = parts.store(world);
  const records = recordStore(store);
  return {
    reports: lossReportRecords(records),
    applications: applicationRecords(records),
    seen: seenSealRecords(records),
    register: registerStore(store),
    platforms: sealLifePlatforms({
      // Where they are damaged, a loss report is made all the same; what needs a platform says so.
      platforms: settings.ok ? settings.value : [],
      transports: parts.platforms(world),
      knowledge: platformKnowledge({ settings, store: platformStore(store) }),
      profiles: readPolicies(world.home).profiles,
      clock: systemClock,
    }),
    confirmations: sealConfirmationFolder(world.home),
    trust: async () => readTrustStore(readTrustedCertificates(world.trust.dir)),
    tokens: parts.tokens(world),
    engine: await parts.engine(),
    recorder: await recorderOf(parts, world),
    ...{ clock: systemClock, random: systemRandom },
  };
}

/** Sends the loss reports that wait and asks what became of the rest and of all applications. */
export async function followSealLife(ports: SealLifePorts): Promise<void> {
  await sendLossReports(ports);
  await refreshApplications(ports);
}

/** Options that say who files something. */
export const PERSON_OPTIONS = {
  name: { type: 'string' },
  role: { type: 'string' },
  contact: { type: 'string' },
} as const;

interface PersonValues {
  readonly name?: string | undefined;
  readonly role?: string | undefined;
  readonly contact?: string | undefined;
}

/** Who files something. @throws CodedError USAGE */
export function personOf({ name, role = 'agent', contact }: PersonValues): Person {
  const known = PERSON_ROLES.find((each) => each === role);
  if (known === undefined) throw usage(`--role takes one of ${PERSON_ROLES.join(', ')}`);
  return { name: needed('name', name), role: known, contact: needed('contact', contact) };
}

/** @throws CodedError USAGE where an option was left out */
export function needed(option: string, text: string | undefined): string {
  if (text === undefined || text.trim() === '') throw usage(`--${option} is needed`);
  return text.trim();
}

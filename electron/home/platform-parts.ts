import { paperFolder } from '../adapters/papers/paper-folder.ts';
import { approvalPlatforms } from '../adapters/platform-api/approvals-api.ts';
import { registerUploads } from '../adapters/platform-api/register-uploads.ts';
import { resetPlatforms } from '../adapters/platform-api/reset-platforms.ts';
import { sealLifePlatforms } from '../adapters/platform-api/seal-life-platforms.ts';
import type { ApprovalPlatforms } from '../services/approvals/exchange-approvals.ts';
import type { ResetKeyPorts, ResetPorts, SecretKeeper } from '../services/pin-reset/ports.ts';
import { resetBook } from '../services/pin-reset/reset-book.ts';
import type { RegisterUpload } from '../services/register/upload-register.ts';
import { applicationBook } from '../services/seal-life/application-book.ts';
import { delegationBook } from '../services/seal-life/delegations.ts';
import { lossReportBook } from '../services/seal-life/loss-report-book.ts';
import { seenSealBook } from '../services/seal-life/seen-seals.ts';
import { DEFAULT_PIN_POLICY } from '../shared/pin/pin-policy.ts';
import type { Result } from '../shared/result.ts';
import type { Home, SealLifePorts } from './home.ts';

/*
 * The parts of a home that speak the platforms' language. This file is loaded when the first of them is asked for:
 * a command that seals a large file needs none of it in memory.
 */

export function sealLifeOf(home: Home): SealLifePorts {
  const { records, register, tokens, engine, recorder, clock, random, confirmations } = home;
  return {
    ...{ register, tokens, engine, recorder, clock, random, confirmations },
    trust: home.approvals.trust,
    platforms: sealLifePlatforms({
      // When the settings are damaged, a loss report is made all the same; what needs a platform says so.
      platforms: home.configured,
      transports: home.transports,
      knowledge: home.knowledge,
      profiles: home.policies.profiles,
      clock,
    }),
    reports: lossReportBook(records),
    applications: applicationBook(records),
    delegations: delegationBook(records),
    seen: seenSealBook(records),
  };
}

export function pinResetsOf(home: Home, secrets: SecretKeeper): ResetPorts & ResetKeyPorts {
  const { folder, dist, records, tokens, engine, recorder, clock, random } = home;
  return {
    ...{ secrets, recorder, tokens, clock, random },
    resets: resetBook(records),
    platforms: resetPlatforms({
      platforms: home.configured,
      transports: home.transports,
      knowledge: home.knowledge,
      trustFolder: home.trustFolder,
      ...{ engine, clock },
    }),
    papers: paperFolder(folder, dist),
    history: home.pinHistory,
    policy: DEFAULT_PIN_POLICY,
    sm3: (bytes) => engine.sm3(bytes),
    tokenOf: async (serial) => {
      const { tokens: listed } = await home.listTokens();
      return listed.find(({ info }) => info.serial === serial)?.info ?? null;
    },
  };
}

export function approvalPlatformsOf({ transports, knowledge, configured }: Home): ApprovalPlatforms {
  return approvalPlatforms({ transports, knowledge, platforms: configured });
}

export function registerUploadsOf(home: Home): (platformId: string) => Promise<Result<RegisterUpload>> {
  const { configured, transports, register, records, platformStore, engine } = home;
  const parts = { transports, register, records, engine };
  return registerUploads({ ...parts, platforms: configured, statuses: platformStore });
}

import { extname, join } from 'node:path';
import { freePath } from '../adapters/files/node-files.ts';
import { holdDocument } from '../adapters/document-files/opened-document.ts';
import { paperFolder, safeName } from '../adapters/papers/paper-folder.ts';
import { fetchOfflineBundle } from '../adapters/platform-api/offline-bundle-api.ts';
import { askUseState } from '../adapters/platform-api/use-state-api.ts';
import { statementTrust } from '../adapters/platform-api/statement-trust.ts';
import { documentTimes } from '../adapters/platform-api/time-stamp-api.ts';
import { approvalPlatforms } from '../adapters/platform-api/approvals-api.ts';
import { recoverFromPlatforms, registerUploads } from '../adapters/platform-api/register-api.ts';
import { holderPlatforms } from '../adapters/platform-api/holder-registers.ts';
import { platformRoots } from '../adapters/platform-api/platforms-file.ts';
import { resetPlatforms } from '../adapters/platform-api/pin-reset-api.ts';
import { sealLifePlatforms } from '../adapters/platform-api/seal-life-api.ts';
import { archiveStamp, type ArchiveStampParts } from '../services/archive-stamp/archive-stamp.ts';
import type { ArchiveStamped } from '../shared/model/archive-stamp.ts';
import type { ArchivedSeal } from '../services/documents/document-engine.ts';
import { type FetchedBundle, fetchBundle } from '../services/offline-bundle/fetch-bundle.ts';
import { type SealIdentity } from '../services/platform/platform-knowledge.ts';
import { statementOnSeal } from '../services/platform/use-state.ts';
import type { ApprovalPlatforms } from '../services/approvals/exchange-approvals.ts';
import { type ResetPorts, type ResetKeyPorts, resetRecords } from '../services/pin-reset/reset-records.ts';
import type { SecretKeeper } from '../services/ports/secrets.ts';
import { type HolderOrder, recoverByHolder } from '../services/register/recover-by-holder.ts';
import type { RecoveryPorts } from '../services/register/recover-register.ts';
import type { RegisterUpload } from '../services/register/upload-register.ts';
import { applicationRecords } from '../services/seal-life/applications.ts';
import { delegationRecords } from '../services/seal-life/delegations.ts';
import { sentRequests } from '../services/seal-life/sent-requests.ts';
import { lossReportRecords } from '../services/seal-life/loss-reports.ts';
import { knownSeals, seenSealRecords } from '../services/seal-life/known-seals.ts';
import type { VerificationReport } from '../shared/model/verification-report.ts';
import { DEFAULT_PIN_POLICY } from '../shared/model/pin-rules.ts';
import type { HolderRecovery, RegisterRecovery } from '../shared/model/register.ts';
import { failure, type Result, resultOf } from '../shared/result.ts';
import type { Home, SealLifePorts } from './home.ts';

/*
 * The parts of a home that communicate with platforms. This file is loaded at the first use of one of them, because
 * a command that seals a large file should not have it in memory.
 */

export function sealLifeOf(home: Home): SealLifePorts {
  const { records, register, tokens, engine, recorder, clock, random } = home;
  const folder = join(home.folder, 'seal-applications');
  const seen = seenSealRecords(records);
  const papers = paperFolder(folder, home.dist);
  return {
    ...{ register, tokens, engine, recorder, clock, random },
    enterprises: home.enterprises,
    trust: () => home.approvals.trust(),
    platforms: sealLifePlatforms({
      // A loss report can be made even with damaged settings; acts that need a platform report the damage.
      platforms: home.configured,
      transports: home.transports,
      knowledge: home.knowledge,
      world: () => home.bound.known(),
    }),
    reports: lossReportRecords(records),
    applications: applicationRecords(records),
    delegations: delegationRecords(records),
    requests: sentRequests(records),
    seen,
    papers,
    verifyPaper: (application, paperId) =>
      verifyFile(home, join(folder, safeName(application), `${safeName(paperId)}.pdf`)),
    knownSeals: () => knownSeals([], [], { seen, register }),
    readFonts: home.demoPorts.readFonts,
  };
}

/** Verifies one file against the trust folder of a home. */
async function verifyFile({ documents, trustFolder }: Home, path: string): Promise<VerificationReport> {
  const document = holdDocument(path);
  try {
    return await documents.verify(document.file, trustFolder, null);
  } finally {
    document.close();
  }
}

/** Parts for archive time stamps. Both answers, time and statement, are the platform's of the seal. */
export function archiveStampsOf(home: Home): ArchiveStampParts {
  const { documents, trustFolder, recorder, engine, knowledge, transports, openings, clock, random } = home;
  const timeOf = documentTimes({ engine, knowledge, transports, openings, documents, trustFolder });
  return {
    ...{ documents, trustFolder, recorder },
    timeOf: (seal) => timeOf(identityOf(seal)),
    statementOn: (seal) =>
      statementOnSeal(identityOf(seal), seal.certificate, {
        ...{ knowledge, random },
        send: (platformId, question) => {
          const transport = transports.of(platformId);
          return transport === null ? null : askUseState(transport, question);
        },
        trustIn: (platformId) =>
          statementTrust(platformId, { platforms: home.configured, trustFolder, engine, clock }),
      }),
  };
}

/** Fetches the offline bundle of a platform, as the function of that name. */
export async function fetchBundleOf(home: Home, platformId: string): Promise<Result<FetchedBundle>> {
  const { configured, trustFolder, engine, clock, transports } = home;
  const transport = transports.of(platformId);
  const trust = statementTrust(platformId, { platforms: configured, trustFolder, engine, clock });
  if (transport === null || trust === null) return failure({ code: 'PLATFORM_NOT_CONFIGURED' });
  return fetchBundle(platformId, () => fetchOfflineBundle(transport), trust);
}

/**
 * Gives a document an archive time stamp in a new file beside it: `合同_归档.pdf`, numbered if that name is taken.
 * @param password of an encrypted document; the caller zeroes it
 */
export async function archiveBeside(
  home: Home,
  path: string,
  password: Uint8Array | undefined,
): Promise<Result<ArchiveStamped>> {
  const document = await resultOf(() => holdDocument(path, password));
  if (!document.ok) return document;
  try {
    const extension = extname(path);
    const outputPath = freePath(`${path.slice(0, path.length - extension.length)}_归档`, extension);
    return await archiveStamp({ document: document.value, outputPath }, archiveStampsOf(home));
  } finally {
    document.value.close();
  }
}

/** A document without a seal is stamped by the first platform. */
function identityOf(seal: ArchivedSeal | null): SealIdentity {
  return { esId: seal?.esId ?? '', name: seal?.name ?? '', tokenSerial: '' };
}

export function pinResetsOf(home: Home, secrets: SecretKeeper): ResetPorts & ResetKeyPorts {
  const { folder, dist, records, tokens, engine, recorder, clock, random } = home;
  return {
    ...{ secrets, recorder, tokens, clock, random },
    resets: resetRecords(records),
    platforms: resetPlatforms({
      platforms: home.configured,
      transports: home.transports,
      knowledge: home.knowledge,
      trustFolder: home.trustFolder,
      ...{ engine, clock },
    }),
    papers: paperFolder(join(folder, 'pin-resets'), dist),
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

export function recoverRegisterOf(home: Home): Promise<Result<RegisterRecovery>> {
  const { configured, transports, openings, recording, store } = home;
  const rebuild: RecoveryPorts['rebuild'] = (entries) => store.rebuild(entries);
  return recoverFromPlatforms({ transports, openings, recording, rebuild, platforms: configured });
}

export function recoverByHolderOf(home: Home, order: HolderOrder): Promise<Result<HolderRecovery>> {
  const { configured, transports, openings, recording, store, recorder } = home;
  return recoverByHolder(order, {
    recovery: {
      ...openings,
      ...recording,
      rebuild: (entries) => store.rebuild(entries),
      roots: platformRoots(configured),
    },
    holderPlatforms: holderPlatforms(configured, transports),
    opening: { ...openings, recorder, upload: (platform) => home.uploadRegister(platform) },
  });
}

export function registerUploadsOf(home: Home): (platformId: string) => Promise<Result<RegisterUpload>> {
  const { configured, transports, openings, history, platformStore } = home;
  return registerUploads({ transports, openings, history, platforms: configured, statuses: platformStore });
}

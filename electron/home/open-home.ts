import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock as clock, systemRandom as random } from '../adapters/system.ts';
import { auditTrust } from '../adapters/documents/home-evidence.ts';
import { pinHistoryFile } from '../adapters/home-files/pin-history-file.ts';
import { guardPorts } from '../adapters/document-files/guard-software.ts';
import { isOpenToOthers, keepHomeToOwner } from '../adapters/files/private-folder.ts';
import { recentPathsFile } from '../adapters/home-files/recent-paths-file.ts';
import { readPolicies } from '../adapters/home-files/policy-folder.ts';
import { scanFolder } from '../adapters/home-files/approval-files.ts';
import { officeWaysFile } from '../adapters/office-systems/office-ways-file.ts';
import { sealConfirmationFolder } from '../adapters/files/seal-files.ts';
import { readTrustedCertificates } from '../adapters/trust-files/trust-folder.ts';
import { recordTrustList } from '../services/register/record-trust-list.ts';
import { trustListPorts } from '../adapters/trust-files/trust-list-ports.ts';
import { host32In } from '../adapters/tokens/host32.ts';
import { describeSystem, moduleExaminer } from '../adapters/tokens/module-examiner.ts';
import { claimPlatforms } from '../adapters/platform-api/approval-claims-api.ts';
import { openStation, type OpenedStation, type StationPlace } from '../adapters/tokens/token-station.ts';
import { platformTransports } from '../adapters/platform-api/https-transport.ts';
import {
  startImport,
  startSync,
  startUnless,
  syncWorkerIn,
} from '../adapters/platform-sync/sync-operations.ts';
import { storeWorkerIn } from '../adapters/store/store-operations.ts';
import { storeSecrets } from '../adapters/store/store-secrets.ts';
import { statementTrust } from '../adapters/platform-api/statement-trust.ts';
import { registerTransport } from '../adapters/platform-api/register-transport.ts';
import { trustedTimes } from '../adapters/platform-api/time-stamp-api.ts';
import { askEnterpriseStatus, askForEvidence, askUseState } from '../adapters/platform-api/use-state-api.ts';
import { loadSmEngine } from '../core/sm/load-engine.ts';
import { readTrustStore, type TrustStore } from '../core/x509/trust-store.ts';
import type { DocumentEngine } from '../services/documents/document-engine.ts';
import { diagnoseDrivers } from '../services/drivers/driver-doctor.ts';
import { keepOpening, keepOpeningByKey } from '../services/register/open-register.ts';
import { EVENTS_PATH } from '../core/platform/event-stream.ts';
import { endingNotes, noteEnding, notOffered } from '../services/platform/offered-interface.ts';
import { reachRefusal } from '../services/bound-world/bound-world.ts';
import {
  type PlatformKnowledgePort,
  platformKnowledge,
  type SealIdentity,
} from '../services/platform/platform-knowledge.ts';
import {
  type EnterprisePorts,
  enterpriseStatusRecords,
  withEnterpriseQuestion,
  withEnterpriseStatus,
} from '../services/platform/enterprise-status.ts';
import { askSealEvidence, sealsOn } from '../services/platform/seal-evidence.ts';
import { askAtUse, useStateRecords, withUseStates } from '../services/platform/use-state.ts';
import { applicationRecords, withRenewedHere } from '../services/seal-life/applications.ts';
import { createSealingGate } from '../services/sealing-gate/create-gate.ts';
import { followClaims } from '../services/approvals/follow-claims.ts';
import { type SituationPorts, useRulesOf } from '../services/sealing-gate/situation.ts';
import { claimDelegatedUse, delegatesLimits } from '../services/seal-life/delegate-access.ts';
import { keptDelegations } from '../services/seal-life/delegations.ts';
import { administratorDecides } from '../services/sealing-gate/administrator-decides.ts';
import { SettingsKeeper } from '../services/settings/settings-keeper.ts';
import { settingsFile } from '../adapters/settings/settings-file.ts';
import { enterpriseRulesIn } from '../services/sealing-gate/enterprise-rules.ts';
import { wholeRegister } from '../services/sealing-gate/whole-register.ts';
import { registerUses } from '../services/sealing-gate/register-uses.ts';
import { keptLossReports } from '../services/seal-life/loss-reports.ts';
import type { TokenListing } from '../services/ports/tokens.ts';
import { listTokens } from '../services/tokens/list-tokens.ts';
import type { SealingParts } from '../services/sealing/seal-order.ts';
import { resultOf, unwrap } from '../shared/result.ts';
import type { PlatformSettings } from '../shared/model/platform.ts';
import { ConfiguredPlatforms } from './configured-platforms.ts';
import type { ApprovalHomePorts, Home, HomeHosts } from './home.ts';
import { namedFolder } from './home-folder.ts';
import { openRecorder, type OpenedRecorder, type OpenRegister } from './open-recorder.ts';
import { openVerdictHome } from './open-verdict-home.ts';
import { demoPortsOf, modulesOf } from './open-world.ts';

/** Names the folder of what this computer shows to platforms, where it is not the home's own. */
const ACCESS_VARIABLE = 'SEALDESK_PLATFORM_ACCESS';

const platformParts = () => import('./platform-parts.ts');

/**
 * Opens the home of a folder with every service over it. Without a demonstration world in it, it opens all the same.
 * @param folder absolute path
 */
export async function openHome<Documents extends DocumentEngine>(
  folder: string,
  hosts: HomeHosts<Documents>,
): Promise<Home<Documents>> {
  const { dist, listener, secrets, administrated } = hosts;
  const engine = hosts.engine ?? (await loadSmEngine());
  const [verdicts, platforms] = await Promise.all([
    openVerdictHome(folder, hosts, engine),
    ConfiguredPlatforms.open(folder, administrated, (url) => hosts.proxyFor(url)),
  ]);
  // A new home is there by now. It is begun in an empty folder alone, so that a record of its rights must not come before.
  keepHomeToOwner(folder);
  const { world, trustFolder, store, storeFiles, bound, evidence, recording, history } = verdicts;
  const demoPorts = demoPortsOf(dist, engine);
  const configured = platforms.list;
  // One client serves all ports.
  const [register, records, platformStore] = [store, store, store];
  const whole = wholeRegister(history);
  const openings = { register, records, engine, clock, random, secrets: storeSecrets(storeFiles.folder) };
  const openRegister: OpenRegister = async (seal, key) => {
    if (key !== null) await keepOpeningByKey(await platformOf(seal, configured, knowledge), key, openings);
  };
  let recorderOpened: OpenedRecorder | undefined;
  const openedRecorder = () => (recorderOpened ??= openRecorder(recording, records, listener, openRegister));
  const trustLists = trustListPorts({
    ...{ engine, clock, trustFolder },
    home: { dist, folder },
    bound: bound.standing,
    record: (act) => recordTrustList(act, openedRecorder().recorder),
  });
  const documents = await hosts.openDocuments({ folder, evidence, engine });

  const confirmations = sealConfirmationFolder(folder);
  let stationOpened: OpenedStation | undefined;
  const station = () =>
    (stationOpened ??= openListening({
      home: folder,
      fixedModules: administrated.values.modules ?? null,
      demoModules: world.ok && world.value !== null ? modulesOf(world.value) : null,
      environment: process.env,
      start: hosts.startHost,
      otherHost: host32In(dist),
      looksOften: hosts.looksOften,
      onHostEnd: (end) => listener.hostEnded?.(end),
    }));
  const openListening = (place: StationPlace): OpenedStation => {
    const { station: opened, problems } = openStation(place);
    const list = async (): Promise<TokenListing> => {
      const listing = await opened.list();
      history.noteTokens(listing.tokens);
      return listing;
    };
    return { station: { ...opened, list }, problems };
  };

  const accessFolder = namedFolder(ACCESS_VARIABLE, process.env) ?? join(folder, 'platform-access');
  const refusal = (platform: PlatformSettings) => reachRefusal(platform, { records, engine });
  const transports = platformTransports(
    configured,
    () => platforms.proxy,
    async (platform, { path }) => (await refusal(platform)) ?? (await notOffered(platform.id, path, records)),
    {
      accessFolder,
      ...(hosts.openInBrowser === undefined ? {} : { openInBrowser: hosts.openInBrowser }),
      ...(hosts.language === undefined ? {} : { language: hosts.language }),
      operationEnds: (id, ending) => void noteEnding(id, ending, records, clock.now()).catch(() => undefined),
    },
  );
  const known = platformKnowledge({ world: bound.known, store: platformStore });
  const useStates = useStateRecords(records);
  const enterpriseStatuses = enterpriseStatusRecords(records);
  const knowledge = withRenewedHere(
    withEnterpriseStatus(withUseStates(known, useStates), enterpriseStatuses),
    applicationRecords(records),
  );
  const policies = once(() => readPolicies(folder));
  const situation = once((): SituationPorts => ({
    ...{ clock, knowledge, lossReports: keptLossReports(records), uses: registerUses(register, engine) },
    revocation: { revocationOf: (certificate) => documents.revocationOf(certificate, trustFolder) },
    enterpriseRules: async () => (await enterpriseRulesIn(register, administrated)).rules,
  }));
  const enterprises: EnterprisePorts = {
    ...{ knowledge, statuses: enterpriseStatuses, random },
    send: (platformId, question) => {
      const transport = transports.of(platformId);
      return transport === null ? null : askEnterpriseStatus(transport, question);
    },
    trustIn: (platformId) =>
      statementTrust(platformId, { platforms: configured, trustFolder, engine, clock }),
  };
  const evidenceOf: Home['evidenceOf'] = (report, documentSm3) =>
    askSealEvidence(sealsOn(report), documentSm3, {
      ...{ knowledge, random, clock, trustIn: enterprises.trustIn },
      send: (platformId, question) => {
        const transport = transports.of(platformId);
        return transport === null ? null : askForEvidence(transport, question);
      },
    });
  const askedAtUse = askAtUse({
    ...{ knowledge, store: platformStore, states: useStates, clock, random },
    send: (platformId, question) => {
      const transport = transports.of(platformId);
      return transport === null ? null : askUseState(transport, question);
    },
    trustIn: (platformId) =>
      statementTrust(platformId, { platforms: configured, trustFolder, engine, clock }),
  });
  const syncParts = { trustFolder, store: storeFiles, storeScript: storeWorkerIn(dist).href };

  const approvals = once((): ApprovalHomePorts => ({
    ...{ records, engine, clock, random, register, recorder: openedRecorder().recorder },
    documents,
    trust: () => trustedIn(trustFolder),
    // Lists may have a million entries, so the document engine reads and searches them.
    revokedSince: async (certificate) =>
      unwrap(await documents.revocationOf(certificate, trustFolder)).revokedSince,
    claims: claimPlatforms({
      of: (platformId) => {
        const transport = transports.of(platformId);
        return transport === null ? null : registerTransport(platformId, transport, openings);
      },
    }),
    rulesOf: (esId) => useRulesOf(esId, situation()),
  }));
  const sealLife = once(async () => (await platformParts()).sealLifeOf(home));
  const pinResets = once(async () => (await platformParts()).pinResetsOf(home, secrets));
  const approvalPlatforms = once(async () => (await platformParts()).approvalPlatformsOf(home));
  const registerUploads = once(async () => (await platformParts()).registerUploadsOf(home));

  const home: Home<Documents> = {
    ...{ folder, dist, world, trustFolder, engine, clock, random, demoPorts },
    ...{ store, register, records, history, platformStore, evidence, recording, openings },
    ...{ documents, confirmations, trustLists, administrated },
    preferences: new SettingsKeeper(settingsFile(folder), administrated),
    ...{
      configured,
      bound,
      transports,
      knowledge,
      enterprises,
      evidenceOf,
      sealLife,
      pinResets,
      approvalPlatforms,
    },
    get settings() {
      return platforms.settings;
    },
    platformSetup: platforms.setup(bound.ports),
    get recorder() {
      return openedRecorder().recorder;
    },
    settledUses: () => openedRecorder().settled,
    auditTrust: () => auditTrust(bound.roots, trustFolder, engine),
    get tokens() {
      return station().station;
    },
    get keyProblems() {
      return station().problems;
    },
    pinHistory: pinHistoryFile(join(folder, 'pin-changes.json')),
    listTokens: () => listTokens({ tokens: station().station, engine, clock, confirmations }),
    diagnose: async (parts = { folder: true }) =>
      diagnoseDrivers({
        modules: moduleExaminer(station().station),
        guards: guardPorts(recentPathsFile(folder)),
        ...{ engine, clock },
        system: describeSystem(),
        problems: world.ok ? station().problems : [...station().problems, world.error],
        notes: [
          ...(parts.folder && isOpenToOthers(folder) ? [{ code: 'HOME_OPEN_TO_OTHERS' } as const] : []),
          ...(await endingNotes(configured, records, clock.now())),
        ],
      }),
    supportBundle: async () => (await import('./support-parts.ts')).supportBundleOf(home),
    updates: async () => (await import('./update-parts.ts')).updatesOf(home, (url) => hosts.proxyFor(url)),
    health: async () => (await import('./health-parts.ts')).healthOf(home),
    get policies() {
      return policies();
    },
    get situation() {
      return situation();
    },
    gate: (purpose, further) =>
      createSealingGate({ ...situation(), atUse: withEnterpriseQuestion(askedAtUse, enterprises) }, [
        administratorDecides(administrated),
        whole.decides,
        keptDelegations(records, register, purpose),
        delegatesLimits(records, register, purpose),
        ...further,
        whole.begins,
      ]),
    trustedTimes: trustedTimes({ engine, knowledge, transports, openings, documents, trustFolder }),
    get sealing(): SealingParts {
      return {
        ...{ documents, trustFolder, tokens: station().station, approvals: approvals(), exists: existsSync },
        gate: (purpose, rules) => home.gate(purpose, rules),
        trustedTimes: home.trustedTimes,
        openRegister,
        archiveStamp: async (path, password) => (await platformParts()).archiveBeside(home, path, password),
        signOpening: (platform, signer) => keepOpening(platform, signer, openings),
        claimDelegatedUse: (esId, signer) =>
          claimDelegatedUse(esId, signer, {
            ...{ records, register, random },
            platforms: async () => (await sealLife()).platforms,
          }),
      };
    },
    synchronise: (platform, progress) =>
      startUnless(refusal(platform), () =>
        startSync(
          syncWorkerIn(dist),
          { platform, proxy: platforms.proxy, accessFolder, ...syncParts },
          progress,
        ),
      ),
    importBundle: async (file) => {
      const asked = platforms.list.map(async (each) => ({ settings: each, refusal: await refusal(each) }));
      const known = await resultOf(() => Promise.all(asked));
      if (!known.ok) return known;
      return startImport(syncWorkerIn(dist), { file, platforms: known.value, ...syncParts });
    },
    mayListen: async (platform) => {
      // The event stream speaks the contract alone.
      if (platform.dialect !== undefined) return false;
      const refused = await resultOf(async () => [
        await refusal(platform),
        await notOffered(platform.id, EVENTS_PATH, records),
      ]);
      return refused.ok && refused.value.every((each) => each === null);
    },
    listen: async (platform, connection) => {
      const { listenToEvents } = await import('../adapters/platform-api/event-stream-api.ts');
      return listenToEvents(platform, platforms.proxy, connection);
    },
    fetchBundle: async (platformId) => (await platformParts()).fetchBundleOf(home, platformId),
    uploadRegister: async (platformId) => (await registerUploads())(platformId),
    recoverByHolder: async (order) => (await platformParts()).recoverByHolderOf(home, order),
    recoverRegister: async () => (await platformParts()).recoverRegisterOf(home),
    followClaims: (platformId) => followClaims(platformId, approvals()),
    get approvals() {
      return approvals();
    },
    conversions: once(async () => (await import('./conversions.ts')).conversionsIn(folder, dist)),
    archiveStamps: async () => (await platformParts()).archiveStampsOf(home),
    officeWays: officeWaysFile(folder, engine, () => platforms.proxy),
    scans: scanFolder(join(folder, 'store', 'approval-scans'), engine),
    close: async () => {
      stationOpened?.station.stop();
      await Promise.allSettled([transports.close(), recorderOpened?.settled]);
      await store.close();
    },
  };
  return home;
}

/**
 * Returns the platform where an act opens the register: that of its seal, or else the only one that is configured; null
 * when there is none, or when nobody knows which one.
 */
async function platformOf(
  seal: Pick<SealIdentity, 'esId'> | null,
  configured: readonly PlatformSettings[],
  knowledge: PlatformKnowledgePort,
): Promise<string | null> {
  if (seal === null) return configured.length === 1 ? (configured[0]?.id ?? null) : null;
  const known = await resultOf(() => knowledge.of({ esId: seal.esId, name: '', tokenSerial: '' }));
  return known.ok ? (known.value?.platformId ?? null) : null;
}

/** Returns a function that makes a part at its first call. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

/** Judges certificates of approvers and of new seals by the trust folder that also judges signatures. */
function trustedIn(folder: string): Promise<TrustStore> {
  return new Promise((resolve) => resolve(readTrustStore(readTrustedCertificates(folder))));
}

import { loadSha256 } from '../../core/cms/sha256.ts';
import { equalBytes } from '../../core/bytes/byte-arrays.ts';
import {
  joinedRevocationLists,
  nextStepOf,
  openTrustList,
  type OpenedTrustList,
  type TrustListStep,
} from '../../core/platform/trust-list.ts';
import { readTrustListFile, type TrustListFile } from '../../core/platform/trust-list-file.ts';
import type { Certificate } from '../../core/x509/certificate.ts';
import { checkIssued } from '../../core/x509/path.ts';
import { CodedError } from '../../shared/errors.ts';
import {
  type DescribedTrustList,
  type KeptTrustList,
  type OfferedTrustList,
  type TrustListsView,
  typedFingerprint,
} from '../../shared/model/trust-lists.ts';
import { type Result, resultOf } from '../../shared/result.ts';
import { describeTrustList, type DescribingTools } from './describe-trust-list.ts';
import type { StoredTrustList, TrustListPorts } from './trust-list-store.ts';

/** A file of a list as a person brings it. */
export interface BroughtTrustList {
  /** The file's name, for people. */
  readonly file: string;
  readonly text: string;
}

/**
 * Lists the confirmed lists, and those that lie ready to be confirmed. One that could not be taken over is not offered.
 * Fails with the codes of the store.
 */
export function viewTrustLists(ports: TrustListPorts): Promise<Result<TrustListsView>> {
  return resultOf(async () => {
    const tools = await toolsOf(ports);
    const offered: TrustListsView['offered'][number][] = [];
    for (const { from, path, text } of ports.laidOut()) {
      const read = await readTrustList({ file: path, text }, ports);
      if (read.ok && read.value.step !== 'same') offered.push({ ...read.value, from });
    }
    return {
      kept: ports.store.kept().map((each) => describeStored(each, tools)),
      platforms: ports.synchronised().flatMap(({ files }) => {
        const { statement } = files.material();
        return statement === undefined ? [] : describedOrNothing({ statement, revocationLists: [] }, tools);
      }),
      makers: ports.makerLists(),
      boundTo: (await ports.bound()).map(({ platform }) => platform),
      offered,
    };
  });
}

/**
 * Reads a list for the person who is to confirm it, and takes nothing over. Fails with TRUST_LIST_INVALID and its
 * `rule`, TRUST_LIST_FOREIGN, TRUST_LIST_OLDER, TRUST_LIST_BOUND and the codes of the store.
 */
export function readTrustList(
  brought: BroughtTrustList,
  ports: TrustListPorts,
): Promise<Result<OfferedTrustList>> {
  return resultOf(async () => (await examine(brought, ports)).offer);
}

/**
 * Takes a list over. A new source needs the fingerprint that the person has compared; the next list of a confirmed
 * signer needs nothing. Fails as {@link readTrustList} does, with TRUST_LIST_UNCONFIRMED without a fingerprint, and with
 * TRUST_LIST_OF_OTHER when the fingerprint is another one's.
 * @param fingerprint SM3 or SHA-256 of the signer's certificate in hexadecimal; blanks and colons do not count
 */
export function acceptTrustList(
  brought: BroughtTrustList,
  fingerprint: string | null,
  ports: TrustListPorts,
): Promise<Result<KeptTrustList>> {
  return resultOf(async () => {
    const { opened, known, offer, isOfPlatform } = await examine(brought, ports);
    if (fingerprint !== null) expectFingerprint(offer, fingerprint);
    else if (offer.step === 'new' && !isOfPlatform)
      throw new CodedError('TRUST_LIST_UNCONFIRMED', offer.source, factsOf(offer));
    const tools = await toolsOf(ports);
    const former = known === null ? null : openStored(known, tools);
    const lists = joinedRevocationLists(opened.revocationLists, former?.revocationLists ?? []);
    const revocationLists = lists.map(({ raw }) => raw);
    const acceptedAt = ports.clock.now().toISOString();
    const confirmation = {
      ...{ source: offer.source, acceptedAt, origin: brought.file },
      withdrawn: withdrawnBy(opened, former, known),
    };
    const file = { statement: opened.file.statement, revocationLists };
    const id = ports.store.keep(file, offer.number, confirmation);
    await ports.record({
      ...{ act: 'trustListAccepted', list: `${offer.source} #${String(offer.number)}` },
      ...{ signer: offer.signer.subject, fingerprint: offer.signer.sm3 },
    });
    return describeStored({ id, confirmation, file }, tools);
  });
}

/** Forgets a list: what it named is not trusted on its word any more. Fails with TRUST_LIST_NOT_FOUND. */
export function removeTrustList(id: string, ports: TrustListPorts): Promise<Result<null>> {
  return resultOf(async () => {
    const { store, record } = ports;
    const stored = store.kept().find((each) => each.id === id);
    if (stored === undefined) throw new CodedError('TRUST_LIST_NOT_FOUND', id);
    const list = describeStored(stored, await toolsOf(ports)).list;
    store.remove(id);
    await record({
      ...{ act: 'trustListRemoved', list: stored.confirmation.source },
      ...{ signer: list?.signer.subject ?? null, fingerprint: list?.signer.sm3 ?? null },
    });
    return null;
  });
}

interface Examined {
  readonly opened: OpenedTrustList;
  readonly offer: OfferedTrustList;
  /** The stored list of the same source. */
  readonly known: StoredTrustList | null;
  /** A platform that the home is bound to has signed it. */
  readonly isOfPlatform: boolean;
}

async function examine({ file, text }: BroughtTrustList, ports: TrustListPorts): Promise<Examined> {
  const tools = await toolsOf(ports);
  const opened = openTrustList(readTrustListFile(text), tools.engine, tools.now);
  const source = opened.list.platform;
  const bound = await ports.bound();
  const isOfPlatform = bound.some(({ platform, root }) => platform === source && isBy(opened, root, tools));
  if (bound.length > 0 && !isOfPlatform) throw new CodedError('TRUST_LIST_BOUND', source, { source });
  const known = ports.store.kept().find(({ confirmation }) => confirmation.source === source) ?? null;
  const former = known === null ? null : openStored(known, tools);
  const step: TrustListStep = nextStepOf(opened, former, tools.engine);
  return { opened, known, offer: { ...describeTrustList(opened, tools), step, file }, isOfPlatform };
}

function isBy(
  { signer, list }: OpenedTrustList,
  root: Certificate | null,
  { engine }: Pick<DescribingTools, 'engine'>,
): boolean {
  if (root === null || !equalBytes(signer.issuer.raw, root.subject.raw)) return false;
  return checkIssued([signer], root, { engine, at: new Date(list.issuedAt) }) === null;
}

/** A list that was altered on the disk is as good as none: the next one needs a person's word again. */
function openStored({ file }: StoredTrustList, tools: DescribingTools): OpenedTrustList | null {
  return file === null ? null : openedOrNull(file, tools);
}

function openedOrNull(file: TrustListFile, { engine, now }: DescribingTools): OpenedTrustList | null {
  try {
    return openTrustList(file, engine, now);
  } catch (error) {
    if (error instanceof CodedError) return null;
    throw error;
  }
}

function describedOrNothing(file: TrustListFile, tools: DescribingTools): DescribedTrustList[] {
  const opened = openedOrNull(file, tools);
  return opened === null ? [] : [describeTrustList(opened, tools)];
}

function describeStored(stored: StoredTrustList, tools: DescribingTools): KeptTrustList {
  const { id, confirmation } = stored;
  const opened = openStored(stored, tools);
  const list = opened === null ? null : describeTrustList(opened, tools);
  const state = list === null ? 'changed' : list.isOutdated ? 'outdated' : 'inForce';
  return { id, state, acceptedAt: confirmation.acceptedAt, file: confirmation.origin, list };
}

function expectFingerprint({ signer }: OfferedTrustList, fingerprint: string): void {
  const given = typedFingerprint(fingerprint);
  if (given === signer.sm3 || given === signer.sha256) return;
  throw new CodedError('TRUST_LIST_OF_OTHER', signer.subject, { subject: signer.subject, sm3: signer.sm3 });
}

const factsOf = ({ source, signer }: OfferedTrustList): Record<string, string> => ({
  source,
  subject: signer.subject,
  sm3: signer.sm3,
});

function withdrawnBy(
  { list }: OpenedTrustList,
  former: OpenedTrustList | null,
  known: StoredTrustList | null,
): string[] {
  const named = new Set([...list.certificates, ...list.makers]);
  const before = [...(known?.confirmation.withdrawn ?? []), ...(former?.list.certificates ?? [])];
  const once = new Set([...before, ...(former?.list.makers ?? [])]);
  return [...once].filter((each) => !named.has(each));
}

async function toolsOf({ engine, clock }: TrustListPorts): Promise<DescribingTools> {
  return { engine, sha256: await loadSha256(), now: clock.now() };
}

import { base64 } from '@scure/base';
import { certificateFingerprint } from '../../core/approval/office-decision.ts';
import {
  claimedSystem,
  type OfficeRegistration,
  openRegistration,
  type OpenedRegistration,
  signRegistration,
} from '../../core/approval/office-registration.ts';
import { enterpriseOf } from '../../core/approval/decision.ts';
import { toHex, utf8Bytes } from '../../core/bytes/encodings.ts';
import { keptStatement, type Statement } from '../../core/platform/signed-statement.ts';
import { allowsSignatures } from '../../core/x509/extensions.ts';
import { type Certificate, certificateOrNull } from '../../core/x509/certificate.ts';
import { CodedError } from '../../shared/errors.ts';
import {
  MOST_OFFICE_DAYS,
  MOST_OFFICE_USES,
  OFFICE_SEAL_KINDS,
  type OfficePowers,
  type OfficeSystem,
  type OfficeSystemState,
} from '../../shared/model/office-system.ts';
import { type Result, resultOf, success } from '../../shared/result.ts';
import { recordsOfKind } from '../records/records.ts';
import { actOnRecord, certificateOf } from '../register/acts-on-record.ts';
import { entriesWhere } from '../register/find-entries.ts';
import { NOBODY } from '../register/record-entry.ts';
import type { ApprovalPorts } from './approval-record.ts';
import type { DecisionSigner } from './decide-request.ts';

/** The ports of office systems. */
export type OfficePorts = Pick<
  ApprovalPorts,
  'records' | 'engine' | 'clock' | 'recorder' | 'trust' | 'revokedSince' | 'register'
>;

const ACTS = ['officeSystemRegistered', 'officeSystemWithdrawn'] as const;

const fingerprintOf = (statement: Statement): string => statement.signature;

/** Registrations by the signature of each: an earlier one stays, so that what it allowed can be shown. */
function registrations({ records }: Pick<OfficePorts, 'records'>) {
  return recordsOfKind<Statement>('officeSystem', keptStatement, fingerprintOf, records);
}

/** What a person says of an office system. */
export interface WantedSystem {
  readonly name: string;
  /** Its certificate, DER. */
  readonly certificate: Uint8Array;
  /** SHA-256 of the certificate as the person has it from the system's keeper, hexadecimal. */
  readonly fingerprint: string;
  readonly powers: OfficePowers;
  /** Who registers it, by name. */
  readonly registeredBy: string;
}

/**
 * Registers an office system with its powers, or gives a registered one others. A key of the enterprise signs that, since
 * whoever may register a system may let it approve; and it is an act on record, without which it does not count. Fails with
 * OA_FINGERPRINT_DIFFERS when the person names another certificate, OA_REGISTRATION_INVALID with the `field`,
 * APPROVAL_DECISION_INVALID when the key does not count, STORE_UNWRITABLE, or as the signer does.
 */
export function registerSystem(
  wanted: WantedSystem,
  signer: DecisionSigner,
  ports: OfficePorts,
): Promise<Result<OfficeSystem>> {
  return resultOf(async () => {
    const now = ports.clock.now();
    const certificate = expectCertificate(wanted, now, ports);
    expectPossible(wanted.powers, certificate, now);
    const own = certificateOrNull(signer.certificate);
    const registration: OfficeRegistration = {
      name: wanted.name,
      enterprise: own === null ? '' : enterpriseOf(own),
      certificate: base64.encode(wanted.certificate),
      powers: wanted.powers,
      registeredBy: wanted.registeredBy,
      registeredAt: now.toISOString(),
    };
    const statement = await signRegistration(registration, signer.certificate, signer.sign);
    const { fault } = await opened(statement, ports);
    if (fault !== null) throw new CodedError('APPROVAL_DECISION_INVALID', fault, { rule: fault });
    await registrations(ports).keep(statement);
    const facts = {
      certificate: certificateOf(signer.certificate),
      purpose: `${wanted.name}: ${powersText(wanted.powers)}`,
      people: { ...NOBODY, user: wanted.registeredBy },
      reference: referenceOf(certificateFingerprint(wanted.certificate, ports.engine), statement, ports),
    };
    await actOnRecord(ACTS[0], facts, () => Promise.resolve(success(null)), ports.recorder);
    const [made] = (await listSystems(ports)).filter(
      ({ registeredAt }) => registeredAt === registration.registeredAt,
    );
    if (made === undefined) throw new CodedError('STORE_UNWRITABLE', 'the registration is not on record');
    return made;
  });
}

/** @throws CodedError OA_REGISTRATION_INVALID, OA_FINGERPRINT_DIFFERS */
function expectCertificate(
  { certificate, fingerprint }: WantedSystem,
  now: Date,
  { engine }: OfficePorts,
): Certificate {
  const read = certificateOrNull(certificate);
  if (read === null) throw invalid('certificate');
  const isAuthority =
    read.basicConstraints?.isAuthority === true && read.keyUsage?.has('keyCertSign') === true;
  if (isAuthority || !allowsSignatures(read.keyUsage)) throw invalid('keyUsage');
  if (now > read.notAfter) throw invalid('notAfter');
  const found = certificateFingerprint(certificate, engine);
  const named = fingerprint.replaceAll(/[\s:]/gu, '').toLowerCase();
  if (named !== found) {
    throw new CodedError('OA_FINGERPRINT_DIFFERS', named, { named, found });
  }
  return read;
}

const DAY_MS = 86_400_000;

function expectPossible(
  { mostUses, until, seals }: OfficePowers,
  { notAfter }: Certificate,
  now: Date,
): void {
  if (!Number.isInteger(mostUses) || mostUses < 1 || mostUses > MOST_OFFICE_USES) throw invalid('mostUses');
  // Numbers of seals are ASCII: anything else that is no kind would reach no seal, and its author means one.
  const isNamed = (seal: string): boolean => OFFICE_SEAL_KINDS.includes(seal) || /^[\x20-\x7e]+$/.test(seal);
  if (seals !== null && (seals.length === 0 || !seals.every(isNamed))) throw invalid('seals');
  const end = Date.parse(until);
  const last = Math.min(notAfter.getTime(), now.getTime() + MOST_OFFICE_DAYS * DAY_MS);
  if (!(end > now.getTime()) || end > last) throw invalid('until');
}

function invalid(field: string): CodedError {
  return new CodedError('OA_REGISTRATION_INVALID', field, { field });
}

/** Writes powers as the register keeps them, in either language. */
function powersText({ seals, mostUses, until }: OfficePowers): string {
  return `${seals === null ? '全部印章 all seals' : seals.join(', ')}; ≤ ${mostUses}; → ${until}`;
}

function referenceOf(
  fingerprint: string,
  statement: Statement,
  { engine }: Pick<OfficePorts, 'engine'>,
): string {
  return `SHA-256 ${fingerprint} SM3 ${toHex(engine.sm3(utf8Bytes(statement.signature)))}`;
}

/**
 * Withdraws an office system, from now on: approvals of it that were not used yet are not used any more. Nobody needs a key
 * for that, since it only makes less possible. Fails with OA_SYSTEM_UNKNOWN and the codes of the store.
 * @param fingerprint of its certificate, or the first eight digits at least
 */
export function withdrawSystem(
  fingerprint: string,
  reason: string,
  ports: OfficePorts,
): Promise<Result<OfficeSystem>> {
  return resultOf(async () => {
    const wanted = fingerprint.replaceAll(/[\s:]/gu, '').toLowerCase();
    const [found, ...others] = await newestRegistrations(ports);
    const fits = [found, ...others].filter((each) => each?.fingerprint.startsWith(wanted) === true);
    const [system] = fits;
    if (system === undefined || wanted.length < 8) throw unknown(wanted);
    const facts = { purpose: reason, reference: system.reference };
    await actOnRecord(ACTS[1], facts, () => Promise.resolve(success(null)), ports.recorder);
    const { certificate, name } = system.opened.registration;
    const now = (await listSystems(ports)).find((each) => each.fingerprint === system.fingerprint);
    if (now?.state !== 'withdrawn') throw new CodedError('STORE_UNWRITABLE', `${name} ${certificate.length}`);
    return now;
  });
}

/** Returns the office systems that were ever registered, each as it stands now. Rejects with the codes of the store. */
export async function listSystems(ports: OfficePorts): Promise<readonly OfficeSystem[]> {
  return (await newestRegistrations(ports)).map((each) => viewOf(each, ports));
}

/** @throws CodedError OA_SYSTEM_UNKNOWN when nobody registered a system of this certificate, or when that does not count */
export async function systemOf(fingerprint: string, ports: OfficePorts): Promise<OfficeSystem> {
  const found = (await listSystems(ports)).find((each) => each.fingerprint === fingerprint);
  if (found === undefined || found.state === 'unproven') throw unknown(fingerprint);
  return found;
}

function unknown(fingerprint: string): CodedError {
  return new CodedError('OA_SYSTEM_UNKNOWN', fingerprint, { fingerprint });
}

interface KnownRegistration {
  readonly opened: OpenedRegistration;
  readonly fingerprint: string;
  readonly reference: string;
  /** Index of its entry. */
  readonly index: number;
  readonly withdrawnAt: string | null;
}

/** A registration on record. Nothing of it is checked, except that its hash stands in the register. */
interface RecordedRegistration extends Omit<KnownRegistration, 'opened'> {
  readonly statement: Statement;
}

/**
 * Finds the newest registration of each certificate that stands in the register. The register decides, not the record; earlier
 * ones are not opened, and the trust is read once.
 */
async function newestRegistrations(ports: OfficePorts): Promise<readonly KnownRegistration[]> {
  const kept = await registrations(ports).all();
  if (kept.length === 0) return [];
  const acts = new Map<string, { index: number; withdrawnAt: string | null }>();
  for await (const { index, entry } of entriesWhere(
    { acts: ACTS, result: 'done' },
    'newest',
    ports.register,
  )) {
    if (entry.reference === null || acts.has(entry.reference)) continue;
    acts.set(entry.reference, { index, withdrawnAt: entry.act === ACTS[1] ? entry.time : null });
  }
  const newest = new Map<string, RecordedRegistration>();
  const recorded = kept.flatMap((statement) => onRecord(statement, acts, ports) ?? []);
  for (const each of recorded.sort((one, other) => one.index - other.index)) {
    newest.set(each.fingerprint, each);
  }
  const trust = await ports.trust();
  const once = { ...ports, trust: () => Promise.resolve(trust) };
  return Promise.all(
    [...newest.values()].map(async ({ statement, ...known }) => ({
      ...known,
      opened: await opened(statement, once),
    })),
  );
}

function onRecord(
  statement: Statement,
  acts: ReadonlyMap<string, { readonly index: number; readonly withdrawnAt: string | null }>,
  ports: OfficePorts,
): RecordedRegistration | null {
  const certificate = claimedSystem(statement);
  if (certificate === null) return null;
  const fingerprint = certificateFingerprint(certificate, ports.engine);
  const reference = referenceOf(fingerprint, statement, ports);
  const act = acts.get(reference);
  return act === undefined ? null : { statement, fingerprint, reference, ...act };
}

async function opened(
  statement: Statement,
  { engine, clock, trust, revokedSince }: OfficePorts,
): Promise<OpenedRegistration> {
  const read = openRegistration(statement, { engine, now: clock.now(), trust: await trust() });
  if (read.fault !== null) return read;
  return (await revokedSince(read.signer.raw)) === null ? read : { ...read, fault: 'revoked' };
}

function viewOf(
  { opened: read, fingerprint, withdrawnAt }: KnownRegistration,
  ports: OfficePorts,
): OfficeSystem {
  const { registration, certificate, signer, fault } = read;
  const { name, enterprise, powers, registeredBy, registeredAt } = registration;
  const own = certificateOrNull(certificate);
  return {
    ...{ name, enterprise, fingerprint, powers, registeredBy, registeredAt, withdrawnAt },
    certificate: {
      subject: own?.subject.text ?? '',
      serial: own?.serial ?? '',
      notAfter: own?.notAfter.toISOString() ?? registeredAt,
    },
    signer: signer.subject.text,
    state: stateOf({ powers, withdrawnAt, fault }, ports.clock.now()),
  };
}

function stateOf(
  {
    powers,
    withdrawnAt,
    fault,
  }: Pick<OfficeSystem, 'powers' | 'withdrawnAt'> & { readonly fault: string | null },
  now: Date,
): OfficeSystemState {
  if (withdrawnAt !== null) return 'withdrawn';
  if (fault !== null) return 'unproven';
  return Date.parse(powers.until) < now.getTime() ? 'over' : 'inForce';
}

import { decodeSeal } from '../../../electron/core/seal/seal.ts';
import { certificateOrNull } from '../../../electron/core/x509/certificate.ts';
import { SEAL_KINDS } from '../../../electron/services/demo-world/companies.ts';
import { publishEvents, statusOf, type SealNews } from '../lists/seal-status.ts';
import type { PlatformContext } from '../platform-context.ts';
import { registerContacts } from './contacts.ts';
import { recordCertificate } from './holder-certificates.ts';
import { tokenOf } from './tokens.ts';

/** A seal in the platform's registry. */
export interface RegisteredSeal {
  readonly esId: string;
  readonly name: string;
  readonly kind: string;
  readonly holder: string;
  readonly tokenSerial: string | null;
  readonly validFrom: string;
  readonly validTo: string;
  readonly der: Uint8Array;
}

const COLUMNS = `es_id AS esId, name, kind, holder, token_serial AS tokenSerial, valid_from AS validFrom,
  valid_to AS validTo, der`;

/**
 * Registers a seal and publishes it as active. A known seal stays as it is.
 * @param der SESeal
 * @throws CodedError of the seal's structure
 */
export function registerSeal(context: PlatformContext, der: Uint8Array): void {
  const { esId, property } = decodeSeal(der);
  const holder = holderOf(context, property.certificateList);
  registerContacts(context, holder);
  if (findSeal(context, esId) !== null) return;
  const kind = SEAL_KINDS.find((each) => property.name.endsWith(each)) ?? '法定名称章';
  const since = property.validFrom.toISOString();
  context.database
    .prepare('INSERT INTO seal VALUES (?, ?, ?, ?, ?, ?, ?, ?)')
    .run(
      esId,
      property.name,
      kind,
      holder,
      tokenOf(context, holder),
      since,
      property.validTo.toISOString(),
      der,
    );
  publishEvents(context, [{ esId, state: 'active', since }]);
}

type CertificateList = ReturnType<typeof decodeSeal>['property']['certificateList'];

/** Returns the holder of the first certificate that the seal lists. */
function holderOf(context: PlatformContext, list: CertificateList): string {
  const [der] = list.kind === 'certificates' ? list.certificates : [];
  const certificate = der === undefined ? null : certificateOrNull(der);
  if (certificate === null) return '';
  return recordCertificate(context, certificate);
}

export function findSeal(
  { database }: Pick<PlatformContext, 'database'>,
  esId: string,
): RegisteredSeal | null {
  const sql = `SELECT ${COLUMNS} FROM seal WHERE es_id = ?`;
  return database.prepare<[string], RegisteredSeal>(sql).get(esId) ?? null;
}

/** @param holder null for all holders */
export function listSeals(
  { database }: Pick<PlatformContext, 'database'>,
  holder: string | null,
): RegisteredSeal[] {
  const sql = `SELECT ${COLUMNS} FROM seal WHERE holder = coalesce(?, holder) ORDER BY holder, valid_from, name`;
  return database.prepare<[string | null], RegisteredSeal>(sql).all(holder);
}

/** The states that may follow each state. Only a suspension (停用) can end again. */
const NEXT: Readonly<Record<SealNews['state'], readonly SealNews['state'][]>> = {
  active: ['suspended', 'cancelled', 'replaced', 'void'],
  suspended: ['active', 'cancelled', 'replaced', 'void'],
  cancelled: [],
  replaced: ['void'],
  void: [],
};

/** Thrown when a seal cannot go from its state to another. */
export class SealStateError extends Error {}

/**
 * Publishes a new state of a seal.
 * @throws SealStateError when the seal is unknown, or its state is final
 */
export function changeState(
  context: PlatformContext,
  esId: string,
  state: SealNews['state'],
  more: Omit<SealNews, 'esId' | 'state'>,
): void {
  const present = statusOf(context, esId);
  if (present === null) throw new SealStateError(`没有印章 ${esId}`);
  if (present.state === state) return;
  if (!NEXT[present.state].includes(state)) {
    throw new SealStateError(`印章 ${esId} 现为 ${present.state}，不能改为 ${state}`);
  }
  publishEvents(context, [{ esId, state, ...more }]);
}

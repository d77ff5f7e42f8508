import { decodeSeal } from '../../../electron/core/seal/index.ts';
import { certificateOrNull } from '../../../electron/core/x509/certificate.ts';
import { SEAL_KINDS } from '../../../electron/services/demo-world/companies.ts';
import { publishEvents, statusOf, type SealNews } from '../lists/seal-status.ts';
import type { PlatformContext } from '../platform-context.ts';
import { recordCertificate } from './holder-certificates.ts';
import { tokenOf } from './tokens.ts';

/** A seal as the platform knows it. */
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
 * Enters a seal that was made and publishes it as usable; one that is known already stays as it is.
 * @param der SESeal
 * @throws CodedError of the seal's structure
 */
export function registerSeal(context: PlatformContext, der: Uint8Array): void {
  const { esId, property } = decodeSeal(der);
  if (findSeal(context, esId) !== null) return;
  const holder = holderOf(context, property.certificateList);
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
  publishEvents(context, [{ esId, state: 'active', since, reason: null, replacedBy: null }]);
}

type CertificateList = ReturnType<typeof decodeSeal>['property']['certificateList'];

/** Whose certificate the seal lists first. */
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

/** @param holder null for everybody's */
export function listSeals(
  { database }: Pick<PlatformContext, 'database'>,
  holder: string | null,
): RegisteredSeal[] {
  const sql = `SELECT ${COLUMNS} FROM seal WHERE holder = coalesce(?, holder) ORDER BY holder, valid_from, name`;
  return database.prepare<[string | null], RegisteredSeal>(sql).all(holder);
}

/** Which states a seal may go to; only 停用 ends again. */
const NEXT: Readonly<Record<SealNews['state'], readonly SealNews['state'][]>> = {
  active: ['suspended', 'cancelled', 'replaced', 'void'],
  suspended: ['active', 'cancelled', 'replaced', 'void'],
  cancelled: [],
  replaced: ['void'],
  void: [],
};

/** Thrown where a seal cannot go from its state to another. */
export class SealStateError extends Error {}

/**
 * Publishes that a seal's state is another from now on.
 * @throws SealStateError where it is unknown, or its state is final
 */
export function changeState(
  context: PlatformContext,
  esId: string,
  state: SealNews['state'],
  more: { readonly reason: string | null; readonly replacedBy?: string; readonly since?: string },
): void {
  const present = statusOf(context, esId);
  if (present === null) throw new SealStateError(`没有印章 ${esId}`);
  if (present.state === state) return;
  if (!NEXT[present.state].includes(state)) {
    throw new SealStateError(`印章 ${esId} 现为 ${present.state}，不能改为 ${state}`);
  }
  const since = more.since ?? context.clock.now().toISOString();
  const replacedBy = more.replacedBy ?? null;
  publishEvents(context, [{ esId, state, since, reason: more.reason, replacedBy }]);
}

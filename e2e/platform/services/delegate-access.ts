import { timingSafeEqual } from 'node:crypto';
import { base64 } from '@scure/base';
import { equalBytes } from '../../../electron/core/bytes/byte-arrays.ts';
import { type Certificate, decodeCertificate } from '../../../electron/core/x509/certificate.ts';
import { CodedError } from '../../../electron/shared/errors.ts';
import type { PlatformSchema } from '../../../electron/shared/platform-api/schema.ts';
import { delegationState } from '../../../electron/shared/model/seal-life.ts';
import { say } from '../language.ts';
import { statusOf } from '../lists/seal-status.ts';
import type { PlatformContext } from '../platform-context.ts';
import { octetsOf } from '../platform-context.ts';
import { Problem } from '../problem.ts';
import { changeState, findSeal, registerSeal } from '../registry/seals.ts';
import { newSecret, secretSm3 } from './applications.ts';
import { makeForDelegate } from './new-seals.ts';

type Delegation = PlatformSchema<'Delegation'>;

interface AccessRow {
  readonly code_sm3: string;
  readonly es_id: string | null;
  readonly certificate: Buffer | null;
}

/** Makes the code that the holder is told with a grant. The platform keeps only its SM3. */
export function newAccessCode(context: PlatformContext, number: string): string {
  const code = newSecret(context);
  context.database
    .prepare('INSERT INTO delegate_access VALUES (?, ?, NULL, NULL)')
    .run(number, secretSm3(context, code));
  return code;
}

const accessOf = ({ database }: Pick<PlatformContext, 'database'>, number: string): AccessRow | undefined =>
  database.prepare<[string], AccessRow>('SELECT * FROM delegate_access WHERE number = ?').get(number);

export function keepDelegation(
  { database }: Pick<PlatformContext, 'database'>,
  delegation: Delegation,
): void {
  database
    .prepare('UPDATE delegation SET content = ? WHERE number = ?')
    .run(JSON.stringify(delegation), delegation.number);
}

function findDelegation({ database }: PlatformContext, number: string): Delegation {
  const sql = 'SELECT content FROM delegation WHERE number = ?';
  const row = database.prepare<[string], { readonly content: string }>(sql).get(number);
  if (row === undefined) throw new Problem('not-found', say('没有这项授权', 'There is no such delegation'));
  return JSON.parse(row.content) as Delegation;
}

/**
 * Gives a delegate a certificate and a seal object of their own, once.
 * @throws Problem code-wrong, wrong-state, invalid-request for a request that proves no key
 */
export async function enrolDelegate(
  context: PlatformContext,
  number: string,
  { code, certificateRequest }: PlatformSchema<'DelegateAccessRequest'>,
): Promise<PlatformSchema<'DelegateAccess'>> {
  const access = accessOf(context, number);
  const shown = secretSm3(context, code);
  if (access === undefined || !timingSafeEqual(Buffer.from(shown), Buffer.from(access.code_sm3))) {
    throw new Problem('code-wrong', say('授权编号或授权码不对', 'Number or code of the delegation is wrong'));
  }
  const delegation = findDelegation(context, number);
  const state = delegationState(delegation, context.clock.now().getTime());
  const isOver = state === 'ended' || state === 'over';
  if (isOver) throw new Problem('wrong-state', say('授权已终止或到期', 'The delegation has ended'));
  if (access.es_id !== null)
    throw new Problem('wrong-state', say('授权码已使用', 'The code was used before'));
  const seal = findSeal(context, delegation.esId);
  if (seal === null) throw new Problem('not-found', say('没有这枚印章', 'There is no such seal'));
  const made = await makeForDelegate(context, seal, delegation, octetsOf(certificateRequest)).catch(refused);
  registerSeal(context, made.seal);
  context.database
    .prepare('UPDATE delegate_access SET es_id = ?, certificate = ? WHERE number = ?')
    .run(made.esId, Buffer.from(made.certificate), number);
  const taken = { ...delegation, delegateEsId: made.esId };
  keepDelegation(context, taken);
  return {
    delegation: taken,
    certificate: base64.encode(made.certificate),
    seal: base64.encode(made.seal),
  };
}

function refused(error: unknown): never {
  if (!(error instanceof CodedError)) throw error;
  throw new Problem('invalid-request', say('证书请求不能证明密钥', 'The request proves no key'));
}

/** Ends the seal object of a delegate with the delegation. */
export function endAccess(context: PlatformContext, { number, endedAt }: Delegation): void {
  const esId = accessOf(context, number)?.es_id ?? null;
  if (esId === null || statusOf(context, esId)?.state !== 'active') return;
  changeState(context, esId, 'cancelled', { since: endedAt ?? context.clock.now().toISOString() });
}

/**
 * Counts a use of a delegate.
 * @param certificate of the session
 * @throws Problem not-found for whoever is not the delegate, wrong-state beyond the limits
 */
export function claimDelegatedUse(
  context: PlatformContext,
  number: string,
  certificate: Certificate,
  useId: string,
): PlatformSchema<'DelegatedUse'> {
  const own = accessOf(context, number)?.certificate ?? null;
  if (own === null || !equalBytes(decodeCertificate(new Uint8Array(own)).raw, certificate.raw)) {
    throw new Problem('not-found', say('没有这项授权', 'There is no such delegation'));
  }
  const delegation = findDelegation(context, number);
  const uses = delegation.uses ?? 0;
  const { database } = context;
  const known = database
    .prepare<[string, string], { readonly place: number }>(
      'SELECT place FROM delegated_use WHERE number = ? AND use_id = ?',
    )
    .get(number, useId);
  if (known !== undefined) return { use: known.place, uses };
  if (delegationState(delegation, context.clock.now().getTime()) !== 'inForce') {
    throw new Problem('wrong-state', say('授权未开始、已到期或已终止', 'The delegation is not in force'));
  }
  const counted = database
    .prepare<[string], { readonly count: number }>(
      'SELECT count(*) AS count FROM delegated_use WHERE number = ?',
    )
    .get(number);
  const use = (counted?.count ?? 0) + 1;
  if (use > uses)
    throw new Problem('wrong-state', say('授权次数已用完', 'The uses of the delegation are spent'));
  database.prepare('INSERT INTO delegated_use VALUES (?, ?, ?)').run(number, useId, use);
  return { use, uses };
}

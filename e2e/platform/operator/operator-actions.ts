import { z, ZodError } from 'zod';
import { decodeCertificate } from '../../../electron/core/x509/certificate.ts';
import { SEAL_STATES } from '../../../electron/shared/model/seal-standing.ts';
import type { FaultBox } from '../faults/fault-box.ts';
import type { Line } from '../faults/line.ts';
import { InTurn } from '../in-turn.ts';
import { makeOfflineBundle, type PublishedLists } from '../lists/offline-bundle.ts';
import type { ListId } from '../lists/revocation-lists.ts';
import { shippedProfile } from '../lists/policy-statement.ts';
import { announceSigner, setTerm, type TermChange } from '../lists/signers.ts';
import { publishEvents, type SealNews } from '../lists/seal-status.ts';
import type { PlatformContext } from '../platform-context.ts';
import { Problem } from '../problem.ts';
import { changeEnterpriseData, type EnterpriseData } from '../registry/enterprise-data.ts';
import { changeEnterprise, ENTERPRISE_STATES, type EnterpriseFacts } from '../registry/enterprises.ts';
import { changeState, SealStateError } from '../registry/seals.ts';
import { type FileKind, findFile } from '../services/applications.ts';
import { ACTS_FROM, type ActsFrom, confirmByTelephone, decideLossReport } from '../services/loss-reports.ts';
import { decidePinReset } from '../services/pin-resets.ts';
import { decideSealApplication } from '../services/seal-applications.ts';
import { say } from '../language.ts';

/** The parts of the platform that an operator acts on. */
interface OperatorParts extends PublishedLists {
  readonly context: PlatformContext;
  readonly faults: FaultBox;
  readonly line: Line;
}

/** CRLReason (RFC 5280 §5.3.1) that an operator may give. */
export const REVOCATION_REASONS = {
  unspecified: 0,
  keyCompromise: 1,
  affiliationChanged: 3,
  superseded: 4,
  cessationOfOperation: 5,
} as const;

type RevocationReason = keyof typeof REVOCATION_REASONS;

/** The choices that the pages and the interface offer an operator. */
export const REVOCATION_CHOICES = z.enum(
  Object.keys(REVOCATION_REASONS) as [RevocationReason, ...RevocationReason[]],
);
export const SEAL_STATE_CHOICES = z.enum(SEAL_STATES);
export const ACTS_FROM_CHOICES = z.enum(ACTS_FROM);
export const ENTERPRISE_STATE_CHOICES = z.enum(ENTERPRISE_STATES);

export const DECIDED_HERE: readonly FileKind[] = [
  'pinReset',
  'lossReport',
  'issue',
  'renewal',
  'replacement',
  'cancellation',
];

/** The actions of an operator. The page and the tests call the same functions. */
export class OperatorActions {
  readonly parts: OperatorParts;
  readonly #decisions = new InTurn();

  constructor(parts: OperatorParts) {
    this.parts = parts;
  }

  /**
   * Works under another policy profile from now on, which the next statement names.
   * @param lapsedOn its last day, YYYY-MM-DD, where the platform states that it has lapsed; null for none
   * @throws Problem not-found when no shipped profile has the id
   */
  namePolicy(profile: string, lapsedOn: string | null): void {
    const { context } = this.parts;
    if (shippedProfile(profile, context.clock.now()) === null)
      throw new Problem('not-found', say('没有这份规定', 'There are no such rules'));
    context.profileId = profile;
    context.lapsedOn = lapsedOn;
  }

  /** Makes an offline bundle (离线更新包) of everything that is published now. */
  offlineBundle(): Promise<Uint8Array> {
    return makeOfflineBundle(this.parts.context, this.parts, 0);
  }

  /** @throws SealStateError when the seal cannot go to this state */
  changeSeal(esId: string, state: SealNews['state'], reason: string | null): void {
    changeState(this.parts.context, esId, state, { reason });
  }

  /**
   * Revokes a certificate and publishes the list. Its seals stay as they are, because they are the holder's.
   * @param serial hexadecimal
   * @returns the number of the list
   */
  async revokeCertificate(list: ListId, serial: string, reason: RevocationReason): Promise<number> {
    const { number } = await this.parts.lists.revoke(
      list,
      [serial.toLowerCase()],
      REVOCATION_REASONS[reason],
    );
    return number;
  }

  /** Has the root certify the next signer, which begins at a time. @returns its serial number, hexadecimal */
  announceSigner(from: Date): Promise<string> {
    return announceSigner(this.parts.context, from);
  }

  /** @throws Problem when there is no such signer, or nobody would sign from then on */
  setSignerTerm(change: TermChange): void {
    setTerm(this.parts.context, change);
  }

  /** Ends a signer now and has the root revoke it. @throws Problem as {@link setSignerTerm} */
  async revokeSigner(serial: string, reason: RevocationReason): Promise<number> {
    this.setSignerTerm({ serial, from: null, until: this.parts.context.clock.now().toISOString() });
    return this.revokeCertificate('root', serial, reason);
  }

  /** Revokes the time-stamp authority's certificate, which the root has issued. */
  async revokeTimeStamper(reason: RevocationReason): Promise<number> {
    const { certificate } = this.parts.context.authorities.timeStamper;
    return this.revokeCertificate('root', decodeCertificate(certificate).serial, reason);
  }

  /**
   * Decides on an application, on a loss report, or on its withdrawal.
   * @param refusal the reason of a refusal; null for an approval
   * @param actsFrom from when an approved loss report suspends the seal
   * @throws Problem when there is nothing to decide
   */
  decide(number: string, refusal: string | null, actsFrom: ActsFrom = 'decision'): Promise<void> {
    return this.#decisions.run(() => this.#decide(number, refusal, actsFrom));
  }

  /**
   * Authorises a loss report, because the officer has spoken to the holder on the telephone.
   * @throws Problem when it is authorised already
   */
  confirmCall(number: string): void {
    confirmByTelephone(this.parts.context, number);
  }

  async #decide(number: string, refusal: string | null, actsFrom: ActsFrom): Promise<void> {
    const { context } = this.parts;
    switch (findFile(context, DECIDED_HERE, number)?.kind) {
      case 'pinReset':
        return decidePinReset(context, number, refusal);
      case 'lossReport':
        return decideLossReport(context, number, refusal, actsFrom);
      case 'issue':
      case 'renewal':
      case 'replacement':
      case 'cancellation':
        return decideSealApplication(context, number, refusal);
      case 'delegation':
      case undefined:
        throw new Problem('not-found', say('没有这份申请', 'There is no such application'));
    }
  }

  /**
   * Publishes seals that exist only in the feed, for measurements.
   * @returns the number of the newest event
   */
  addSeals(count: number): number {
    const since = this.parts.context.clock.now().toISOString();
    return publishEvents(this.parts.context, madeUpSeals(count, since));
  }

  /** Changes what the registration authority has of an enterprise. */
  changeEnterprise(name: string, state: EnterpriseFacts['state']): void {
    changeEnterprise(this.parts.context, name, state);
  }

  /** Changes name or legal representative of an enterprise in the registration authority's books. */
  changeEnterpriseData(holder: string, data: EnterpriseData): void {
    changeEnterpriseData(this.parts.context, holder, data);
  }

  /** Sets the platform's clock forward or back. */
  setClock(offsetMs: number): void {
    this.parts.context.clock.set(offsetMs);
  }
}

/**
 * Returns an identifier that differs for every index below 2³² and follows no order, like identifiers of real seals.
 */
export const madeUpSeal = (index: number): string =>
  `BULK${(Math.imul(index, 0x9e3779b1) >>> 0).toString(16).padStart(8, '0')}`;

function* madeUpSeals(count: number, since: string): Generator<SealNews> {
  for (let index = 0; index < count; index += 1) {
    const esId = madeUpSeal(index);
    const state = index % 10 === 0 ? 'suspended' : 'active';
    yield { esId, state, since };
  }
}

/** Returns the reason why an operator's action was refused, or null when the operator did not cause the error. */
export function refusalText(error: unknown): string | null {
  if (error instanceof Problem) {
    const { title, detail } = error.body('zh');
    return [title, detail].filter(Boolean).join('：');
  }
  if (error instanceof SealStateError) return error.message;
  return error instanceof ZodError ? '填写的内容不对' : null;
}

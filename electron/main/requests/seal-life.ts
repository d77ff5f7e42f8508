import { refreshEnterprises } from '../../services/platform/enterprise-status.ts';
import { existsSync } from 'node:fs';
import { readSealFiles } from '../../adapters/files/seal-files.ts';
import type { SealLifePorts } from '../../home/home.ts';
import type { HeldPinSession } from '../../home/held-pin-session.ts';
import type { TokenWatch } from '../../home/token-watch.ts';
import type { RegisterStore } from '../../services/register/register-store.ts';
import { type ApplicationWish, applyForSeal } from '../../services/seal-life/apply-for-seal.ts';
import {
  addPaper,
  draftWrittenApplication,
  readApplicationPaper,
  removePaper,
  submitApplication,
  withdrawApplication,
} from '../../services/seal-life/application-papers.ts';
import { applyForFirstSeal, type FirstSealWish } from '../../services/seal-life/first-seal.ts';
import { type AccessWish, enrolDelegate } from '../../services/seal-life/delegate-access.ts';
import { endDelegation, grantDelegation } from '../../services/seal-life/delegations.ts';
import type { HolderSeal } from '../../services/seal-life/seal-life-platform.ts';
import { authoriseLoss, sendLossCode } from '../../services/seal-life/authorise-loss.ts';
import { sealsOfFiles, knownSeals, noteSeenSeals } from '../../services/seal-life/known-seals.ts';
import {
  monthsBefore,
  recentCounterparts,
  reportLosses,
  withdrawLoss,
} from '../../services/seal-life/report-loss.ts';
import { refreshApplications } from '../../services/seal-life/applications.ts';
import { sendLossReports } from '../../services/seal-life/loss-reports.ts';
import { storeNewSeal, type StoringWish } from '../../services/seal-life/store-new-seal.ts';
import type { ListedToken } from '../../services/tokens/list-tokens.ts';
import { viewSealLife } from '../../services/seal-life/view-seal-life.ts';
import type { ApplicationPaperKind } from '../../shared/model/application-papers.ts';
import { CodedError } from '../../shared/errors.ts';
import type { DelegationGrant, SealLifeNews, SealLifeView } from '../../shared/model/seal-life.ts';
import type { KnownSeal, LossNoticeDraft, LossStatement, NamedSeal } from '../../shared/model/loss-report.ts';
import type { TokenInfo } from '../../shared/model/token.ts';
import { failure, type Result, resultOf } from '../../shared/result.ts';
import { reportBroken } from '../log.ts';

export interface SealLifeParts {
  readonly ports: SealLifePorts;
  readonly register: RegisterStore;
  readonly watch: TokenWatch;
  readonly held: Pick<HeldPinSession, 'drop'>;
  /** Lists the seals of the home's folder of seal files. */
  sealFiles(): readonly KnownSeal[];
  readonly tell: {
    changed(view: SealLifeView): void;
    news(news: SealLifeNews): void;
  };
}

/** The part of a loss statement that several lost seals have in common. */
type SharedStatement = Omit<LossStatement, keyof NamedSeal>;

/** Losses, applications, delegations and new seals in the window. Each act answers with the whole view after it. */
export class SealLife {
  readonly #parts: SealLifeParts;
  #lastTurn: Promise<void> = Promise.resolve();

  constructor(parts: SealLifeParts) {
    this.#parts = parts;
  }

  async view(): Promise<Result<SealLifeView>> {
    const { tokens } = await this.#parts.watch.view();
    const esIds = tokens.flatMap(({ seals }) => seals.map(({ esId }) => esId)).filter((esId) => esId !== '');
    const { ports } = this.#parts;
    return resultOf(() => viewSealLife(esIds, ports, ports.platforms));
  }

  async known(): Promise<readonly KnownSeal[]> {
    const { tokens } = await this.#parts.watch.view();
    return knownSeals(tokens, this.#parts.sealFiles(), this.#parts.ports);
  }

  /** Blocks all seals that can be reported and answers with the first failure. A held login ends in any case. */
  async report(seals: readonly NamedSeal[], statement: SharedStatement): Promise<Result<SealLifeView>> {
    const { ports, held } = this.#parts;
    await held.drop();
    const reported = await reportLosses(seals, statement, ports);
    this.#synchroniseSoon();
    return this.#after(reported);
  }

  async sendCode(id: string, contactId: string): Promise<Result<SealLifeView>> {
    return this.#after(await sendLossCode(id, contactId, this.#parts.ports));
  }

  async authorise(id: string, code: string): Promise<Result<SealLifeView>> {
    return this.#after(await authoriseLoss(id, code, this.#parts.ports));
  }

  async withdraw(id: string, reason: string): Promise<Result<SealLifeView>> {
    const withdrawn = await withdrawLoss(id, reason, this.#parts.ports);
    if (withdrawn.ok) this.#synchroniseSoon();
    return this.#after(withdrawn);
  }

  async notice(id: string, months: number): Promise<Result<LossNoticeDraft>> {
    const { ports, register } = this.#parts;
    const report = await resultOf(() => ports.reports.find(id));
    if (!report.ok) return report;
    const { value: seal } = report;
    if (seal === null) return failure({ code: 'LIFE_LOSS_UNKNOWN' });
    const since = monthsBefore(ports.clock.now(), months).toISOString();
    return resultOf(async () => {
      const counterparts = await recentCounterparts(seal, since, register);
      return { reportId: id, months, counterparts };
    });
  }

  apply(wish: Omit<ApplicationWish, 'chosen'>, seal: SealAddress): Promise<Result<SealLifeView>> {
    return this.#withKey(seal, wish, (holder) => applyForSeal({ ...wish, ...holder }, this.#parts.ports));
  }

  /** Applies for a first seal with the key that is named. */
  beginIssue(wish: Omit<FirstSealWish, 'token'>, tokenSerial: string): Promise<Result<SealLifeView>> {
    return this.#onToken(tokenSerial, (token) => applyForFirstSeal({ ...wish, token }, this.#parts.ports));
  }

  /** Takes a delegate's own access on the key that is named. */
  enrolAccess(wish: Omit<AccessWish, 'token'>, tokenSerial: string): Promise<Result<SealLifeView>> {
    return this.#onToken(tokenSerial, (token) => enrolDelegate({ ...wish, token }, this.#parts.ports));
  }

  async addPaper(
    number: string,
    paper: { readonly kind: ApplicationPaperKind; readonly path: string },
  ): Promise<Result<SealLifeView>> {
    return this.#after(await addPaper(number, paper, this.#parts.ports));
  }

  /** Returns a paper as it will be sent. */
  paper(number: string, paperId: string): Promise<Result<Uint8Array>> {
    return readApplicationPaper(number, paperId, this.#parts.ports);
  }

  async removePaper(number: string, paperId: string): Promise<Result<SealLifeView>> {
    return this.#after(await removePaper(number, paperId, this.#parts.ports));
  }

  draftWritten(number: string): Promise<Result<Uint8Array>> {
    return draftWrittenApplication(number, this.#parts.ports);
  }

  async submitApplication(number: string): Promise<Result<SealLifeView>> {
    return this.#after(await submitApplication(number, this.#parts.ports));
  }

  async withdrawApplication(number: string): Promise<Result<SealLifeView>> {
    return this.#after(await withdrawApplication(number, this.#parts.ports));
  }

  async storeSeal(wish: Omit<StoringWish, 'tokens'>): Promise<Result<SealLifeView>> {
    const { watch, held, ports } = this.#parts;
    await held.drop();
    await watch.refresh();
    const stored = await watch.leaveAlone(() => storeNewSeal({ ...wish, tokens: watch.listed }, ports));
    return this.#after(stored);
  }

  grant(
    grant: Omit<DelegationGrant, 'esId'>,
    seal: SealAddress,
    opened: KeyOpening,
  ): Promise<Result<SealLifeView>> {
    return this.#withKey(seal, opened, (holder) => grantDelegation(grant, holder, this.#parts.ports));
  }

  endDelegation(number: string, seal: SealAddress, opened: KeyOpening): Promise<Result<SealLifeView>> {
    return this.#withKey(seal, opened, (holder) => endDelegation(number, holder, this.#parts.ports));
  }

  /** Sends what waits and asks what was decided, one turn after the other; part of every synchronisation. */
  synchronise(): Promise<void> {
    const turn = this.#lastTurn.then(() => this.#exchange());
    this.#lastTurn = turn.catch(() => undefined);
    return turn;
  }

  #synchroniseSoon(): void {
    void this.synchronise().catch((error: unknown) => reportBroken('loss reports', error));
  }

  async #exchange(): Promise<void> {
    const { ports, tell } = this.#parts;
    const done = await resultOf(async () => {
      const reports = await sendLossReports(ports);
      const applications = await refreshApplications(ports);
      await refreshEnterprises(ports.enterprises);
      return [
        ...reports.map((report): SealLifeNews => ({ kind: 'loss', report })),
        ...applications.map((application): SealLifeNews => ({ kind: 'application', application })),
      ];
    });
    if (!done.ok || done.value.length === 0) return;
    done.value.forEach((news) => tell.news(news));
    await this.#after({ ok: true, value: null });
  }

  /** Remembers the seals of the keys that are there, for the day when one is lost. */
  async note(tokens: readonly TokenInfo[]): Promise<void> {
    await resultOf(() => noteSeenSeals(tokens, this.#parts.ports.seen));
  }

  /** Works with a key that may hold no seal yet, and looks at it again. Fails with TOKEN_REMOVED when it is not there. */
  async #onToken(
    tokenSerial: string,
    work: (token: ListedToken) => Promise<Result<unknown>>,
  ): Promise<Result<SealLifeView>> {
    const { watch, held } = this.#parts;
    await held.drop();
    await watch.refresh();
    const token = watch.listed.find(({ info }) => info.serial === tokenSerial);
    if (token === undefined) return failure({ code: 'TOKEN_REMOVED' });
    const outcome = await watch.leaveAlone(() => work(token));
    await watch.refresh();
    return this.#after(outcome);
  }

  async #withKey(
    { esId, tokenSerial }: SealAddress,
    opened: KeyOpening,
    work: (holder: HolderSeal) => Promise<Result<unknown>>,
  ): Promise<Result<SealLifeView>> {
    const { watch, held } = this.#parts;
    await held.drop();
    await watch.refresh();
    const chosen = watch.choose(esId, tokenSerial);
    if (!chosen.ok) return chosen;
    const { pin, lastTryConfirmed } = opened;
    return this.#after(await watch.leaveAlone(() => work({ chosen: chosen.value, pin, lastTryConfirmed })));
  }

  /** Looks at the keys anew: an act may have barred a seal or used up a try of a PIN. */
  async #after(outcome: Result<unknown>): Promise<Result<SealLifeView>> {
    const { watch, tell } = this.#parts;
    await watch.judgeAnew();
    const view = await this.view();
    if (view.ok) tell.changed(view.value);
    return outcome.ok ? view : failure(outcome.error);
  }
}

/** Names a seal on a token. */
interface SealAddress {
  readonly esId: string;
  readonly tokenSerial: string;
}

type KeyOpening = Pick<HolderSeal, 'pin' | 'lastTryConfirmed'>;

/** Lists the seals of a folder of seal files. A folder that cannot be read knows no seals. */
export function sealsIn(folder: string): readonly KnownSeal[] {
  try {
    return existsSync(folder) ? sealsOfFiles(readSealFiles(folder)) : [];
  } catch (error) {
    if (error instanceof CodedError) return [];
    throw error;
  }
}

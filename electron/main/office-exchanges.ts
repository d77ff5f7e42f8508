import { certificateOrNull } from '../core/x509/certificate.ts';
import { certificateFingerprint } from '../core/approval/office-decision.ts';
import type { OfficeWaysFile } from '../adapters/office-systems/office-ways-file.ts';
import type { ApprovalHomePorts } from '../home/home.ts';
import { exchangeOffice } from '../services/approvals/exchange-office.ts';
import { listSystems, registerSystem, withdrawSystem } from '../services/approvals/office-systems.ts';
import type { DecisionSigner } from '../services/approvals/decide-request.ts';
import type { AppError } from '../shared/errors.ts';
import type {
  OfficeExchange,
  OfficesView,
  OfferedSystem,
  OfficePowers,
} from '../shared/model/office-system.ts';
import { failure, type Result, resultOf, success, unwrap } from '../shared/result.ts';
import type { ApprovalRequests } from './approval-requests.ts';

interface OfficeExchangeParts {
  readonly ways: OfficeWaysFile;
  readonly ports: ApprovalHomePorts;
  readonly approvals: Pick<ApprovalRequests, 'tell'>;
  /** Is called when systems, ways or what was refused have changed. */
  changed(view: OfficesView): void;
  /** Is called with the numbers of approvals that have come. */
  notify(numbers: readonly string[]): void;
}

/** What a person says who registers the certificate that was offered. */
interface WantedRegistration {
  readonly fingerprint: string;
  readonly name: string;
  readonly registeredBy: string;
  readonly powers: OfficePowers;
}

/** The watched folder is looked into this often, and the address asked once in so many looks. */
const LOOK_MS = 2000;
const LOOKS_A_CALL = 15;

/** The most refusals that the window is told of. */
const MOST_REFUSED = 20;

/** Office systems in the window: registers them, and exchanges with their folder and address as long as the app runs. */
export class OfficeExchanges {
  readonly #parts: OfficeExchangeParts;
  readonly #timer: ReturnType<typeof setInterval>;
  #offered: { readonly view: OfferedSystem; readonly certificate: Uint8Array } | null = null;
  #refused: OfficeExchange['refused'] = [];
  #problem: AppError | null = null;
  #looks = 0;
  #running: Promise<void> | null = null;

  constructor(parts: OfficeExchangeParts) {
    this.#parts = parts;
    this.#timer = setInterval(() => void this.look(), LOOK_MS);
  }

  view(): Promise<Result<OfficesView>> {
    const { ports, ways } = this.#parts;
    return resultOf(async () => {
      const systems = await listSystems(ports);
      return { systems, ways: ways.read(), refused: this.#refused, problem: this.#problem };
    });
  }

  /** Reads a certificate that a person has chosen, and keeps it until it is registered. @param certificate DER */
  offer(certificate: Uint8Array): Result<OfferedSystem> {
    const read = certificateOrNull(certificate);
    if (read === null) return failure({ code: 'OA_REGISTRATION_INVALID', details: { field: 'certificate' } });
    const fingerprint = certificateFingerprint(read.raw, this.#parts.ports.engine);
    const view = { fingerprint, subject: read.subject.text, notAfter: read.notAfter.toISOString() };
    this.#offered = { view, certificate: read.raw };
    return success(view);
  }

  /** Registers the certificate that was offered. Fails as {@link registerSystem} does. */
  register(wanted: WantedRegistration, signer: DecisionSigner): Promise<Result<OfficesView>> {
    return this.#after(async () => {
      const certificate = this.#offered?.certificate ?? new Uint8Array();
      unwrap(await registerSystem({ ...wanted, certificate }, signer, this.#parts.ports));
      this.#offered = null;
    });
  }

  withdraw(fingerprint: string, reason: string): Promise<Result<OfficesView>> {
    return this.#after(async () => {
      unwrap(await withdrawSystem(fingerprint, reason, this.#parts.ports));
    });
  }

  /** Watches another folder; null for none. Fails with OA_WAY_UNUSABLE. */
  watchFolder(folder: string | null): Promise<Result<OfficesView>> {
    return this.#after(async () => {
      const { ways } = this.#parts;
      unwrap(await ways.change({ ...ways.read(), folder }));
      this.#refused = [];
      this.#problem = null;
    });
  }

  async #after(work: () => Promise<void>): Promise<Result<OfficesView>> {
    const done = await resultOf(work);
    return done.ok ? this.view() : done;
  }

  /** Exchanges with folder and address once. A look that still runs is the look. */
  look(): Promise<void> {
    this.#running ??= this.#exchange().finally(() => (this.#running = null));
    return this.#running;
  }

  async #exchange(): Promise<void> {
    const { ways, ports, approvals } = this.#parts;
    const { folder, call } = ways.read();
    if (folder === null && call === null) return;
    const asks = (this.#looks += 1) % LOOKS_A_CALL === 1;
    const before = JSON.stringify([this.#refused, this.#problem]);
    const outcomes = await ways.withDoors((doors) =>
      eachInTurn(
        doors.filter(({ way }) => way === 'folder' || asks),
        (door) => exchangeOffice(door, ports),
      ),
    );
    const done = outcomes.flatMap((outcome) => (outcome.ok ? [outcome.value] : []));
    for (const { refused } of done) this.#note(refused);
    const problem = outcomes.flatMap((outcome) => (outcome.ok ? [] : [outcome.error]))[0] ?? null;
    // An address that was not asked in this look keeps what it last said.
    if (asks || problem !== null) this.#problem = problem;
    const arrived = done.flatMap((each) => each.arrived);
    if (arrived.length > 0 || done.some(({ returned }) => returned.length > 0)) await approvals.tell();
    if (arrived.length > 0) this.#parts.notify(arrived);
    if (JSON.stringify([this.#refused, this.#problem]) === before) return;
    const view = await this.view();
    if (view.ok) this.#parts.changed(view.value);
  }

  #note(refused: OfficeExchange['refused']): void {
    const names = refused.map(({ name }) => name);
    const others = this.#refused.filter(({ name }) => !names.includes(name));
    this.#refused = [...refused, ...others].slice(0, MOST_REFUSED);
  }

  close(): void {
    clearInterval(this.#timer);
  }
}

/** Two ways never work on the same records at once. */
async function eachInTurn<T, R>(all: readonly T[], work: (one: T) => Promise<R>): Promise<readonly R[]> {
  const results: R[] = [];
  for (const one of all) results.push(await work(one));
  return results;
}

import { certificateOrNull } from '../../core/x509/certificate.ts';
import { certificateFingerprint } from '../../core/approval/office-decision.ts';
import type { OfficeWaysFile } from '../../adapters/office-systems/office-ways-file.ts';
import type { ApprovalPorts } from '../../services/approvals/approval-record.ts';
import { exchangeOffice, type OfficeDoor } from '../../services/approvals/exchange-office.ts';
import { listSystems, registerSystem, withdrawSystem } from '../../services/approvals/office-systems.ts';
import type { DecisionSigner } from '../../services/approvals/decide-request.ts';
import type {
  OfficeCallFile,
  OfficeExchange,
  OfficeLook,
  OfficesView,
  OfferedSystem,
  OfficePowers,
} from '../../shared/model/office-system.ts';
import { CodedError } from '../../shared/errors.ts';
import { failure, type Result, resultOf, success, unwrap } from '../../shared/result.ts';
import type { ApprovalRequests } from './approval-requests.ts';

interface OfficeExchangeParts {
  readonly ways: OfficeWaysFile;
  readonly ports: ApprovalPorts;
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

const WAYS = ['folder', 'call'] as const satisfies readonly OfficeLook['way'][];

/** The most refusals that the window is told of. */
const MOST_REFUSED = 20;

/** Office systems in the window: registers them, and exchanges with their folder and address as long as the app runs. */
export class OfficeExchanges {
  readonly #parts: OfficeExchangeParts;
  readonly #timer: ReturnType<typeof setInterval>;
  #offered: { readonly view: OfferedSystem; readonly certificate: Uint8Array } | null = null;
  #refused: OfficeExchange['refused'] = [];
  #last: readonly OfficeLook[] = [];
  /** Paths of the files that the person has picked for a call and not set yet. */
  #picked: Readonly<Partial<Record<OfficeCallFile, string>>> = {};
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
      return { systems, ways: ways.read(), refused: this.#refused, exchanges: this.#last };
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
      this.#forget('folder');
    });
  }

  /** Keeps the path of a file that the person has picked for the call, until one is set. */
  pick(kind: OfficeCallFile, path: string): void {
    this.#picked = { ...this.#picked, [kind]: path };
  }

  /**
   * Sets the address that is asked, with the files that were picked, else those that are set, and asks it at once. Fails with
   * OA_WAY_UNUSABLE; how the asking went stands in the view.
   */
  setCall(url: string, byAuthoritiesOfSystem: boolean): Promise<Result<OfficesView>> {
    return this.#after(async () => {
      const { ways } = this.#parts;
      const { folder, call } = ways.read();
      const { token = call?.tokenFile, authorities = call?.ca ?? null } = this.#picked;
      if (token === undefined) throw new CodedError('OA_WAY_UNUSABLE', 'no token', { field: 'token' });
      if (!byAuthoritiesOfSystem && authorities === null) {
        throw new CodedError('OA_WAY_UNUSABLE', 'no authorities', { field: 'authorities' });
      }
      const ca = byAuthoritiesOfSystem ? null : authorities;
      unwrap(await ways.change({ folder, call: { url, ca, tokenFile: token } }));
      this.#picked = {};
      this.#forget('call');
      await this.#lookNow();
    });
  }

  /** Asks no address any more. */
  leaveCall(): Promise<Result<OfficesView>> {
    return this.#after(async () => {
      const { ways } = this.#parts;
      unwrap(await ways.change({ ...ways.read(), call: null }));
      this.#picked = {};
      this.#forget('call');
    });
  }

  /** Looks into the folder and asks the address now. */
  exchangeNow(): Promise<Result<OfficesView>> {
    return this.#after(() => this.#lookNow());
  }

  /** What a way has said that is set no more concerns nobody. */
  #forget(way: OfficeLook['way']): void {
    this.#refused = [];
    this.#last = this.#last.filter((each) => each.way !== way);
  }

  /** A look that still runs may have begun before the person asked. */
  async #lookNow(): Promise<void> {
    await this.#running;
    this.#looks = 0;
    await this.look();
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
    const before = this.#said();
    const outcomes = await ways.withDoors((doors) =>
      eachInTurn(
        doors.filter(({ way }) => way === 'folder' || asks),
        async (door) => ({ door, outcome: await exchangeOffice(door, ports) }),
      ),
    );
    const done = outcomes.flatMap(({ outcome }) => (outcome.ok ? [outcome.value] : []));
    for (const { refused } of done) this.#note(refused);
    this.#noteLooks(outcomes);
    const arrived = done.flatMap((each) => each.arrived);
    if (arrived.length > 0 || done.some(({ returned }) => returned.length > 0)) await approvals.tell();
    if (arrived.length > 0) this.#parts.notify(arrived);
    // The address is asked seldom, and each time the window says when.
    if (this.#said() === before && !(asks && call !== null)) return;
    const view = await this.view();
    if (view.ok) this.#parts.changed(view.value);
  }

  #note(refused: OfficeExchange['refused']): void {
    const names = refused.map(({ name }) => name);
    const others = this.#refused.filter(({ name }) => !names.includes(name));
    this.#refused = [...refused, ...others].slice(0, MOST_REFUSED);
  }

  /** A way that was not used in this look keeps what it last said. */
  #noteLooks(
    outcomes: readonly { readonly door: OfficeDoor; readonly outcome: Result<OfficeExchange> }[],
  ): void {
    const at = this.#parts.ports.clock.now().toISOString();
    const looks = outcomes.flatMap(({ door: { way }, outcome }): OfficeLook[] => {
      if (way === 'file') return [];
      if (!outcome.ok) return [{ way, at, brought: null, error: outcome.error }];
      const { arrived, refused, returned } = outcome.value;
      const brought = { arrived: arrived.length, refused: refused.length, returned: returned.length };
      return [{ way, at, brought, error: null }];
    });
    const others = this.#last.filter(({ way }) => !looks.some((look) => look.way === way));
    // In one order, whichever way was used last: what is said has not changed by that.
    this.#last = WAYS.flatMap((way) => [...looks, ...others].filter((look) => look.way === way));
  }

  /** What the window is told of anew when it changes: not that another look has brought the same. */
  #said(): string {
    return JSON.stringify([this.#refused, this.#last.map(({ at: _, ...said }) => said)]);
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

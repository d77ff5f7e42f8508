import { randomUUID } from 'node:crypto';
import type { HeldPinSession } from '../../home/held-pin-session.ts';
import type { TokenWatch } from '../../home/token-watch.ts';
import { applyReset } from '../../services/pin-reset/apply-reset.ts';
import {
  findReset,
  shownReset,
  type ResetPorts,
  type ResetKeyPorts,
} from '../../services/pin-reset/reset-records.ts';
import { followResets } from '../../services/pin-reset/follow-reset.ts';
import { requestReset } from '../../services/pin-reset/request-reset.ts';
import { submitReset, withdrawReset } from '../../services/pin-reset/submit-reset.ts';
import type { ChosenFile, PaperKind, PinReset, ResetForm } from '../../shared/model/pin-reset.ts';
import { failure, type Result, resultOf, success, unwrap } from '../../shared/result.ts';

export interface PinResetsParts {
  readonly ports: ResetPorts & Omit<ResetKeyPorts, 'tokenOf'>;
  readonly watch: TokenWatch;
  readonly held: Pick<HeldPinSession, 'drop'>;
  readonly tell: { changed(resets: readonly PinReset[]): void };
  notify(reset: PinReset): void;
}

/** Applications for PIN resets in the window. It alone knows the paths of the person's files. */
export class PinResets {
  readonly #parts: PinResetsParts;
  readonly #chosen = new Map<string, string>();

  constructor(parts: PinResetsParts) {
    this.#parts = parts;
  }

  /** Lists the applications, newest first. */
  list(): Promise<Result<readonly PinReset[]>> {
    return resultOf(async () => {
      const kept = await this.#parts.ports.resets.all();
      const newestFirst = kept.toSorted((left, right) => (left.createdAt < right.createdAt ? 1 : -1));
      return newestFirst.map(shownReset);
    });
  }

  /** Looks at a file that may become a paper. */
  async choose(path: string): Promise<Result<ChosenFile>> {
    const read = await this.#parts.ports.papers.read(path);
    if (!read.ok) return read;
    const id = randomUUID();
    this.#chosen.set(id, path);
    return success({ id, name: read.value.name, size: read.value.bytes.length });
  }

  async request(
    form: ResetForm,
    papers: readonly { readonly id: string; readonly kind: PaperKind }[],
  ): Promise<Result<PinReset>> {
    const chosen = papers.map(({ id, kind }) => ({ kind, path: this.#chosen.get(id) ?? '' }));
    const requested = await requestReset(form, chosen, this.#parts.ports);
    if (requested.ok) this.#chosen.clear();
    return requested;
  }

  /** Returns a paper as it will be sent. */
  paper(number: string, paperId: string): Promise<Result<Uint8Array>> {
    const { ports } = this.#parts;
    return resultOf(async () => {
      await findReset(number, ports);
      return unwrap(await ports.papers.load(number, paperId));
    });
  }

  submit(number: string): Promise<Result<PinReset>> {
    return submitReset(number, this.#parts.ports);
  }

  withdraw(number: string): Promise<Result<PinReset>> {
    return withdrawReset(number, this.#parts.ports);
  }

  /** Looks at the keys before and after, so that the person sees their present state. */
  async apply(
    number: string,
    newPin: Uint8Array | null,
    lastTryConfirmed: boolean,
  ): Promise<Result<PinReset>> {
    const { watch, held, ports } = this.#parts;
    await held.drop();
    const { tokens } = await watch.refresh();
    const tokenOf = async (serial: string) => tokens.find((token) => token.serial === serial) ?? null;
    const applied = await watch.leaveAlone(() =>
      applyReset(number, { newPin, lastTryConfirmed }, { ...ports, tokenOf }),
    );
    await watch.refresh();
    return applied;
  }

  /** Asks for the state of every open application, notifies of changes, and answers with the list. */
  async refresh(): Promise<Result<readonly PinReset[]>> {
    const changed = await resultOf(() => followResets(this.#parts.ports));
    if (!changed.ok) return failure(changed.error);
    changed.value.forEach((reset) => this.#parts.notify(reset));
    return this.list();
  }

  /** Does the same after a synchronisation, and tells the window. */
  async synchronise(): Promise<void> {
    const resets = await this.refresh();
    if (resets.ok) this.#parts.tell.changed(resets.value);
  }
}

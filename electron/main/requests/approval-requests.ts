import { documentsBeside, readRequestFile } from '../../adapters/home-files/approval-files.ts';
import { picturesOf } from '../../core/approval/approved-beside.ts';
import { enterpriseServed } from '../../core/approval/decision.ts';
import type { SmEngine } from '../../core/sm/engine.ts';
import { certificateOrNull } from '../../core/x509/certificate.ts';
import type { ApprovalHomePorts } from '../../home/home.ts';
import type { HeldPinSession } from '../../home/held-pin-session.ts';
import type { TokenWatch } from '../../home/token-watch.ts';
import type { DecisionSigner } from '../../services/approvals/decide-request.ts';
import {
  exchangeApprovals,
  syncApprovals,
  type ApprovalPlatforms,
  type ApprovalPlatform,
} from '../../services/approvals/exchange-approvals.ts';
import { importApprovalFile } from '../../services/approvals/import-file.ts';
import { describeItem, makeRequest } from '../../services/approvals/make-request.ts';
import { tokenSigner } from '../../services/tokens/token-signer.ts';
import { listApprovals } from '../../services/approvals/view-approval.ts';
import type { TokenPort } from '../../services/ports/tokens.ts';
import type { ContractHandlers } from '../../wire/window/contract.ts';
import type {
  ApprovalExchange,
  ApprovalItem,
  ApprovalRequest,
  ApprovalView,
} from '../../shared/model/approval.ts';
import { failure, type Result, resultOf, unwrap } from '../../shared/result.ts';
import type { OpenDocuments } from '../documents/open-documents.ts';

export interface ApprovalRequestsParts {
  readonly ports: ApprovalHomePorts;
  readonly documents: OpenDocuments;
  readonly watch: TokenWatch;
  readonly platforms: ApprovalPlatforms;
  /** Is called with the numbers of requests that the platform had news of. */
  notify(numbers: readonly string[]): void;
  /** Is called when the requests on this computer have changed. */
  changed(approvals: readonly ApprovalView[]): void;
}

type Inputs = ContractHandlers['approvals'];

/** Path of a described file, and the enterprise whose seal is to go on it. The window need not know either. */
interface Described {
  readonly path: string;
  readonly enterprise: string;
  /** The pictures beside the seal. */
  readonly pictures: readonly Uint8Array[];
  /** Of the seal's key, DER. */
  readonly certificate: Uint8Array;
}

/** Requests for approval in the window: describes, makes, imports and exchanges them, and reports every change. */
export class ApprovalRequests {
  readonly ports: ApprovalHomePorts;
  readonly #parts: ApprovalRequestsParts;
  readonly #described = new Map<string, Described>();
  /** Open sessions by platform, each opened with a key. */
  readonly #sessions = new Map<string, ApprovalPlatform>();

  constructor(parts: ApprovalRequestsParts) {
    this.#parts = parts;
    this.ports = parts.ports;
  }

  async describe(wanted: Parameters<Inputs['describe']>[0]): Promise<Result<ApprovalItem>> {
    const { documents, watch } = this.#parts;
    const { documentId, target, locks } = wanted;
    const path = documents.pathOf(documentId);
    if (path === undefined) return failure({ code: 'INTERNAL' });
    const chosen = watch.choose(wanted.esId, wanted.tokenSerial);
    if (!chosen.ok) return chosen;
    const { info, certificate } = chosen.value;
    const item = await documents.work(documentId, ({ file }) =>
      describeItem({ file, seal: info, target, locks }, this.ports),
    );
    const holder = certificateOrNull(certificate);
    const enterprise = holder === null ? '' : enterpriseServed(holder);
    const pictures = picturesOf(target);
    if (item.ok) this.#described.set(keyOf(item.value), { path, enterprise, certificate, pictures });
    return item;
  }

  async request({ items, ...said }: Parameters<Inputs['request']>[0]): Promise<Result<ApprovalView>> {
    const described = items.map((item) => this.#described.get(keyOf(item)) ?? null);
    const enterprise = described[0]?.enterprise ?? '';
    if (described.some((each) => each?.enterprise !== enterprise)) {
      return failure({ code: 'APPROVAL_INVALID', details: { field: 'enterprise' } });
    }
    const paths = described.map((each) => each?.path ?? null);
    const sealCertificates = described.flatMap((each) => each?.certificate ?? []);
    const pictures = described.flatMap((each) => each?.pictures ?? []);
    return makeRequest({ ...said, enterprise, items, paths, pictures, sealCertificates }, this.ports);
  }

  /** Takes in a request file, or a decision of an office system; the documents are looked for beside it. */
  async importFile(path: string): Promise<Result<ApprovalView>> {
    const bytes = await resultOf(() => readRequestFile(path));
    if (!bytes.ok) return bytes;
    const beside = (request: ApprovalRequest) => documentsBeside(path, request);
    return this.telling(importApprovalFile(bytes.value, beside, this.ports));
  }

  /** Sends a request where one is named, and looks at the platform, in a session of its own. */
  exchange(id: string | null, signer: DecisionSigner): Promise<Result<ApprovalExchange>> {
    return exchangeApprovals(id, signer, this.#parts.platforms, this.ports, (platformId, session) =>
      this.#sessions.set(platformId, session),
    );
  }

  /** After a synchronisation: looks at the platform again while a session lasts, and says what has come. */
  async follow(platformId: string): Promise<void> {
    const session = this.#sessions.get(platformId);
    if (session === undefined) return;
    if (Date.parse(session.expiresAt) <= this.ports.clock.now().getTime()) {
      this.#sessions.delete(platformId);
      return;
    }
    const synced = await syncApprovals(session, this.ports);
    if (!synced.ok || synced.value.changed.length === 0) return;
    await this.tell();
    this.#parts.notify(synced.value.changed);
  }

  /** Passes an outcome on, and tells the window of the change that it made. */
  async telling<T>(work: Promise<Result<T>>): Promise<Result<T>> {
    const outcome = await work;
    if (outcome.ok) await this.tell();
    return outcome;
  }

  /** Tells the window of all requests. When the store cannot be read it tells nothing: other calls report that. */
  async tell(): Promise<void> {
    const listed = await resultOf(() => listApprovals(this.ports));
    if (listed.ok) this.#parts.changed(listed.value);
  }
}

const keyOf = ({ sm3, esId }: ApprovalItem): string => `${sm3} ${esId}`;

export interface ApproverKeyParts {
  readonly watch: TokenWatch;
  readonly held: HeldPinSession;
  readonly tokens: Pick<TokenPort, 'signDigest'>;
  readonly engine: SmEngine;
}

/** The window's choice of a key that is to sign. */
interface GivenKey {
  readonly tokenSerial: string;
  readonly pin: Uint8Array;
  readonly lastTryConfirmed: boolean;
}

/**
 * Works with the key that a person chose. Looks at the keys again after a failure: the tries that a refused PIN has
 * left must be known before the next PIN is typed.
 */
export async function withApproverKey<T>(
  { tokenSerial, pin, lastTryConfirmed }: GivenKey,
  { watch, held, tokens, engine }: ApproverKeyParts,
  work: (signer: DecisionSigner) => Promise<Result<T>>,
): Promise<Result<T>> {
  await held.drop();
  await watch.refresh();
  const token = watch.listed.find(({ info }) => info.serial === tokenSerial);
  if (token === undefined) return failure({ code: 'TOKEN_REMOVED' });
  const certificate = token.certificates.find(({ info }) => info.usable)?.der;
  if (certificate === undefined) return failure({ code: 'TOKEN_NO_CERTIFICATE' });
  const { module, serial, pin: pinState } = token.info;
  const seals = token.info.seals.map(({ esId }) => esId);
  const key = { tokens, address: { module, serial }, pinState, certificate, pin, lastTryConfirmed };
  const outcome = await watch.leaveAlone(() =>
    resultOf(async () => unwrap(await work({ certificate, seals, sign: tokenSigner(key, engine) }))),
  );
  if (!outcome.ok) await watch.refresh();
  return outcome;
}

import { documentsBeside, readRequestFile } from '../../adapters/files/request-file.ts';
import { enterpriseOf } from '../../core/approval/index.ts';
import { certificateOrNull } from '../../core/x509/certificate.ts';
import { describeItem, makeRequest, type DocumentPorts } from '../../services/approvals/make-request.ts';
import type { DecisionSigner } from '../../services/approvals/decide-request.ts';
import { importRequest } from '../../services/approvals/exchange-file.ts';
import { exchangeApprovals } from '../../services/approvals/exchange-approvals.ts';
import type { ApprovalPlatform, ApprovalPlatforms, ApprovalPorts } from '../../services/approvals/ports.ts';
import { syncApprovals } from '../../services/approvals/sync-approvals.ts';
import { listApprovals } from '../../services/approvals/view-approval.ts';
import type { ContractHandlers } from '../../wire/window/contract.ts';
import type {
  ApprovalExchange,
  ApprovalItem,
  ApprovalRequest,
  ApprovalView,
} from '../../shared/model/approval.ts';
import { failure, resultOf, type Result } from '../../shared/result.ts';
import type { OpenDocuments } from '../documents/open-documents.ts';
import type { TokenDesk } from '../tokens/token-desk.ts';

export interface ApprovalDeskParts {
  readonly ports: ApprovalPorts;
  readonly documentPorts: DocumentPorts;
  readonly documents: OpenDocuments;
  readonly desk: TokenDesk;
  readonly platforms: ApprovalPlatforms;
  /** A look at the platform has brought news of these. */
  notify(numbers: readonly string[]): void;
  /** The requests on this computer have changed. */
  changed(approvals: readonly ApprovalView[]): void;
}

type Inputs = ContractHandlers['approvals'];

/** Where a described file lies, and whose seal is to go on it: nothing that the window need know. */
interface Described {
  readonly path: string;
  readonly enterprise: string;
}

/** The applicant's side, and telling the window what has changed. */
export class ApprovalDesk {
  readonly ports: ApprovalPorts;
  readonly documentPorts: DocumentPorts;
  readonly #parts: ApprovalDeskParts;
  readonly #described = new Map<string, Described>();
  /** Sessions that were opened with a key, by platform, for as long as they last. */
  readonly #sessions = new Map<string, ApprovalPlatform>();

  constructor(parts: ApprovalDeskParts) {
    this.#parts = parts;
    this.ports = parts.ports;
    this.documentPorts = parts.documentPorts;
  }

  async describe(wanted: Parameters<Inputs['describe']>[0]): Promise<Result<ApprovalItem>> {
    const { documents, desk } = this.#parts;
    const path = documents.pathOf(wanted.documentId);
    if (path === undefined) return failure({ code: 'INTERNAL' });
    const chosen = desk.choose(wanted.esId, wanted.tokenSerial);
    if (!chosen.ok) return chosen;
    const { info, certificate } = chosen.value;
    const item = await describeItem({ path, seal: info, target: wanted.target }, this.documentPorts);
    const holder = certificateOrNull(certificate);
    const enterprise = holder === null ? '' : enterpriseOf(holder);
    if (item.ok) this.#described.set(keyOf(item.value), { path, enterprise });
    return item;
  }

  async request({ items, ...said }: Parameters<Inputs['request']>[0]): Promise<Result<ApprovalView>> {
    const described = items.map((item) => this.#described.get(keyOf(item)) ?? null);
    const enterprise = described[0]?.enterprise ?? '';
    if (described.some((each) => each?.enterprise !== enterprise)) {
      return failure({ code: 'APPROVAL_INVALID', details: { field: 'enterprise' } });
    }
    const paths = described.map((each) => each?.path ?? null);
    return makeRequest({ ...said, enterprise, items, paths }, this.ports);
  }

  /** Takes in a request file; the documents are looked for beside it. */
  async importFile(path: string): Promise<Result<ApprovalView>> {
    const bytes = await resultOf(() => readRequestFile(path));
    if (!bytes.ok) return bytes;
    const beside = (request: ApprovalRequest) => documentsBeside(path, request);
    return this.telling(importRequest(bytes.value, beside, this.ports));
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

  /** Tells the window of all requests; of none where the store cannot be read, which other calls then say. */
  async tell(): Promise<void> {
    const listed = await resultOf(() => listApprovals(this.ports));
    if (listed.ok) this.#parts.changed(listed.value);
  }
}

const keyOf = ({ sm3, esId }: ApprovalItem): string => `${sm3} ${esId}`;

import { randomUUID } from 'node:crypto';
import { basename, dirname, resolve } from 'node:path';
import { readHeld, type DocumentSnapshots } from '../../adapters/document-files/opened-document.ts';
import { codeOfOtherFormat, tailReach } from '../../core/pdf/other-formats.ts';
import type { DocumentEngine } from '../../services/documents/document-engine.ts';
import type { HeldFile, HeldView, OpenedDocument } from '../../services/ports/files.ts';
import type { OpenDocument, Sealability } from '../../shared/model/sealing.ts';
import { CodedError, type ErrorCode } from '../../shared/errors.ts';
import type { DocumentFormat } from '../../shared/model/document-view.ts';
import { CONVERTIBLE } from '../../shared/model/conversion.ts';
import { failure, resultOf, success, type Result, unwrap } from '../../shared/result.ts';
import { FileOffers } from './file-offers.ts';

/** The first bytes of a file in which ISO 32000-2 Annex C.4 note lets a header stand. */
const HEADER_SEARCH_BYTES = 1024;

interface Entry {
  readonly document: OpenedDocument;
  /** Work that reads the document and has not ended. */
  readonly running: Set<Promise<unknown>>;
}

/** Tells the format of a document. @throws CodedError what else the file is, and as reading it does */
async function formatOf(file: HeldFile): Promise<DocumentFormat> {
  const head = await readHeld(file, 0, HEADER_SEARCH_BYTES);
  if (Buffer.from(head).includes('%PDF-')) return 'pdf';
  const reach = tailReach(head);
  const tail = await readHeld(file, Math.max(0, file.size - reach), reach);
  const code = codeOfOtherFormat(head, tail);
  if (code !== 'FILE_IS_OFD') throw new CodedError(code);
  return 'ofd';
}

/** What a document has for a seal, or why it takes none. */
type Summary = Awaited<ReturnType<DocumentEngine['summarise']>>;

/** Codes of a password that does not open the document, or of none. */
const PASSWORD_ERRORS: ReadonlySet<ErrorCode> = new Set(['PDF_PASSWORD_NEEDED', 'PDF_PASSWORD_WRONG']);

/** Returns the document as it is read by a password, of which it has a copy of its own. */
function withPassword(document: OpenedDocument, password: Uint8Array | undefined): OpenedDocument {
  if (password === undefined) return document;
  return { ...document, file: { ...document.file, password: password.slice() } };
}

/** Zeroes the password of a document that nothing reads by it any more. */
function forgetPassword({ file }: OpenedDocument): void {
  file.password?.fill(0);
}

/** The documents that are open, by the ids that the window knows them by. */
export class OpenDocuments {
  readonly #entries = new Map<string, Entry>();
  readonly #engine: Pick<DocumentEngine, 'summarise' | 'invoice' | 'view'>;
  readonly #snapshots: Pick<DocumentSnapshots, 'open' | 'withView' | 'removeAll'>;

  readonly #opened: (path: string) => void;
  readonly #offers: FileOffers;

  /**
   * Removes what an earlier run has left of its copies.
   * @param opened is told the path of each document that is opened
   * @param offers keeps the files that are no PDF and can be converted to one
   */
  constructor(
    engine: Pick<DocumentEngine, 'summarise' | 'invoice' | 'view'>,
    snapshots: Pick<DocumentSnapshots, 'open' | 'withView' | 'removeAll'>,
    opened: (path: string) => void = () => undefined,
    offers: FileOffers = new FileOffers(),
  ) {
    this.#engine = engine;
    this.#snapshots = snapshots;
    this.#opened = opened;
    this.#offers = offers;
    snapshots.removeAll();
  }

  /**
   * Opens a document. One that cannot be sealed, such as an encrypted one, is opened too.
   * @param original id of the document that it was made from, whose password opens it; null for none
   */
  async open(file: string, original: string | null = null): Promise<Result<OpenDocument>> {
    const path = resolve(file);
    const opened = await resultOf(() => this.#snapshots.open(path));
    if (!opened.ok) return failure({ code: opened.error.code });
    const password = original === null ? undefined : this.#entries.get(original)?.document.file.password;
    const readable = await this.#readable(withPassword(opened.value, password));
    if (!readable.ok) return this.#offering(path, readable);
    const document = readable.value;
    const unlockedBy = password === undefined ? null : original;
    const id = this.#add({ document, running: new Set() });
    this.#opened(path);
    const summary = await this.#engine.summarise(document.file);
    return success(describe(id, document, unlockedBy, summary, await this.#drawnOf(document, summary)));
  }

  /** Returns a document with what the window reads of it: of an OFD, a view. It is closed if it cannot be read. */
  async #readable(document: OpenedDocument): Promise<Result<OpenedDocument>> {
    const readable = await resultOf(async () => {
      if ((await formatOf(document.file)) === 'pdf') return document;
      const write = (path: string) => this.#engine.view(document.file, path, { kind: 'window' });
      return unwrap(await this.#snapshots.withView(document, write));
    });
    if (!readable.ok) {
      document.close();
      forgetPassword(document);
    }
    return readable;
  }

  /**
   * Opens an encrypted document by its password: all work on it goes by that from then on, under a new id. Fails with
   * PDF_PASSWORD_WRONG and leaves it as it was, and with FILE_NOT_FOUND when it is not open.
   * @param password UTF-8, which the caller zeroes
   */
  async unlock(id: string, password: Uint8Array): Promise<Result<OpenDocument>> {
    const entry = this.#entries.get(id);
    if (entry === undefined) return failure({ code: 'FILE_NOT_FOUND' });
    const document = withPassword(entry.document, password);
    const summary = await this.work(id, () => this.#engine.summarise(document.file));
    const isRefused = !summary.ok && PASSWORD_ERRORS.has(summary.error.code);
    if (isRefused || this.#entries.get(id) !== entry) {
      forgetPassword(document);
      return isRefused ? failure(summary.error) : failure({ code: 'FILE_NOT_FOUND' });
    }
    this.#entries.delete(id);
    const unlocked = this.#add({ ...entry, document });
    // What began before goes by the password that opened the document then.
    void Promise.allSettled(entry.running).then(() => forgetPassword(entry.document));
    return success(describe(unlocked, document, unlocked, summary, await this.#drawnOf(document, summary)));
  }

  /** Returns what the pages lack, and what the document says of itself as an invoice. One that cannot be read says nothing. */
  async #drawnOf({ file }: OpenedDocument, summary: Summary): Promise<Pick<HeldView, 'notes' | 'invoice'>> {
    if (file.view !== undefined) return file.view;
    if (summary.ok) return { notes: [], invoice: summary.value.invoice };
    const invoice = await this.#engine.invoice(file);
    return { notes: [], invoice: invoice.ok ? invoice.value : null };
  }

  /** Adds the id of the offer to convert the file, if that can be. */
  #offering<T>(path: string, refused: Result<T>): Result<T> {
    if (refused.ok || !CONVERTIBLE.has(refused.error.code)) return refused;
    return failure({ ...refused.error, details: { offer: this.#offers.add(path) } });
  }

  #add(entry: Entry): string {
    const id = randomUUID();
    this.#entries.set(id, entry);
    return id;
  }

  pathOf(id: string): string | undefined {
    return this.#entries.get(id)?.document.file.path;
  }

  /** Returns the password that opens a document; undefined if it needs none, or is not open. The caller may not zero it. */
  passwordOf(id: string): Uint8Array | undefined {
    return this.#entries.get(id)?.document.file.password;
  }

  /**
   * Works with an open document, which stays open until the work has ended even if the window closes it meanwhile.
   * Fails with FILE_NOT_FOUND when it is not open.
   */
  async work<T>(id: string, work: (document: OpenedDocument) => Promise<Result<T>>): Promise<Result<T>> {
    const entry = this.#entries.get(id);
    if (entry === undefined) return failure({ code: 'FILE_NOT_FOUND' });
    const running = work(entry.document);
    entry.running.add(running);
    try {
      return await running;
    } finally {
      entry.running.delete(running);
    }
  }

  /** Returns the bytes [offset, offset + length) of what the window shows, fewer where that ends. */
  read(id: string, offset: number, length: number): Promise<Result<Uint8Array>> {
    return this.work(id, ({ file }) => resultOf(() => readHeld(file.view ?? file, offset, length)));
  }

  async close(id: string): Promise<void> {
    const entry = this.#entries.get(id);
    if (entry === undefined) return;
    this.#entries.delete(id);
    await Promise.allSettled(entry.running);
    entry.document.close();
    forgetPassword(entry.document);
  }

  /** Removes every copy at once, since the app may end before work under way has. */
  async closeAll(): Promise<void> {
    const closed = [...this.#entries.keys()].map((id) => this.close(id));
    this.#snapshots.removeAll();
    await Promise.all(closed);
  }
}

function describe(
  id: string,
  { file: { path, ...file } }: OpenedDocument,
  unlockedBy: string | null,
  summary: Summary,
  { notes: viewNotes, invoice }: Pick<HeldView, 'notes' | 'invoice'>,
): OpenDocument {
  const isSigned = summary.ok && summary.value.signatureCount > 0;
  const sealability = sealabilityOf(summary);
  const { size } = file.view ?? file;
  const names = { name: basename(path), folder: dirname(path) };
  const format = file.view === undefined ? 'pdf' : 'ofd';
  return { id, ...names, format, size, viewNotes, invoice, isSigned, sealability, unlockedBy };
}

function sealabilityOf(summary: Summary): Sealability {
  if (!summary.ok) return { possible: false, error: summary.error };
  return { possible: true, pages: summary.value.pages, emptyFields: summary.value.emptyFields };
}

import { isOfd } from '../../../core/pdf/other-formats.ts';
import type { ByteSink } from '../../../core/bytes/byte-source.ts';
import { openOfd } from '../../../core/ofd/package/ofd-package.ts';
import { firstDocument } from '../../../core/ofd/places/first-document.ts';
import { stampsWithPictures } from '../../../core/ofd/places/shown-seals.ts';
import type { InstalledFonts } from '../../../core/ofd/view/fonts/installed-fonts.ts';
import { substituteFonts } from '../../../core/ofd/view/fonts/substitute-fonts.ts';
import { type ViewInputs, writeView } from '../../../core/ofd/view/write-view.ts';
import { readInvoice } from '../../../core/preflight/ofd-invoice.ts';
import { CodedError } from '../../../shared/errors.ts';
import type { DocumentView } from '../../../shared/model/document-view.ts';
import { resultOf, unwrap, type Result } from '../../../shared/result.ts';
import { type FilePort, type FileSource, isHeld, type OpenFile } from '../../ports/files.ts';
import type { PackedFonts } from '../../drawn-pages/sheet-pdf.ts';
import type { PageTextPort } from '../../ports/page-text.ts';
import type { ViewPurpose } from '../document-engine.ts';
import { withDraft, withFile } from '../with-file.ts';

export interface ViewPorts {
  readonly files: FilePort;
  /** Fonts that stand in for those that an OFD does not bring. Throws FILE_NOT_FOUND, FILE_UNREADABLE. */
  readonly readFonts: () => PackedFonts;
  /** Finds the fonts of this computer, once they are wanted; null where none are looked for. */
  readonly installedFonts: InstalledFonts | null;
  /** Does work with a path at which nobody else can read or write, and removes what lies there afterwards. */
  readonly withPrivatePath: <T>(work: (path: string) => Promise<T>) => Promise<T>;
  /** Lets the process do something else for a moment. */
  readonly turn: () => Promise<void>;
}

/** Only its owner reads a view. */
const PRIVATE = 0o600;

/**
 * Writes the pages of an OFD to a new PDF.
 * @throws CodedError FILE_NEEDS_NO_CONVERSION for a PDF, why it cannot be opened, and as writing does
 */
export async function writeViewTo(
  path: string,
  file: OpenFile,
  purpose: ViewPurpose,
  ports: ViewPorts,
): Promise<DocumentView> {
  if (!isOfd(file)) throw new CodedError('FILE_NEEDS_NO_CONVERSION', 'no OFD');
  // A copy may be read by whoever may read the document.
  const permissions = purpose.kind === 'copy' ? file.permissions : PRIVATE;
  return withDraft(path, permissions, ports, (draft) => draw(file, purpose, ports, draft));
}

/**
 * Tells what the view of an OFD shows otherwise than it says: of the one that its holder has or has had, or of one that is drawn
 * and not kept. @throws CodedError why it cannot be opened
 */
export async function viewNotes(
  source: FileSource,
  file: OpenFile,
  ports: ViewPorts,
): Promise<DocumentView['notes']> {
  const known = isHeld(source) ? (source.view?.notes ?? source.knownNotes) : undefined;
  if (known !== undefined) return known;
  return (await draw(file, { kind: 'words' }, ports, NOWHERE)).notes;
}

/** Takes what nobody keeps. */
const NOWHERE: ByteSink = { write: () => undefined };

async function draw(
  file: OpenFile,
  purpose: ViewPurpose,
  { turn, readFonts, installedFonts }: ViewPorts,
  sink: ByteSink,
): Promise<DocumentView> {
  const ofd = openOfd(file);
  const document = firstDocument(ofd);
  const stamps = stampsWithPictures(ofd, document.body);
  const fonts = substituteFonts(readFonts());
  const inputs = { stamps, fonts, installed: installedFonts, ...inputsFor(purpose) };
  const view = writeView(ofd, document, inputs, sink);
  while (view.writeNext()) await turn();
  if (!file.unchanged()) throw new CodedError('FILE_CHANGED', 'changed while it was drawn');
  const { invoice } = readInvoice(ofd, document);
  return { pages: document.pages.length, notes: view.notDrawn, invoice };
}

function inputsFor(purpose: ViewPurpose): Pick<ViewInputs, 'notices' | 'withoutPictures'> {
  switch (purpose.kind) {
    case 'window':
      return {};
    case 'words':
      return { withoutPictures: true };
    case 'copy':
      return { notices: purpose.notices };
  }
}

/**
 * Does work with what the words of a document are read from: a PDF itself, of an OFD the view that its holder has, or one that
 * is made for this. @param file the document
 */
export async function withReadable<T>(
  source: FileSource,
  file: OpenFile,
  ports: ViewPorts,
  work: (readable: FileSource) => Promise<T>,
): Promise<T> {
  if (!isOfd(file)) return work(source);
  if (isHeld(source) && source.view !== undefined) return work(source.view);
  return ports.withPrivatePath(async (path) => {
    await writeViewTo(path, file, { kind: 'words' }, ports);
    return work(path);
  });
}

/** Reads the words of documents of both formats: those of an OFD by its view. */
export function textOfAnyFormat(pageText: PageTextPort, ports: ViewPorts): PageTextPort {
  const reading = <T>(
    source: FileSource,
    ask: (readable: FileSource) => Promise<Result<T>>,
  ): Promise<Result<T>> =>
    resultOf(() =>
      withFile(source, ports, async (file) => unwrap(await withReadable(source, file, ports, ask))),
    );
  return {
    find: (source, questions) => reading(source, (readable) => pageText.find(readable, questions)),
    wordsIn: (source, areas) => reading(source, (readable) => pageText.wordsIn(readable, areas)),
  };
}

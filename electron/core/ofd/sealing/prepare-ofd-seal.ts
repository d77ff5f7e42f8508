import { CodedError } from '../../../shared/errors.ts';
import { SM_OID } from '../../asn1/identifiers.ts';
import type { SeenRectangle } from '../../pdf/pages/page-geometry.ts';
import type { SmEngine } from '../../sm/engine.ts';
import type { WrittenEntry } from '../container/rewrite-container.ts';
import { ofdError, type ZipEntry } from '../container/zip-entry.ts';
import type { DocBody, OfdPackage } from '../package/ofd-package.ts';
import { type OfdDocument, readDocument } from '../package/read-document.ts';
import { haveSeveralRoots, mayLeadElsewhere, rootNames } from '../signatures/entry-meaning.ts';
import { PartDigests } from '../signatures/part-digests.ts';
import { readSignatureFile, type StampPlace } from '../signatures/signature-file.ts';
import { readSignatureList, type SignatureList } from '../signatures/signature-list.ts';
import { signatureXml } from '../signatures/write-signature.ts';
import { firstSignatureList, withSignature, withSignatureList } from './entry-insertion.ts';
import { namesFor, nextSignatureId, type SignatureNames } from './file-names.ts';

/** A place of the seal on a page as seen, in millimetres from its top left. */
export interface OfdSealPlace {
  /** The index of the page from 0. */
  readonly page: number;
  /** The area of the whole picture, at its true size. */
  readonly whole: SeenRectangle;
  /** The part of it that is shown; the same for all of it. */
  readonly seen: SeenRectangle;
}

export interface OfdSealRequest {
  /** In the order in which slices follow each other. */
  readonly places: readonly OfdSealPlace[];
  /** SESeal, DER */
  readonly seal: Uint8Array;
  readonly signedAt: Date;
  /** Locks the document (锁定签章): a seal after this one breaks it. */
  readonly locks: boolean;
}

/** A seal on an OFD that lacks its value. */
export interface PreparedOfdSeal {
  /** The changed parts and the new ones but for the value, which goes last. */
  readonly written: readonly WrittenEntry[];
  /** The file of the value. */
  readonly valueName: string;
  /** SM3 over Signature.xml */
  readonly dataHash: Uint8Array;
  /** The absolute path of Signature.xml, which TBS_Sign names. */
  readonly propertyInfo: string;
  /** The file of the signature, by which reports name it. */
  readonly field: string;
  readonly pageCount: number;
}

/**
 * Prepares a seal on an OFD: new files beside those of the signatures before, and a line in the lists that name them. The
 * signature names every part of the package but OFD.xml and Signatures.xml, which the next seal must change.
 * @throws CodedError OFD_SEVERAL_DOCUMENTS, OFD_LOCKED, OFD_SIGNATURES_DAMAGED, PAGE_NOT_FOUND, and as reading the parts does
 */
export async function prepareOfdSeal(
  ofd: OfdPackage,
  request: OfdSealRequest,
  engine: SmEngine,
): Promise<PreparedOfdSeal> {
  const { body, list } = expectSealable(ofd);
  const document = readDocument(ofd, body);
  const names = namesFor(ofd.container, body, list);
  const lists = changedLists(ofd, list, names);
  const digests = new PartDigests(engine, ofd.container);
  const references = await referencesTo(ofd, lists, request, digests, engine);
  const signature = signatureXml({
    signedAt: request.signedAt,
    references: [...references, { path: `/${names.seal}`, sm3: engine.sm3(request.seal) }],
    stamps: stampsOf(document, request, nextSignatureId(list)),
    sealPath: `/${names.seal}`,
    valuePath: `/${names.value}`,
  });
  return {
    written: [
      ...[...lists.changed].map(([{ name }, content]) => ({ name, content })),
      ...lists.added,
      { name: names.seal, content: request.seal },
      { name: names.signature, content: signature },
    ],
    valueName: names.value,
    dataHash: engine.sm3(signature),
    propertyInfo: `/${names.signature}`,
    field: names.signature,
    pageCount: document.pages.length,
  };
}

/**
 * Refuses a package that takes no seal, before a place is chosen. Returns the document that takes it, and the signatures that
 * it has. @throws CodedError OFD_SEVERAL_DOCUMENTS, OFD_LOCKED, OFD_SIGNATURES_DAMAGED
 */
export function expectSealable(ofd: OfdPackage): {
  readonly body: DocBody;
  readonly list: SignatureList | null;
} {
  const body = onlyBody(ofd);
  const list = readSignatureList(ofd, body);
  expectUnlocked(ofd, list);
  return { body, list };
}

/** A signature stands for the document that readers show; of several, or of several versions, nobody knows which that is. */
function onlyBody({ bodies, entry }: OfdPackage): DocBody {
  const [body, ...others] = bodies;
  if (body === undefined || others.length > 0 || body.versions.length > 0) {
    throw ofdError('OFD_SEVERAL_DOCUMENTS', 'documents', entry.name);
  }
  return body;
}

/** Refuses a document whose list of signatures a signature names: one more would break that one. */
function expectUnlocked(ofd: OfdPackage, list: SignatureList | null): void {
  for (const { entry } of list?.signatures ?? []) {
    const file = entry === null ? null : readSignatureFile(ofd, entry);
    if (file === null) throw ofdError('OFD_SIGNATURES_DAMAGED', 'missing', list?.entry.name ?? '');
    const isLocked = file.references.some((reference) => reference.entry === list?.entry);
    if (isLocked) throw ofdError('OFD_LOCKED', 'locked', file.entry.name);
  }
}

/** The lists that a new signature changes or adds. */
interface ChangedLists {
  readonly changed: ReadonlyMap<ZipEntry, Uint8Array>;
  readonly added: readonly WrittenEntry[];
}

function changedLists(ofd: OfdPackage, list: SignatureList | null, names: SignatureNames): ChangedLists {
  const { container, entry } = ofd;
  const number = nextSignatureId(list);
  const line = { id: String(number), maxSignId: number, path: `/${names.signature}` };
  if (list !== null) {
    const longer = withSignature(container.read(list.entry), line, list.entry.name);
    return { changed: new Map([[list.entry, longer]]), added: [] };
  }
  const named = withSignatureList(container.read(entry), `/${names.list}`);
  return {
    changed: new Map([[entry, named]]),
    added: [{ name: names.list, content: firstSignatureList(line) }],
  };
}

interface Reference {
  readonly path: string;
  readonly sm3: Uint8Array;
}

/**
 * Names every file of the package, in its order. The list of signatures is among them only if the seal locks; OFD.xml also if
 * nothing but itself says which of several files the document is. A later seal finds its list named there already.
 */
async function referencesTo(
  ofd: OfdPackage,
  { changed, added }: ChangedLists,
  { locks }: OfdSealRequest,
  digests: PartDigests,
  engine: SmEngine,
): Promise<readonly Reference[]> {
  const { container, entry: entryPart } = ofd;
  // A seal that locks names every file anyway.
  const isUnclear = !locks && (mayLeadElsewhere(ofd) || haveSeveralRoots(container.entries, rootNames(ofd)));
  const references: Reference[] = [];
  for (const entry of container.entries) {
    const bytes = changed.get(entry);
    const isNamed = locks || (entry === entryPart ? isUnclear : bytes === undefined);
    if (entry.isFolder || !isNamed) continue;
    const sm3 = bytes === undefined ? await digests.of(entry, SM_OID.sm3) : engine.sm3(bytes);
    if (sm3 === null) throw ofdError('OFD_DAMAGED', 'check-sum', entry.name);
    references.push({ path: `/${entry.name}`, sm3 });
  }
  const lists = locks
    ? added.map(({ name, content }) => ({ path: `/${name}`, sm3: engine.sm3(content) }))
    : [];
  return [...references, ...lists];
}

/** @param signature the number of the signature, which begins the IDs, so that none stands twice in the file */
function stampsOf(
  { pages }: OfdDocument,
  { places }: OfdSealRequest,
  signature: number,
): readonly StampPlace[] {
  return places.map(({ page: index, whole, seen }, at) => {
    const page = pages[index];
    if (page === undefined) throw new CodedError('PAGE_NOT_FOUND', `page ${String(index)}`);
    const id = `s${String(signature)}${String(at + 1).padStart(3, '0')}`;
    return { id, page: page.id, boundary: whole, clip: clipOf(whole, seen) };
  });
}

function clipOf(whole: SeenRectangle, seen: SeenRectangle): StampPlace['clip'] {
  const isWhole = seen.widthMm === whole.widthMm && seen.heightMm === whole.heightMm;
  return isWhole ? null : { ...seen, xMm: seen.xMm - whole.xMm, yMm: seen.yMm - whole.yMm };
}

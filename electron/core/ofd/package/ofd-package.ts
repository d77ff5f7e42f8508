import type { ByteSource } from '../../bytes/byte-source.ts';
import { OFD_BUDGET } from '../../budgets.ts';
import { overBudget } from '../../work-meter.ts';
import { openContainer } from '../container/open-container.ts';
import { ofdError, shown, type OfdContainer, type Tolerance, type ZipEntry } from '../container/zip-entry.ts';
import { parseXml } from '../xml/parse-xml.ts';
import { attributeOf, childOf, childrenOf, elementsWithin, type XmlElement } from '../xml/xml-element.ts';
import { NamedPaths } from './named-paths.ts';
import { resolvePath } from './resolve-path.ts';

/** GB/T 33190 §7.4: the only part whose name is fixed. */
const ENTRY_PART = 'OFD.xml';
/** GM/T 0099 appendix C: stands beside it if anything in the package is encrypted. */
const ENCRYPTIONS_PART = 'Encryptions.xml';
/** The namespace of GB/T 33190-2016. */
const NAMESPACE = 'http://www.ofdspec.org/2016';

/** The roots of the parts that this program reads. */
const ROOTS: ReadonlySet<string> = new Set([
  'OFD',
  'Document',
  'Page',
  'Res',
  'Annotations',
  'PageAnnot',
  'Attachments',
  'Signatures',
  'Signature',
]);

/** Elements that are seen on pages, or lead to them: in a namespace of their own some readers pass over them. */
const SHOWN: ReadonlySet<string> = new Set([
  ...[
    'Pages',
    'Page',
    'TemplatePage',
    'Template',
    'PublicRes',
    'DocumentRes',
    'PageRes',
    'MediaFile',
    'FontFile',
  ],
  ...[
    'Content',
    'Layer',
    'PageBlock',
    'TextObject',
    'TextCode',
    'CGTransform',
    'PathObject',
    'AbbreviatedData',
  ],
  ...[
    'ImageObject',
    'CompositeObject',
    'Clips',
    'FillColor',
    'StrokeColor',
    'Annotations',
    'FileLoc',
    'Annot',
  ],
  ...['Appearance', 'Font', 'MultiMedia', 'DrawParam', 'ColorSpace', 'CompositeGraphicUnit', 'StampAnnot'],
]);

/** A version of a document that the package keeps (GB/T 33190 §8.3). */
export interface DocVersion {
  readonly id: string;
  readonly index: number | null;
  readonly isCurrent: boolean;
  /** Null if it is missing. */
  readonly entry: ZipEntry | null;
}

/** A document of the package (GB/T 33190 §7.4, DocBody). */
export interface DocBody {
  /** The simple fields of DocInfo by their names, such as DocID, Title, Author, CreationDate, Creator. */
  readonly info: ReadonlyMap<string, string>;
  /** The values that its program left in DocInfo, by name, such as the number and the sum of an invoice. */
  readonly customData: ReadonlyMap<string, string>;
  readonly root: ZipEntry;
  /** Null if the document has none, or names a part that is missing; that is a tolerance then. */
  readonly signatures: ZipEntry | null;
  /** Whether OFD.xml names a list of signatures, be it there or not. */
  readonly namesSignatures: boolean;
  readonly versions: readonly DocVersion[];
}

/** An opened OFD. */
export interface OfdPackage {
  readonly container: OfdContainer;
  readonly entry: ZipEntry;
  /** One in nearly all files, at least one. */
  readonly bodies: readonly DocBody[];
  /**
   * Resolves a path that a part names, with the tolerances that real files need.
   * @param folder the folder in which relative paths of the part begin, if it names one; some writers repeat it in them
   * @returns null for a path that leads to no file
   */
  resolve(from: ZipEntry, path: string, folder?: string): ZipEntry | null;
  /** Takes a path that a part has in a place where this reader looks for none, and others may. */
  mention(from: ZipEntry, path: string, folder: string): void;
  /**
   * Returns the files to which other readers may take one of the paths that were resolved so far.
   * @throws CodedError FILE_OVER_BUDGET
   */
  otherReadings(): ReadonlySet<ZipEntry>;
  /**
   * Parses a part; what was parsed last is kept.
   * @throws CodedError OFD_XML_DAMAGED, OFD_XML_FORBIDDEN, OFD_DAMAGED, FILE_OVER_BUDGET
   */
  xml(entry: ZipEntry): XmlElement;
  /** Returns the name of a part's root, without its prefix; null unless the part was parsed. */
  parsedRoot(entry: ZipEntry): string | null;
  /** Notes something that other readers may take differently; each once, and a hundred of a kind at most. */
  note(kind: string, where: string): void;
  /** What was noted so far: of the container at once, of parts as they are read. */
  readonly tolerances: readonly Tolerance[];
}

/**
 * Opens an OFD: the container strictly, and the part that names its documents. Pages are read when they are asked for.
 * @throws CodedError OFD_DAMAGED, OFD_AMBIGUOUS, OFD_UNSUPPORTED, OFD_ENCRYPTED, OFD_XML_DAMAGED, OFD_XML_FORBIDDEN,
 *   OFD_PART_MISSING, FILE_OVER_BUDGET
 */
export function openOfd(source: ByteSource): OfdPackage {
  const container = openContainer(source);
  if (container.findFolded(ENCRYPTIONS_PART) !== null) throw ofdError('OFD_ENCRYPTED', 'encryptions');
  const entry = container.find(ENTRY_PART) ?? container.findFolded(ENTRY_PART);
  if (entry === null) throw ofdError('OFD_PART_MISSING', 'entry-part', ENTRY_PART);
  return new OpenPackage(container, entry);
}

/** Counts visits to what may be kept, so that many of them to much end. @throws CodedError FILE_OVER_BUDGET */
export function countVisits(ofd: OfdPackage, visits: number): void {
  ofd.container.source.meter?.spend('syntaxBytes', OFD_BUDGET.visitCost * visits);
}

class OpenPackage implements OfdPackage {
  readonly container: OfdContainer;
  readonly entry: ZipEntry;
  readonly bodies: readonly DocBody[];
  /** By kind, then by place. */
  readonly #tolerances = new Map<string, Map<string, Tolerance>>();
  readonly #named = new NamedPaths();
  readonly #parsed = new Map<ZipEntry, XmlElement>();
  /** Of all that was parsed, kept or not. */
  readonly #roots = new Map<ZipEntry, string>();
  #parsedBytes = 0;

  constructor(container: OfdContainer, entry: ZipEntry) {
    this.container = container;
    this.entry = entry;
    for (const { kind, where } of container.tolerances) this.note(kind, where);
    if (entry.name !== ENTRY_PART) this.note('path-case', entry.name);
    this.bodies = readBodies(this);
  }

  get tolerances(): readonly Tolerance[] {
    return [...this.#tolerances.values()].flatMap((ofKind) => [...ofKind.values()]);
  }

  note(kind: string, where: string): void {
    const known = this.#tolerances.get(kind) ?? new Map<string, Tolerance>();
    this.#tolerances.set(kind, known);
    if (known.size < OFD_BUDGET.tolerancesOfKind) known.set(shown(where), { kind, where: shown(where) });
  }

  resolve(from: ZipEntry, path: string, folder = ''): ZipEntry | null {
    const isWithin = folder !== '' && !/^[/\\]/.test(path);
    const resolved =
      (isWithin ? resolvePath(this.container, from.name, `${folder}/${path}`) : null) ??
      resolvePath(this.container, from.name, path);
    for (const kind of resolved?.tolerances ?? []) this.note(kind, `${from.name}: ${path}`);
    const entry = resolved?.entry ?? null;
    this.#named.resolved({ from, path, folder }, entry);
    return entry;
  }

  mention(from: ZipEntry, path: string, folder: string): void {
    this.#named.mentioned({ from, path, folder });
  }

  otherReadings(): ReadonlySet<ZipEntry> {
    return this.#named.otherReadings(this.container);
  }

  xml(entry: ZipEntry): XmlElement {
    const known = this.#parsed.get(entry);
    if (known !== undefined) {
      // A template that every page names outlives the pages.
      this.#parsed.delete(entry);
      this.#parsed.set(entry, known);
      return known;
    }
    if (entry.size > OFD_BUDGET.xmlBytes) throw overBudget('xmlBytes', OFD_BUDGET.xmlBytes);
    const parsed = parseXml(this.container.read(entry), entry.name, this.container.source.meter);
    this.#noteNamespace(entry, parsed);
    this.#roots.set(entry, parsed.name);
    this.#keep(entry, parsed);
    return parsed;
  }

  parsedRoot(entry: ZipEntry): string | null {
    return this.#roots.get(entry) ?? null;
  }

  /** Attachments may be XML of any kind; parts of the standard should be in its namespace. */
  #noteNamespace(entry: ZipEntry, root: XmlElement): void {
    const { name, namespace } = root;
    if (!ROOTS.has(name)) return;
    for (const element of elementsWithin(root)) {
      if (element.namespace === namespace || !SHOWN.has(element.name)) continue;
      this.note('mixed-namespaces', entry.name);
      break;
    }
    if (namespace === NAMESPACE) return;
    if (namespace === '') this.note('no-namespace', entry.name);
    else this.note('other-namespace', namespace);
  }

  #keep(entry: ZipEntry, parsed: XmlElement): void {
    this.#parsed.set(entry, parsed);
    this.#parsedBytes += entry.size;
    for (const [oldest] of this.#parsed) {
      // The newest is kept, whatever its size.
      if (this.#parsedBytes <= OFD_BUDGET.keptXmlBytes || oldest === entry) return;
      this.#parsed.delete(oldest);
      this.#parsedBytes -= oldest.size;
    }
  }
}

function readBodies(ofd: OfdPackage): readonly DocBody[] {
  const root = ofd.xml(ofd.entry);
  if (root.name !== 'OFD') throw ofdError('OFD_DAMAGED', 'root-element', ofd.entry.name);
  const bodies = childrenOf(root, 'DocBody');
  if (bodies.length === 0) throw ofdError('OFD_DAMAGED', 'no-document', ofd.entry.name);
  if (bodies.length > OFD_BUDGET.bodies) throw overBudget('bodies', OFD_BUDGET.bodies);
  if (bodies.length > 1) ofd.note('several-documents', ofd.entry.name);
  return bodies.map((body) => readBody(ofd, body));
}

/**
 * Returns a child that may stand once: of several, readers would take the first or the last.
 * @throws CodedError OFD_AMBIGUOUS
 */
export function onlyChildOf(element: XmlElement, name: string, where: string): XmlElement | null {
  if (childrenOf(element, name).length > 1) throw ofdError('OFD_AMBIGUOUS', `two-of-${name}`, where);
  return childOf(element, name);
}

/** Returns the text of such a child; null for none or an empty one. @throws CodedError OFD_AMBIGUOUS */
export function onlyTextOf(element: XmlElement, name: string, where: string): string | null {
  const text = onlyChildOf(element, name, where)?.text.trim() ?? '';
  return text === '' ? null : text;
}

function readBody(ofd: OfdPackage, body: XmlElement): DocBody {
  const path = onlyTextOf(body, 'DocRoot', ofd.entry.name);
  const root = path === null ? null : ofd.resolve(ofd.entry, path);
  if (root === null) throw ofdError('OFD_PART_MISSING', 'document', path ?? 'DocRoot');
  const signaturesPath = onlyTextOf(body, 'Signatures', ofd.entry.name);
  const signatures = signaturesPath === null ? null : ofd.resolve(ofd.entry, signaturesPath);
  if (signaturesPath !== null && signatures === null)
    ofd.note('missing-part', `${ofd.entry.name}: ${signaturesPath}`);
  const information = onlyChildOf(body, 'DocInfo', ofd.entry.name);
  return {
    ...{ info: simpleFieldsOf(information), customData: customDataOf(information), root, signatures },
    namesSignatures: signaturesPath !== null,
    versions: readVersions(ofd, onlyChildOf(body, 'Versions', ofd.entry.name)),
  };
}

function simpleFieldsOf(information: XmlElement | null): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  for (const { name, children, text } of information?.children ?? []) {
    if (children.length === 0 && text.trim() !== '') fields.set(name, text.trim());
  }
  return fields;
}

function customDataOf(information: XmlElement | null): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  const list = information === null ? null : childOf(information, 'CustomDatas');
  for (const item of list === null ? [] : childrenOf(list, 'CustomData')) {
    const name = attributeOf(item, 'Name');
    if (name !== null) values.set(name, item.text.trim());
  }
  return values;
}

function readVersions(ofd: OfdPackage, versions: XmlElement | null): readonly DocVersion[] {
  const list = versions === null ? [] : childrenOf(versions, 'Version');
  if (list.length > 0) ofd.note('versions', ofd.entry.name);
  return list.map((version) => {
    const path = attributeOf(version, 'BaseLoc');
    const index = Number.parseInt(attributeOf(version, 'Index') ?? '', 10);
    return {
      id: attributeOf(version, 'ID') ?? '',
      index: Number.isNaN(index) ? null : index,
      isCurrent: attributeOf(version, 'Current') === 'true',
      entry: path === null ? null : ofd.resolve(ofd.entry, path),
    };
  });
}

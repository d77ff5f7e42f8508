import { orNullIfDamaged } from '../../work-meter.ts';
import type { Tolerance, ZipEntry } from '../container/zip-entry.ts';
import { attributeOf, elementsWithin, textOf, type XmlElement } from '../xml/xml-element.ts';
import { DocumentClosure, type MissingPart, type NeededKind } from './closure.ts';
import type { DocBody, OfdPackage } from './ofd-package.ts';
import type { OfdBox } from './ofd-page.ts';
import { readDocument, type OfdDocument } from './read-document.ts';

/** What a part of an OFD is. */
export type PartKind =
  | NeededKind
  | 'entry'
  | 'attachments'
  | 'attachment'
  | 'signatures'
  | 'signature'
  | 'seal'
  | 'signed-value'
  | 'tags'
  | 'extensions'
  | 'version'
  | 'cover'
  /** Nothing that this program reads names it. */
  | 'unnamed';

/** A file of the package. */
export interface PartFacts {
  readonly name: string;
  readonly kind: PartKind;
  /** Bytes when unpacked. */
  readonly size: number;
  /** The part that names it first; null for OFD.xml and for one that nobody names. */
  readonly namedBy: string | null;
  /** The number of pages that need it. */
  readonly pages: number;
}

/** What an OFD consists of. */
export interface OfdFacts {
  readonly documents: readonly {
    readonly root: string;
    readonly info: ReadonlyMap<string, string>;
    readonly customData: ReadonlyMap<string, string>;
    readonly pages: readonly OfdBox[];
    readonly attachments: readonly string[];
    readonly versions: number;
    /** Paths and IDs that lead nowhere, of all pages. */
    readonly missing: readonly MissingPart[];
  }[];
  /** In the order of the file, without folders. */
  readonly parts: readonly PartFacts[];
  readonly tolerances: readonly Tolerance[];
}

/**
 * Lists what an OFD consists of, and who names what. It reads all pages.
 * @throws CodedError as reading the documents and their pages does
 */
export function ofdFacts(ofd: OfdPackage): OfdFacts {
  const graph = new PartGraph(ofd);
  const documents = ofd.bodies.map((body) => {
    const document = readDocument(ofd, body);
    const missing = graph.takeDocument(document);
    graph.takeSignatures(body);
    graph.takeOthers(document);
    return {
      ...{ root: body.root.name, info: body.info, customData: body.customData, missing },
      pages: document.pages.map(({ box }) => box),
      attachments: document.attachments?.files.map(({ name }) => name) ?? [],
      versions: body.versions.length,
    };
  });
  return { documents, parts: graph.parts(), tolerances: ofd.tolerances };
}

/** Gathers why each part is there. The first reason counts: what pages need goes before what comes with them. */
class PartGraph {
  readonly #ofd: OfdPackage;
  readonly #found = new Map<
    ZipEntry,
    { readonly kind: PartKind; readonly namedBy: string | null; pages: number }
  >();

  constructor(ofd: OfdPackage) {
    this.#ofd = ofd;
    this.#add(ofd.entry, 'entry', null);
  }

  parts(): readonly PartFacts[] {
    return this.#ofd.container.entries
      .filter(({ isFolder }) => !isFolder)
      .map((entry) => {
        const { kind, namedBy, pages } = this.#found.get(entry) ?? {
          kind: 'unnamed',
          namedBy: null,
          pages: 0,
        };
        return { name: entry.name, kind, size: entry.size, namedBy, pages };
      });
  }

  /** Takes what the pages need. @returns what leads nowhere */
  takeDocument(document: OfdDocument): readonly MissingPart[] {
    const closure = new DocumentClosure(this.#ofd, document);
    const missing = new Map<string, MissingPart>();
    for (const page of document.pages) {
      const needs = closure.partsNeededBy(page);
      for (const { entry, kind, namedBy } of needs.parts) this.#add(entry, kind, namedBy, 1);
      for (const each of needs.missing) missing.set(`${each.namedBy.name}\n${each.name}`, each);
    }
    return [...missing.values()];
  }

  /** Takes the list of signatures, and what it names in its turn. */
  takeSignatures({ signatures, versions }: DocBody): void {
    for (const { entry } of versions) this.#add(entry, 'version', this.#ofd.entry);
    if (signatures === null) return;
    this.#add(signatures, 'signatures', this.#ofd.entry);
    for (const element of this.#elements(signatures, 'Signature')) {
      const signature = this.#resolve(signatures, attributeOf(element, 'BaseLoc'));
      this.#add(signature, 'signature', signatures);
      if (signature === null) continue;
      for (const seal of this.#elements(signature, 'Seal')) {
        this.#add(this.#resolve(signature, textOf(seal, 'BaseLoc')), 'seal', signature);
      }
      for (const value of this.#elements(signature, 'SignedValue')) {
        this.#add(this.#resolve(signature, value.text.trim()), 'signed-value', signature);
      }
    }
  }

  /** Takes attachments, tags, extensions and the picture of the cover, without which every page looks the same. */
  takeOthers({ body, root, attachments, templates }: OfdDocument): void {
    for (const { entry } of templates.values()) this.#add(entry, 'template', body.root);
    if (attachments !== null) {
      this.#add(attachments.list, 'attachments', body.root);
      for (const { entry } of attachments.files) this.#add(entry, 'attachment', attachments.list);
    }
    this.#takeList(body.root, textOf(root, 'CustomTags'), 'tags');
    this.#takeList(body.root, textOf(root, 'Extensions'), 'extensions');
    const cover = body.info.get('Cover') ?? null;
    this.#add(this.#resolve(this.#ofd.entry, cover), 'cover', this.#ofd.entry);
  }

  #takeList(from: ZipEntry, path: string | null, kind: PartKind): void {
    const list = this.#resolve(from, path);
    this.#add(list, kind, from);
    if (list === null) return;
    for (const element of this.#elements(list)) {
      if (!PATH_ELEMENTS.has(element.name)) continue;
      this.#add(this.#resolve(list, element.text.trim()), kind, list);
    }
  }

  /** Nothing for a list that is damaged: no page depends on it. */
  #elements(entry: ZipEntry, name?: string): readonly XmlElement[] {
    const root = orNullIfDamaged(() => this.#ofd.xml(entry));
    if (root === null) return [];
    return [...elementsWithin(root)].filter((element) => name === undefined || element.name === name);
  }

  #resolve(from: ZipEntry, path: string | null): ZipEntry | null {
    return path === null || path === '' ? null : this.#ofd.resolve(from, path);
  }

  #add(entry: ZipEntry | null, kind: PartKind, namedBy: ZipEntry | null, pages = 0): void {
    if (entry === null) return;
    const known = this.#found.get(entry);
    if (known === undefined) this.#found.set(entry, { kind, namedBy: namedBy?.name ?? null, pages });
    else known.pages += pages;
  }
}

/** Elements of tags and extensions whose text is a path (GB/T 33190 §16 and §17). */
const PATH_ELEMENTS: ReadonlySet<string> = new Set(['FileLoc', 'SchemaLoc', 'ExtendData']);

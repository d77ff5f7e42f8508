import type { ZipEntry } from '../container/zip-entry.ts';
import {
  attributeOf,
  childOf,
  childrenOf,
  elementsWithin,
  idKey,
  textOf,
  type XmlElement,
} from '../xml/xml-element.ts';
import { byPage, pageKey } from './by-page.ts';
import { countVisits, type OfdPackage } from './ofd-package.ts';
import type { OfdPage } from './ofd-page.ts';
import type { OfdDocument, PageAnnotations } from './read-document.ts';
import { DocumentResources, type OfdResource } from './resources.ts';

/** Why a page needs a part. */
export type NeededKind =
  | 'document'
  | 'page'
  | 'template'
  | 'resources'
  | 'font'
  | 'media'
  | 'profile'
  | 'annotations'
  | 'page-annotations';

/** A part that a page needs to look as it does. */
export interface NeededPart {
  readonly entry: ZipEntry;
  readonly kind: NeededKind;
  /** The part that names it first. */
  readonly namedBy: ZipEntry;
}

/** A path or an ID that leads nowhere. */
export interface MissingPart {
  /**
   * Whoever adds a part at a missing path changes the page, though all parts that are there stay as they are. To give an ID a
   * meaning one of them has to change.
   */
  readonly kind: 'path' | 'id';
  readonly name: string;
  readonly namedBy: ZipEntry;
}

/** All that a page needs. */
export interface PageNeeds {
  /** Each part once, in the order in which they are found: the document, the page, then what they lead to. */
  readonly parts: readonly NeededPart[];
  readonly missing: readonly MissingPart[];
}

/** Attributes that name a resource by its ID: of text, pictures, composite objects, layers, colours and drawing parameters. */
const REFERENCES: ReadonlySet<string> = new Set([
  'Font',
  'ResourceID',
  'Substitution',
  'ImageMask',
  'Thumbnail',
  'DrawParam',
  'Relative',
  'ColorSpace',
]);

const KIND_OF_FILE = { Font: 'font', MultiMedia: 'media', ColorSpace: 'profile' } as const;

/**
 * Finds what the pages of a document need: page contents, templates, resource files of page, document and package, the fonts,
 * pictures and profiles that are used, also within composite units and patterns, annotations, and Document.xml itself.
 * OFD.xml, attachments, tags and signatures are not among them: no page looks different without.
 *
 * It rather takes a part too many than one too few: an ID leads to every resource that has it.
 */
export class DocumentClosure {
  readonly #ofd: OfdPackage;
  readonly #document: OfdDocument;
  readonly #known: KnownOfDocument;

  constructor(ofd: OfdPackage, document: OfdDocument) {
    this.#ofd = ofd;
    this.#document = document;
    this.#known = {
      resources: new DocumentResources(ofd, document),
      annotations: byPage(document.annotations?.pages ?? [], ({ pageId }) => pageId),
      missing: byPage(document.missing, ({ pageId }) => pageId),
      references: new WeakMap(),
    };
  }

  /** @throws CodedError as reading the page, its templates, resources and annotations does */
  partsNeededBy(page: OfdPage): PageNeeds {
    return new PageWalk(this.#ofd, this.#document, this.#known).walk(page);
  }

  /** Returns what several pages need together, each part once. @throws CodedError as {@link partsNeededBy} */
  partsNeededByAll(pages: readonly OfdPage[]): PageNeeds {
    const parts = new Map<ZipEntry, NeededPart>();
    const missing = new Map<string, MissingPart>();
    for (const page of pages) {
      const needs = this.partsNeededBy(page);
      for (const part of needs.parts) if (!parts.has(part.entry)) parts.set(part.entry, part);
      for (const each of needs.missing) missing.set(`${each.namedBy.name}\n${each.name}`, each);
    }
    return { parts: [...parts.values()], missing: [...missing.values()] };
  }
}

/** What all pages of a document share. */
interface KnownOfDocument {
  readonly resources: DocumentResources;
  /** By the ID of their page. */
  readonly annotations: ReadonlyMap<string | null, readonly PageAnnotations[]>;
  /** By the ID of their page; under null for all pages. */
  readonly missing: ReadonlyMap<string | null, OfdDocument['missing']>;
  /** The IDs that a content or a resource names: many pages share templates and resources. */
  readonly references: WeakMap<ZipEntry | XmlElement, readonly string[]>;
}

/** One walk from a page to all that it needs. */
class PageWalk {
  readonly #ofd: OfdPackage;
  readonly #document: OfdDocument;
  readonly #known: KnownOfDocument;
  readonly #parts = new Map<ZipEntry, NeededPart>();
  readonly #missing: MissingPart[] = [];
  readonly #seenIds = new Set<string>();
  /** The resource files of the page and of its templates. */
  #own: readonly ZipEntry[] = [];

  constructor(ofd: OfdPackage, document: OfdDocument, known: KnownOfDocument) {
    this.#ofd = ofd;
    this.#document = document;
    this.#known = known;
  }

  walk(page: OfdPage): PageNeeds {
    const { body, publicResources, documentResources } = this.#document;
    this.#add(body.root, 'document', this.#ofd.entry);
    this.#add(page.entry, 'page', body.root);
    const contents = [page.entry, ...this.#templatesOf(page.entry)];
    const resources = [...documentResources, ...publicResources];
    const missing = [null, page.id].flatMap((id) => this.#known.missing.get(pageKey(id)) ?? []);
    countVisits(this.#ofd, resources.length + missing.length);
    for (const entry of resources) this.#add(entry, 'resources', body.root);
    for (const { name, namedBy } of missing) this.#missing.push({ kind: 'path', name, namedBy });
    this.#own = contents.flatMap((entry) => this.#pageResources(entry));
    this.#follow(this.#commonReferences(), body.root);
    for (const entry of [...contents, ...this.#annotationsOf(page)]) {
      this.#follow(
        this.#referencesOf(entry, () => this.#ofd.xml(entry)),
        entry,
      );
    }
    return { parts: [...this.#parts.values()], missing: this.#missing };
  }

  /** Templates of a page, and those that templates name in their turn, each once. */
  #templatesOf(first: ZipEntry): readonly ZipEntry[] {
    const found = new Set<ZipEntry>();
    const waiting = [first];
    for (let from = waiting.shift(); from !== undefined; from = waiting.shift()) {
      const { children } = this.#ofd.xml(from);
      countVisits(this.#ofd, children.length);
      for (const use of children.filter(({ name }) => name === 'Template')) {
        const id = attributeOf(use, 'TemplateID') ?? '';
        const template = this.#document.templates.get(idKey(id));
        if (template === undefined) this.#missing.push({ kind: 'id', name: id, namedBy: from });
        else if (found.has(template.entry)) this.#noteCycle(template.entry, from, first);
        else {
          if (from !== first) this.#ofd.note('template-in-template', `${from.name}: ${id}`);
          this.#add(template.entry, 'template', from);
          found.add(template.entry);
          waiting.push(template.entry);
        }
      }
    }
    return [...found];
  }

  /** A page may use a template twice; a template that leads to one that was there already may go round in a circle. */
  #noteCycle(template: ZipEntry, from: ZipEntry, first: ZipEntry): void {
    if (from !== first) this.#ofd.note('template-cycle', `${from.name}: ${template.name}`);
  }

  #pageResources(entry: ZipEntry): readonly ZipEntry[] {
    return childrenOf(this.#ofd.xml(entry), 'PageRes').flatMap(({ text }) => {
      const resources = this.#ofd.resolve(entry, text.trim());
      if (resources === null) this.#missing.push({ kind: 'path', name: text.trim(), namedBy: entry });
      else this.#add(resources, 'resources', entry);
      return resources === null ? [] : [resources];
    });
  }

  #annotationsOf(page: OfdPage): readonly ZipEntry[] {
    const { annotations, body } = this.#document;
    if (annotations === null) return [];
    this.#add(annotations.list, 'annotations', body.root);
    const files = (this.#known.annotations.get(pageKey(page.id)) ?? []).map(({ entry }) => entry);
    for (const entry of files) this.#add(entry, 'page-annotations', annotations.list);
    return files;
  }

  /** The colour space of all that names none, and what the document itself names, such as the sounds of its actions. */
  #commonReferences(): readonly string[] {
    const { body, root } = this.#document;
    const common = childOf(root, 'CommonData');
    const id = common === null ? null : textOf(common, 'DefaultCS');
    return [...(id === null ? [] : [id]), ...this.#referencesOf(body.root, () => root)];
  }

  /** @param of a content, or a resource @param root reads its elements @returns the IDs that they name */
  #referencesOf(of: ZipEntry | XmlElement, root: () => XmlElement): readonly string[] {
    const known = this.#known.references.get(of);
    if (known !== undefined) return known;
    const { ids, paths, folder } = referencesWithin(root());
    this.#known.references.set(of, ids);
    if ('record' in of) for (const path of paths) this.#ofd.mention(of, path, folder);
    return ids;
  }

  /** Goes on from resources to those that they name; each once, so that circles end. */
  #follow(ids: readonly string[], from: ZipEntry): void {
    const waiting = ids.map((id) => ({ id, from }));
    // The list grows while it is gone through.
    for (const next of waiting) {
      countVisits(this.#ofd, 1);
      if (this.#seenIds.has(next.id)) continue;
      this.#seenIds.add(next.id);
      const found = this.#known.resources.all(this.#own, next.id);
      countVisits(this.#ofd, found.length);
      if (found.length === 0) this.#missing.push({ kind: 'id', name: next.id, namedBy: next.from });
      for (const resource of found) {
        this.#takeFile(resource);
        const { element } = resource;
        for (const id of this.#referencesOf(element, () => element))
          waiting.push({ id, from: resource.from });
      }
    }
  }

  #takeFile({ kind, file, path, from }: OfdResource): void {
    if (kind === 'DrawParam' || kind === 'CompositeGraphicUnit') return;
    if (file !== null) this.#add(file, KIND_OF_FILE[kind], from);
    else if (path !== null) this.#missing.push({ kind: 'path', name: path, namedBy: from });
  }

  #add(entry: ZipEntry, kind: NeededKind, namedBy: ZipEntry): void {
    if (this.#parts.has(entry)) return;
    this.#parts.set(entry, { entry, kind, namedBy });
    // Contents and annotations are gone through anyway.
    if (kind === 'resources' || kind === 'annotations') this.#referencesOf(entry, () => this.#ofd.xml(entry));
  }
}

/** What the elements of a part name, each once. */
interface References {
  readonly ids: readonly string[];
  /** Paths at any depth: some readers look for elements by their name alone. */
  readonly paths: readonly string[];
  /** The folder that a resource file names. */
  readonly folder: string;
}

/** Elements whose text is the path of a part that is drawn, and attributes that are one. */
const PATH_ELEMENTS: ReadonlySet<string> = new Set([
  ...['PublicRes', 'DocumentRes', 'PageRes', 'MediaFile', 'FontFile', 'Annotations', 'FileLoc'],
]);
const PATH_ATTRIBUTES: ReadonlySet<string> = new Set(['BaseLoc', 'Profile']);

/** Some readers pass over the prefix of an attribute, so it is left out here. */
function referencesWithin(root: XmlElement): References {
  const [ids, paths] = [new Set<string>(), new Set<string>()];
  for (const { name, text, attributes } of elementsWithin(root)) {
    if (PATH_ELEMENTS.has(name)) paths.add(text.trim());
    for (const [written, value] of attributes) {
      const attribute = written.slice(written.indexOf(':') + 1);
      if (REFERENCES.has(attribute)) ids.add(value.trim());
      else if (PATH_ATTRIBUTES.has(attribute)) paths.add(value.trim());
    }
  }
  for (const found of [ids, paths]) found.delete('');
  return { ids: [...ids], paths: [...paths], folder: attributeOf(root, 'BaseLoc') ?? '' };
}

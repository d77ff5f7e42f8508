import { OFD_BUDGET } from '../../budgets.ts';
import { overBudget, type WorkMeter } from '../../work-meter.ts';
import { ofdError } from '../container/zip-entry.ts';
import { Namespaces } from './namespaces.ts';
import type { XmlElement } from './xml-element.ts';
import { decodeXml, withoutReferences } from './xml-text.ts';

/** XML 1.0 §2.3 with Namespaces §4: a name with one colon at most. */
const START =
  'A-Z_a-z\\xc0-\\xd6\\xd8-\\xf6\\xf8-\\u02ff\\u0370-\\u037d\\u037f-\\u1fff\\u200c\\u200d\\u2070-\\u218f\\u2c00-\\u2fef\\u3001-\\ud7ff\\uf900-\\ufdcf\\ufdf0-\\ufffd\\u{10000}-\\u{effff}';
const PART = `[${START}][${START}\\-.0-9\\xb7\\u0300-\\u036f\\u203f\\u2040]*`;
const NAME = `${PART}(?::${PART})?`;
const OPENING = new RegExp(`<(${NAME})`, 'uy');
const ATTRIBUTE = new RegExp(`[ \\t\\n]+(${NAME})[ \\t\\n]*=[ \\t\\n]*(?:"([^"<]*)"|'([^'<]*)')`, 'uy');
const OPENING_END = /[ \t\n]*(\/?)>/y;
const CLOSING = new RegExp(`</(${NAME})[ \\t\\n]*>`, 'uy');

const BLANK = /^[ \t\n]*$/;
const NO_ATTRIBUTES: ReadonlyMap<string, string> = new Map();
const NO_CHILDREN: readonly XmlElement[] = [];

/** An element whose end has not come yet. */
interface OpenElement {
  /** As written, for its end. */
  readonly written: string;
  readonly name: string;
  readonly namespace: string;
  readonly namespaces: Namespaces;
  readonly attributes: ReadonlyMap<string, string>;
  children: XmlElement[] | null;
  text: string;
  /** Runs of text that are not blank; comments and sections stand between them. */
  pieces: number;
  hasComment: boolean;
}

/**
 * Parses XML 1.0 with namespaces as strictly as the standards have it, without all that is not needed for OFD and serves
 * attacks: a document type, entities, inclusion and processing instructions are refused before anything is made of them. So are
 * texts in pieces, with comments or elements between them, of which other parsers give the first, the last, or all, and attributes
 * with the prefix of their element, which are others or the same.
 *
 * It is written here, because a parser that knows no document type can be talked into none.
 * @param where the part, for errors
 * @throws CodedError OFD_XML_DAMAGED, OFD_XML_FORBIDDEN, OFD_AMBIGUOUS, FILE_OVER_BUDGET
 */
export function parseXml(bytes: Uint8Array, where: string, meter?: WorkMeter): XmlElement {
  if (bytes.length > OFD_BUDGET.xmlBytes) throw overBudget('xmlBytes', OFD_BUDGET.xmlBytes);
  meter?.spend('syntaxBytes', bytes.length);
  return new XmlParser(decodeXml(bytes, where), where).parse();
}

class XmlParser {
  readonly #text: string;
  readonly #where: string;
  readonly #open: OpenElement[] = [];
  #root: XmlElement | null = null;
  #at = 0;
  #nodes = 0;

  constructor(text: string, where: string) {
    this.#text = text;
    this.#where = where;
  }

  parse(): XmlElement {
    for (let next = this.#text.indexOf('<'); next >= 0; next = this.#text.indexOf('<', this.#at)) {
      this.#takeText(this.#text.slice(this.#at, next));
      this.#at = next;
      this.#takeMarkup(this.#text.charCodeAt(next + 1));
    }
    this.#takeText(this.#text.slice(this.#at));
    if (this.#root === null || this.#open.length > 0) throw this.#damaged('ends-early');
    return this.#root;
  }

  #takeMarkup(second: number): void {
    if (second === 0x2f) this.#takeClosing();
    else if (second === 0x21) this.#takeDeclaration();
    else if (second === 0x3f) throw ofdError('OFD_XML_FORBIDDEN', 'processing-instruction', this.#where);
    else this.#takeOpening();
  }

  /** Text stands within the root; outside of it white space alone does. */
  #takeText(raw: string): void {
    if (raw === '') return;
    if (raw.includes(']]>')) throw this.#damaged('section-end');
    this.#append(withoutReferences(raw, this.#where), raw);
  }

  #append(text: string, raw: string): void {
    const element = this.#open.at(-1);
    if (element !== undefined) {
      element.text += text;
      if (BLANK.test(text)) return;
      element.pieces += 1;
    } else if (!BLANK.test(raw)) throw this.#damaged('text-outside');
  }

  /** Comments (§2.5) and character data (§2.7); what else begins so belongs to document types. */
  #takeDeclaration(): void {
    if (this.#text.startsWith('<!--', this.#at)) {
      const end = this.#text.indexOf('--', this.#at + 4);
      if (end < 0 || this.#text[end + 2] !== '>') throw this.#damaged('comment');
      this.#at = end + 3;
      const around = this.#open.at(-1);
      if (around !== undefined) around.hasComment = true;
    } else if (this.#text.startsWith('<![CDATA[', this.#at) && this.#open.length > 0) {
      const end = this.#text.indexOf(']]>', this.#at);
      if (end < 0) throw this.#damaged('section-end');
      this.#append(this.#text.slice(this.#at + 9, end), '');
      this.#at = end + 3;
    } else throw ofdError('OFD_XML_FORBIDDEN', 'document-type', this.#where);
  }

  #takeOpening(): void {
    if (this.#root !== null) throw this.#damaged('second-root');
    const written = this.#match(OPENING)?.[1];
    if (written === undefined) throw this.#damaged('tag');
    const pairs = this.#takeAttributes();
    const end = this.#match(OPENING_END);
    if (end === null) throw this.#damaged('tag');
    this.#push(written, pairs);
    if (end[1] === '/') this.#close();
  }

  #takeAttributes(): readonly (readonly [string, string])[] {
    const pairs: [string, string][] = [];
    for (let found = this.#match(ATTRIBUTE); found !== null; found = this.#match(ATTRIBUTE)) {
      const [, name = '', double, single = ''] = found;
      const value = (double ?? single).replaceAll(/[\t\n]/g, ' ');
      pairs.push([name, withoutReferences(value, this.#where)]);
      this.#count();
    }
    return pairs;
  }

  #push(written: string, pairs: readonly (readonly [string, string])[]): void {
    this.#count();
    if (this.#open.length >= OFD_BUDGET.xmlDepth) throw overBudget('xmlDepth', OFD_BUDGET.xmlDepth);
    const around = this.#open.at(-1)?.namespaces ?? Namespaces.outside;
    const { namespaces, attributes } = around.within(pairs, this.#where);
    const { name, namespace } = namespaces.nameOf(written, this.#where);
    const kept = attributes.length === 0 ? NO_ATTRIBUTES : new Map(attributes);
    this.#expectOwnAttributes(kept, namespaces, namespace);
    this.#open.push({
      written,
      name,
      namespace,
      namespaces,
      attributes: kept,
      children: null,
      text: '',
      pieces: 0,
      hasComment: false,
    });
  }

  /** @throws CodedError OFD_AMBIGUOUS for one that some readers take for an attribute without a prefix */
  #expectOwnAttributes(
    attributes: ReadonlyMap<string, string>,
    namespaces: Namespaces,
    namespace: string,
  ): void {
    for (const written of attributes.keys()) {
      if (!written.includes(':')) continue;
      const of = namespaces.nameOf(written, this.#where);
      const isSame = of.namespace === namespace || attributes.has(of.name);
      if (isSame) throw ofdError('OFD_AMBIGUOUS', 'prefixed-attribute', `${this.#where} ${written}`);
    }
  }

  #takeClosing(): void {
    const written = this.#match(CLOSING)?.[1];
    if (written === undefined || written !== this.#open.at(-1)?.written) throw this.#damaged('closing-tag');
    this.#close();
  }

  #close(): void {
    const element = this.#open.pop();
    if (element === undefined) throw this.#damaged('closing-tag');
    const { name, namespace, attributes, children, text, pieces, hasComment } = element;
    const isDivided = pieces > 1 || (pieces === 1 && (hasComment || children !== null));
    if (isDivided) throw ofdError('OFD_AMBIGUOUS', 'text-in-pieces', `${this.#where} ${name}`);
    const whole = { name, namespace, attributes, children: children ?? NO_CHILDREN, text };
    const parent = this.#open.at(-1);
    if (parent === undefined) this.#root = whole;
    else if (parent.children === null) parent.children = [whole];
    else parent.children.push(whole);
  }

  #match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text);
    if (found !== null) this.#at = pattern.lastIndex;
    return found;
  }

  #count(): void {
    this.#nodes += 1;
    if (this.#nodes > OFD_BUDGET.xmlNodes) throw overBudget('xmlNodes', OFD_BUDGET.xmlNodes);
  }

  #damaged(reason: string): Error {
    return ofdError('OFD_XML_DAMAGED', reason, `${this.#where} at ${String(this.#at)}`);
  }
}

import { OFD_BUDGET } from '../../budgets.ts';
import { overBudget } from '../../work-meter.ts';
import { ofdError } from '../container/zip-entry.ts';

const XML_NAMESPACE = 'http://www.w3.org/XML/1998/namespace';
/** XInclude 1.0 and 1.1, and the drafts before them. */
const INCLUSION = /^http:\/\/www\.w3\.org\/\d{4}\/XInclude$/;

type Pairs = readonly (readonly [string, string])[];

function isDeclaration(name: string): boolean {
  return name === 'xmlns' || name.startsWith('xmlns:');
}

/** The prefixes that hold within an element (Namespaces in XML 1.0). */
export class Namespaces {
  /** Those outside of all elements. */
  static readonly outside = new Namespaces(new Map([['xml', XML_NAMESPACE]]));

  readonly #prefixes: ReadonlyMap<string, string>;

  private constructor(prefixes: ReadonlyMap<string, string>) {
    this.#prefixes = prefixes;
  }

  /**
   * Takes the declarations out of an element's attributes and checks that the others are distinct.
   * @throws CodedError OFD_XML_DAMAGED, OFD_XML_FORBIDDEN for the namespace of inclusion, FILE_OVER_BUDGET
   */
  within(pairs: Pairs, where: string): { readonly namespaces: Namespaces; readonly attributes: Pairs } {
    if (pairs.length === 0) return { namespaces: this, attributes: pairs };
    const declared = pairs.filter(([name]) => isDeclaration(name));
    const attributes = declared.length === 0 ? pairs : pairs.filter(([name]) => !isDeclaration(name));
    const namespaces = declared.length === 0 ? this : this.#with(declared, where);
    const seen = new Set<string>();
    for (const [written] of pairs) {
      const isPlain = isDeclaration(written) || !written.includes(':');
      const key = isPlain ? written : namespaces.#expanded(written, where);
      if (seen.has(key)) throw ofdError('OFD_XML_DAMAGED', 'duplicate-attribute', `${where} ${written}`);
      seen.add(key);
    }
    return { namespaces, attributes };
  }

  /** Takes the name of an element apart. @throws CodedError OFD_XML_DAMAGED for a prefix that nobody declared */
  nameOf(written: string, where: string): { readonly name: string; readonly namespace: string } {
    const colon = written.indexOf(':');
    const prefix = colon < 0 ? '' : written.slice(0, colon);
    const namespace = this.#prefixes.get(prefix);
    if (prefix !== '' && namespace === undefined)
      throw ofdError('OFD_XML_DAMAGED', 'prefix', `${where} ${written}`);
    return { name: written.slice(colon + 1), namespace: namespace ?? '' };
  }

  #expanded(written: string, where: string): string {
    const { name, namespace } = this.nameOf(written, where);
    return `{${namespace}}${name}`;
  }

  #with(declared: Pairs, where: string): Namespaces {
    const prefixes = new Map(this.#prefixes);
    for (const [written, namespace] of declared) {
      const prefix = written === 'xmlns' ? '' : written.slice('xmlns:'.length);
      // §3: a prefix cannot be taken back, and two of them have fixed meanings.
      const isFixed = prefix === 'xmlns' || (prefix === 'xml') !== (namespace === XML_NAMESPACE);
      if (isFixed || (prefix !== '' && namespace === ''))
        throw ofdError('OFD_XML_DAMAGED', 'prefix', `${where} ${written}`);
      if (INCLUSION.test(namespace)) throw ofdError('OFD_XML_FORBIDDEN', 'inclusion', where);
      prefixes.set(prefix, namespace);
    }
    if (prefixes.size > OFD_BUDGET.xmlNamespaces) throw overBudget('xmlNamespaces', OFD_BUDGET.xmlNamespaces);
    return new Namespaces(prefixes);
  }
}

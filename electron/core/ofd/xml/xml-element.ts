/** An element of XML as the parts of an OFD have them. Names are compared without their prefixes. */
export interface XmlElement {
  /** Without its prefix. */
  readonly name: string;
  /** Empty for none. */
  readonly namespace: string;
  /** By their names as written; declarations of namespaces are not among them. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  /** All text right within it, comments left out. */
  readonly text: string;
}

/** Returns the first child of that name, whatever its namespace. */
export function childOf(element: XmlElement, name: string): XmlElement | null {
  return element.children.find((child) => child.name === name) ?? null;
}

/** Returns all children of that name, whatever their namespaces. */
export function childrenOf(element: XmlElement, name: string): readonly XmlElement[] {
  return element.children.filter((child) => child.name === name);
}

/** Returns the text of a child without white space around it; null for none or an empty one. */
export function textOf(element: XmlElement, name: string): string | null {
  const text = childOf(element, name)?.text.trim() ?? '';
  return text === '' ? null : text;
}

/** Returns an attribute without white space around it; null for none or an empty one. */
export function attributeOf(element: XmlElement, name: string): string | null {
  const value = element.attributes.get(name)?.trim() ?? '';
  return value === '' ? null : value;
}

/** Returns what two spellings of one ID (ST_ID, a whole number) share: 7, 007 and +7 are one for readers that count. */
export function idKey(id: string): string {
  return /^\+?0*(\d+)$/.exec(id)?.[1] ?? id;
}

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

/** Reads a decimal number; null for anything else, and for what no double holds. */
export function numberOf(text: string | null): number | null {
  if (text === null || !NUMBER.test(text)) return null;
  const value = Number(text);
  return Number.isFinite(value) ? value : null;
}

/** Reads numbers between white space (ST_Array, ST_Box, ST_Pos); null if one of them is none. */
export function numbersOf(text: string | null): readonly number[] | null {
  if (text === null) return null;
  const words = text.trim().split(/\s+/);
  const numbers: number[] = [];
  for (const word of words) {
    const value = numberOf(word);
    if (value === null) return null;
    numbers.push(value);
  }
  return numbers;
}

/** Reads `true` or `false` (xs:boolean); null for anything else. */
export function booleanOf(text: string | null): boolean | null {
  if (text === 'true' || text === '1') return true;
  return text === 'false' || text === '0' ? false : null;
}

/** Visits an element and all within it, in the order of the document. It goes no deeper than XML that was read. */
export function* elementsWithin(element: XmlElement): Generator<XmlElement> {
  const waiting = [element];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    yield next;
    for (let at = next.children.length - 1; at >= 0; at -= 1) {
      const child = next.children[at];
      if (child !== undefined) waiting.push(child);
    }
  }
}

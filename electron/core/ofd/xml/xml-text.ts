import { ofdError } from '../container/zip-entry.ts';

/** XML 1.0 §2.2: neither controls nor U+FFFE and U+FFFF; halves of pairs do not come out of a strict decoder. */
const FORBIDDEN_CHARACTERS = new RegExp('[\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\ufffe\\uffff]');
/** XML 1.0 §2.8, with all of its parts; a declared encoding must stand in ASCII. */
const DECLARATION =
  /^<\?xml[ \t\r\n]+version[ \t\r\n]*=[ \t\r\n]*(?:"1\.0"|'1\.0')(?:[ \t\r\n]+encoding[ \t\r\n]*=[ \t\r\n]*(?:"([A-Za-z][\w.-]*)"|'([A-Za-z][\w.-]*)'))?(?:[ \t\r\n]+standalone[ \t\r\n]*=[ \t\r\n]*(?:"(?:yes|no)"|'(?:yes|no)'))?[ \t\r\n]*\?>/;
const LONGEST_DECLARATION = 200;
/** Names of encodings in files of Chinese writers, and the decoder of each. */
const DECODERS: Readonly<Record<string, string>> = {
  'utf-8': 'utf-8',
  utf8: 'utf-8',
  'us-ascii': 'utf-8',
  gbk: 'gb18030',
  gb2312: 'gb18030',
  gb18030: 'gb18030',
};

/**
 * Decodes the bytes of XML behind its declaration, with the ends of lines as XML has them (§2.11).
 * @param where the part, for errors
 * @throws CodedError OFD_XML_DAMAGED for an encoding that is not known or not kept
 */
export function decodeXml(bytes: Uint8Array, where: string): string {
  const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const body = hasMark ? bytes.subarray(3) : bytes;
  const beginning = String.fromCharCode(...body.subarray(0, LONGEST_DECLARATION));
  const declaration = DECLARATION.exec(beginning);
  const encoding = (declaration?.[1] ?? declaration?.[2] ?? 'utf-8').toLowerCase();
  const decoder = DECODERS[encoding];
  const isBroken = encoding === 'us-ascii' && bytes.some((byte) => byte > 0x7f);
  if (decoder === undefined || isBroken || (hasMark && decoder !== 'utf-8'))
    throw ofdError('OFD_XML_DAMAGED', 'encoding', where);
  const text = decoded(body.subarray(declaration?.[0].length ?? 0), decoder, where);
  if (FORBIDDEN_CHARACTERS.test(text)) throw ofdError('OFD_XML_DAMAGED', 'characters', where);
  return text.includes('\r') ? text.replaceAll(/\r\n?/g, '\n') : text;
}

function decoded(bytes: Uint8Array, decoder: string, where: string): string {
  try {
    return new TextDecoder(decoder, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw ofdError('OFD_XML_DAMAGED', 'encoding', where);
  }
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const REFERENCE = /&(?:#(\d{1,7})|#x([\dA-Fa-f]{1,6})|([a-z]{2,4}));|&/g;

/**
 * Replaces references to characters (§4.1) and the five names that XML itself has (§4.6).
 * @throws CodedError OFD_XML_FORBIDDEN for any other entity, OFD_XML_DAMAGED for a character that XML does not allow
 */
export function withoutReferences(text: string, where: string): string {
  if (!text.includes('&')) return text;
  return text.replaceAll(REFERENCE, (whole, ...groups: unknown[]) => {
    const [decimal, hexadecimal, name] = groups;
    if (typeof decimal === 'string') return character(Number.parseInt(decimal, 10), where);
    if (typeof hexadecimal === 'string') return character(Number.parseInt(hexadecimal, 16), where);
    const value = typeof name === 'string' && Object.hasOwn(NAMED, name) ? NAMED[name] : undefined;
    if (value === undefined) throw ofdError('OFD_XML_FORBIDDEN', 'entity', `${where} ${whole}`);
    return value;
  });
}

function character(code: number, where: string): string {
  const isHalf = code >= 0xd800 && code <= 0xdfff;
  if (code > 0x10ffff || isHalf) throw ofdError('OFD_XML_DAMAGED', 'characters', where);
  const text = String.fromCodePoint(code);
  if (FORBIDDEN_CHARACTERS.test(text)) throw ofdError('OFD_XML_DAMAGED', 'characters', where);
  return text;
}

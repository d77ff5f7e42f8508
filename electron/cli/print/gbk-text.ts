/** Signs that code page 936 lacks, and what stands for them there. */
const LIKE: Readonly<Record<string, string>> = { '✓': '√', '✔': '√', '✗': '×', '✘': '×', '⚠': '!', '•': '·' };

/** Lead and second bytes of two-byte codes. */
const LEAD = { first: 0x81, last: 0xfe } as const;
const SECOND = { first: 0x40, last: 0xfe } as const;
const LINE_FEED = 0x0a;

let codes: ReadonlyMap<string, number> | undefined;

/** Decodes every code, each on a line of its own, and turns the table around: no runtime encodes GBK by itself. */
function codeTable(): ReadonlyMap<string, number> {
  const pairs: number[] = [];
  for (let lead: number = LEAD.first; lead <= LEAD.last; lead += 1) {
    for (let second: number = SECOND.first; second <= SECOND.last; second += 1)
      pairs.push(lead * 256 + second);
  }
  const bytes = Uint8Array.from(pairs.flatMap((code) => [code >> 8, code & 0xff, LINE_FEED]));
  const texts = new TextDecoder('gbk').decode(bytes).split('\n');
  const table = new Map([['€', 0x80]]);
  texts.forEach((text, index) => {
    const isCode = text !== '\ufffd' && [...text].length === 1;
    if (isCode && !table.has(text)) table.set(text, pairs[index] ?? 0);
  });
  return table;
}

/** Writes a text in code page 936 (GBK). What it lacks becomes a like sign, or else a question mark. */
export function gbkBytes(text: string): Uint8Array {
  codes ??= codeTable();
  const bytes: number[] = [];
  for (const sign of text) {
    const known = LIKE[sign] ?? sign;
    const unit = known.charCodeAt(0);
    const code = unit < 0x80 ? unit : (codes.get(known) ?? 0x3f);
    if (code > 0xff) bytes.push(code >> 8, code & 0xff);
    else bytes.push(code);
  }
  return Uint8Array.from(bytes);
}

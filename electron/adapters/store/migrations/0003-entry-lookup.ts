/**
 * The expression by which SQLite reads a fact from the bytes of an entry, which are JSON in UTF-8 in every version;
 * NULL for bytes that are no JSON.
 * @param path of the fact within the entry, such as `seal.esId`
 */
const fact = (path: string): string =>
  `CASE WHEN json_valid(CAST(bytes AS TEXT)) THEN json_extract(CAST(bytes AS TEXT), '$.entry.${path}') END`;

/** The facts by which entries are looked up. A look-up uses an index only if it names the same expression. */
export const ENTRY_FACTS = {
  act: fact('act'),
  time: fact('time'),
  result: fact('result'),
  esId: fact('seal.esId'),
  tokenSerial: fact('tokenSerial'),
  approval: fact('approval'),
  sm3Before: fact('document.sm3Before'),
  sm3After: fact('document.sm3After'),
  voids: fact('voids'),
  reference: fact('reference'),
} as const;

const { act, time, result, esId, tokenSerial, approval, sm3Before, sm3After, voids, reference } = ENTRY_FACTS;

/** Matches the entries that hand a shared token over. */
export const IS_HANDOVER = `${act} IN ('tokenTaken', 'tokenReturned')`;
/** Matches the acts that bind a home to a platform or end that. */
export const IS_BINDING = `${act} IN ('platformBound', 'platformUnbound')`;
/** Matches entries whose bytes are no JSON. */
export const IS_NO_JSON = 'NOT json_valid(CAST(bytes AS TEXT))';

/** The indexes by name, with what each is over. */
export const ENTRY_INDEXES: Readonly<Record<string, string>> = {
  register_entry_by_seal: `register_entry (${esId}, ${act}, ${result}, ${time})`,
  register_entry_by_time: `register_entry (${time})`,
  register_entry_by_token: `register_entry (${tokenSerial}, ${act})`,
  register_entry_by_approval: `register_entry (${approval}) WHERE ${approval} IS NOT NULL`,
  register_entry_by_original: `register_entry (${sm3Before}) WHERE ${sm3Before} IS NOT NULL`,
  register_entry_by_file: `register_entry (${sm3After}) WHERE ${sm3After} IS NOT NULL`,
  register_entry_voids: `register_entry (${voids}) WHERE ${voids} IS NOT NULL`,
  register_entry_handovers: `register_entry (${tokenSerial}) WHERE ${IS_HANDOVER}`,
  register_entry_bindings: `register_entry (${reference}) WHERE ${IS_BINDING}`,
  register_entry_no_json: `register_entry (entry_index) WHERE ${IS_NO_JSON}`,
};

/**
 * Indexes over facts within the bytes of the entries, so that questions about uses are answered without reading the
 * register. No fact is kept a second time: SQLite computes an index from the bytes alone.
 */
export const entryLookup = {
  version: 3,
  sql: Object.entries(ENTRY_INDEXES)
    .map(([name, over]) => `CREATE INDEX ${name} ON ${over};`)
    .join('\n'),
} as const;

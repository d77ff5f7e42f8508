import { ENTRY_FACTS } from './0003-entry-lookup.ts';

const { act } = ENTRY_FACTS;

/** The acts that nearly every entry is about. */
export const FREQUENT_ACTS: readonly string[] = ['seal', 'sign'];

/** Matches the entries about any other act. */
export const IS_RARE_ACT = `${act} NOT IN ('seal', 'sign')`;

export const RARE_ACT_INDEXES: Readonly<Record<string, string>> = {
  register_entry_by_rare_act: `register_entry (${act}) WHERE ${IS_RARE_ACT}`,
};

/** The height of the subtrees whose roots are kept: each is over 2^8 entries. */
export const SUBTREE_HEIGHT = 8;

/**
 * What keeps work constant in a large register.
 * - An index over the entries about rare acts, such as the enterprise's own rules, which are asked for before every use
 *   and would otherwise be sought among all uses. It computes from the bytes alone, as those of migration 3 do.
 * - Roots of subtrees of the register. They prove nothing by themselves: together they give the root of a size, and are
 *   used only if that is the root that another place knows.
 */
export const largeRegisters = {
  version: 4,
  sql: `
    ${Object.entries(RARE_ACT_INDEXES)
      .map(([name, over]) => `CREATE INDEX ${name} ON ${over};`)
      .join('\n')}

    CREATE TABLE register_subtree (
      place INTEGER PRIMARY KEY CHECK (place >= 0),
      root BLOB NOT NULL CHECK (length(root) = 32)
    ) STRICT;
  `,
} as const;

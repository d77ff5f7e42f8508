import type { Attack } from './attack.ts';
import { type Base, FORGED_CONTENT, streamBody } from './base.ts';
import { REPAIR_TRIGGERS } from './repair-triggers.ts';
import { appended, type Change, harmless, type Piece } from './section.ts';

/** A forged object where a reader that searches the file may find it, and the rest of the revision around it. */
interface Carried {
  readonly pieces: readonly Piece[];
  readonly change?: Change;
}

/** Places at which an object that no table lists is hidden. */
const CARRIERS: Readonly<Record<string, (base: Base, forged: string) => Carried>> = {
  'an object of its own': (base, forged) => ({ pieces: [harmless(base), { text: forged }] }),
  'before the listed object': (base, forged) => ({ pieces: [{ text: forged }, harmless(base)] }),
  'a string of the document information': (base, forged) => ({
    pieces: [harmless(base, `/Subject(\n${forged})`)],
  }),
  'the metadata stream': (base, forged) => ({
    pieces: [
      harmless(base),
      { number: base.metadata, body: streamBody('/Type/Metadata/Subtype/XML', `<x/>\n${forged}`) },
    ],
  }),
  'a string of the trailer': (base, forged) => ({
    pieces: [harmless(base)],
    change: () => ({ trailer: `/ID[(\n${forged}) <00>]` }),
  }),
  'a comment': (base, forged) => ({
    pieces: [harmless(base), { text: `%${forged.replaceAll('\n', ' ')}\n` }],
  }),
  'behind the ending': (base, forged) => ({
    pieces: [harmless(base)],
    change: () => ({ ending: `%%EOF\n${forged}` }),
  }),
};

/** Makes readers rebuild the table of a file and pick up the forged content of its page. */
export function repairAttacks(bases: readonly Base[]): Attack[] {
  return bases.flatMap((base) =>
    Object.entries(CARRIERS).flatMap(([carrier, carry]) =>
      Object.entries(REPAIR_TRIGGERS).map(([trigger, change]) => {
        const forged = `${String(base.content)} 0 obj\n${FORGED_CONTENT}\nendobj\n`;
        const { pieces, change: own } = carry(base, forged);
        const both: Change = (of) => joined(own?.(of), change(of));
        const name = `${base.name}: ${carrier}, ${trigger}`;
        return { family: 'readers repair', name, pdf: appended(base, pieces, both) };
      }),
    ),
  );
}

/** Joins two changes of a section: both may add to the trailer. */
function joined(first: ReturnType<Change> = {}, second: ReturnType<Change>): ReturnType<Change> {
  return {
    ...first,
    ...second,
    trailer: `${first.trailer ?? ''}${second.trailer ?? ''}`,
    ending: `${second.ending ?? first.ending ?? '%%EOF\n'}`,
  };
}

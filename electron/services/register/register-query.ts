import type { RegisterAct, RegisterEntry } from '../../shared/model/register.ts';

/** What to show of a register; what is absent does not narrow it. */
export interface RegisterQuery {
  /** Part of a name, a purpose, a person, a serial or a hash; case does not matter. */
  readonly search?: string | undefined;
  /** The first and the last moment, ISO 8601. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly esId?: string | undefined;
  readonly act?: RegisterAct | undefined;
  readonly result?: 'done' | 'refused' | undefined;
}

export function matches(entry: RegisterEntry, query: RegisterQuery): boolean {
  const { search = '', from, to, esId, act, result } = query;
  const at = Date.parse(entry.time);
  return (
    (from === undefined || at >= Date.parse(from)) &&
    (to === undefined || at <= Date.parse(to)) &&
    (esId === undefined || entry.seal?.esId === esId) &&
    (act === undefined || entry.act === act) &&
    (result === undefined || (entry.result === 'done') === (result === 'done')) &&
    searched(entry).includes(search.trim().toLowerCase())
  );
}

function searched(entry: RegisterEntry): string {
  const { document, seal, certificate, people } = entry;
  const parts = [document?.name, document?.sm3Before, document?.sm3After, seal?.name, seal?.esId];
  const whose = [certificate?.subject, certificate?.serial, entry.tokenSerial];
  const why = [
    entry.purpose,
    entry.counterpart,
    people.applicant,
    people.approver,
    people.keeper,
    people.user,
  ];
  const numbers = [entry.approval, entry.reference, entry.voids, entry.result];
  return [...parts, ...whose, ...why, ...numbers].join('\n').toLowerCase();
}

import { type ZodType, z } from 'zod';
import { CodedError } from '../../shared/errors.ts';
import { PERSON_ROLES } from '../../shared/model/loss-report.ts';

/** One small thing that a feature keeps, as JSON. The feature alone knows its shape and parses it with its schema. */
export interface StoredRecord {
  readonly id: string;
  readonly json: string;
}

/**
 * Records by kind (applications, loss reports, approvals, …) and id. Every call rejects with a CodedError of the STORE_
 * group; what they have confirmed to be written or removed survives the death of the process.
 */
export interface RecordStore {
  /** @returns the record as JSON; null when there is none */
  get(kind: string, id: string): Promise<string | null>;
  /** Replaces a record of the same kind and id. */
  put(kind: string, id: string, json: string): Promise<void>;
  /** Puts all of these, or none of them; the disk is waited for once. */
  putAll(kind: string, records: readonly StoredRecord[]): Promise<void>;
  /**
   * Adds a record unless there is one of that kind and id. Looking and adding are one step (INSERT OR IGNORE).
   * @returns false when there was one already, which stays as it is: only one of several writers gets a thing
   */
  add(kind: string, id: string, json: string): Promise<boolean>;
  /** Returns all records of a kind in the order of their ids. */
  list(kind: string): Promise<readonly StoredRecord[]>;
  remove(kind: string, id: string): Promise<void>;
  /** Removes all of these, or none of them; the disk is waited for once. */
  removeAll(kind: string, ids: readonly string[]): Promise<void>;
}

/** The records of one kind. Each is checked against its schema when it is read. */
export interface Records<T> {
  /** @throws CodedError of the store; STORE_DAMAGED when a record does not fit its schema */
  all(): Promise<readonly T[]>;
  find(id: string): Promise<T | null>;
  keep(value: T): Promise<void>;
  /** Keeps all of these, or none of them. */
  keepAll(values: readonly T[]): Promise<void>;
}

/**
 * Gives access to the records of one kind.
 * @param idOf returns the id under which a value is kept
 */
export function recordsOfKind<T>(
  kind: string,
  schema: ZodType<T>,
  idOf: (value: T) => string,
  records: RecordStore,
): Records<T> {
  const read = (json: string): T => {
    const parsed = schema.safeParse(jsonOrNull(json));
    if (!parsed.success) throw new CodedError('STORE_DAMAGED', `a record that is no ${kind}`, { kind });
    return parsed.data;
  };
  return {
    all: async () => (await records.list(kind)).map(({ json }) => read(json)),
    find: async (id) => {
      const json = await records.get(kind, id);
      return json === null ? null : read(json);
    },
    keep: (value) => records.put(kind, idOf(value), JSON.stringify(value)),
    keepAll: (values) =>
      records.putAll(
        kind,
        values.map((value) => ({ id: idOf(value), json: JSON.stringify(value) })),
      ),
  };
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** A person who files an application or a report, as it is kept in records. */
export const personRecord = z.strictObject({
  name: z.string(),
  role: z.enum(PERSON_ROLES),
  contact: z.string(),
});

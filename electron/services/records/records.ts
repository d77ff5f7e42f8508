import { type ZodType, z } from 'zod';
import { CodedError } from '../../shared/errors.ts';
import { PERSON_ROLES } from '../../shared/model/loss-report.ts';

/** One small thing that a feature keeps: JSON, whose shape the feature alone knows and parses with its schema. */
export interface StoredRecord {
  readonly id: string;
  readonly json: string;
}

/**
 * Records by kind (applications, loss reports, approvals, …) and id. Every call rejects with a CodedError of the
 * STORE_ group; what `put` and `remove` have confirmed survives the death of the process.
 */
export interface RecordStore {
  /** @returns JSON; null where there is none */
  get(kind: string, id: string): Promise<string | null>;
  /** Replaces a record of the same kind and id. */
  put(kind: string, id: string, json: string): Promise<void>;
  /**
   * Adds a record where there is none of that kind and id, in one step with looking (INSERT OR IGNORE).
   * @returns false where there is one, which stays as it is: of several writers only one takes a thing
   */
  add(kind: string, id: string, json: string): Promise<boolean>;
  /** All records of a kind, by id. */
  list(kind: string): Promise<readonly StoredRecord[]>;
  remove(kind: string, id: string): Promise<void>;
}

/** The records of one kind, each read with its schema. */
export interface Records<T> {
  /** @throws CodedError of the store; STORE_DAMAGED where a record is none of this kind */
  all(): Promise<readonly T[]>;
  find(id: string): Promise<T | null>;
  keep(value: T): Promise<void>;
}

/** @param idOf what a value is found by */
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
  };
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Who files something, as records hold them. */
export const personRecord = z.strictObject({
  name: z.string(),
  role: z.enum(PERSON_ROLES),
  contact: z.string(),
});

import type { ZodType } from 'zod';
import { CodedError } from '../../shared/errors.ts';
import type { RecordStore } from '../platform/record-store.ts';

/** The records of one kind, each read with its schema. */
export interface RecordBook<T> {
  /** @throws CodedError of the store; STORE_DAMAGED where a record is none of this kind */
  all(): Promise<readonly T[]>;
  find(id: string): Promise<T | null>;
  keep(value: T): Promise<void>;
}

/** @param idOf what a value is found by */
export function recordBook<T>(
  kind: string,
  schema: ZodType<T>,
  idOf: (value: T) => string,
  records: RecordStore,
): RecordBook<T> {
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

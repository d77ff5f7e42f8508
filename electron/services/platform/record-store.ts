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

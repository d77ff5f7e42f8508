/** A record as it is kept. */
export interface StoredRecord {
  readonly id: string;
  readonly json: string;
}

/**
 * Small records of features, as JSON text by kind and id; each feature parses its own kind. What `put` has answered
 * survives the death of the process. Every method rejects with CodedError STORE_DAMAGED, STORE_UNWRITABLE,
 * STORE_BUSY or STORE_UNAVAILABLE.
 */
export interface RecordStore {
  get(kind: string, id: string): Promise<string | null>;
  /** Adds a record or takes the former one's place. */
  put(kind: string, id: string, json: string): Promise<void>;
  /** In the order of their ids. */
  list(kind: string): Promise<readonly StoredRecord[]>;
  remove(kind: string, id: string): Promise<void>;
}

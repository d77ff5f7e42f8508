import type { SealingRow } from '../../shared/model/sealing-batch.ts';

/** Codes of a document that waits for a password: to be opened, or to be sealed in spite of its permissions. */
const WAITING: readonly string[] = ['PDF_PASSWORD_NEEDED', 'PDF_PASSWORD_WRONG', 'PDF_PERMISSION_DENIED'];

/** Tells whether a document of a batch waits for a password. */
export function isLockedRow({ error }: Pick<SealingRow, 'error'>): boolean {
  return error !== null && WAITING.includes(error.code);
}

/** The passwords of the encrypted documents of a batch. They are in memory alone. */
export class BatchPasswords {
  readonly #byPath = new Map<string, Uint8Array>();
  readonly #given: Uint8Array | undefined;

  /** @param given serves every document without one of its own; the caller zeroes it */
  constructor(given?: Uint8Array) {
    this.#given = given;
  }

  for(path: string): Uint8Array | undefined {
    return this.#byPath.get(path) ?? this.#given;
  }

  /** Keeps a copy of the password of a document. */
  give(path: string, password: Uint8Array): void {
    this.forget(path);
    this.#byPath.set(path, password.slice());
  }

  forget(path: string): void {
    this.#byPath.get(path)?.fill(0);
    this.#byPath.delete(path);
  }

  forgetAll(): void {
    for (const path of [...this.#byPath.keys()]) this.forget(path);
  }
}

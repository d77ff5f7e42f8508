import type { Conversion } from '../../shared/model/conversion.ts';
import { CONVERTIBLE, CONVERTIBLE_EXTENSIONS } from '../../shared/model/conversion.ts';
import type { Result } from '../../shared/result.ts';
import { nameAndFolder } from '../many-documents/found-files.ts';
import type { BatchItem, BatchList } from './batch-list.ts';

export interface ConvertItemsPorts {
  /**
   * Converts an office document or a picture to a new PDF beside it. Fails as `convertDocument` does.
   * @param cancelled resolves when the person cancels, which ends the program
   */
  convert(path: string, cancelled: Promise<unknown>): Promise<Result<Conversion>>;
}

/** Tells whether a document of a batch is to be converted before it can be sealed: by its content, or else by its name. */
export function isConvertible({ row: { state, error, name }, unfound, origin }: BatchItem): boolean {
  if (unfound !== null || origin !== null || state === 'sealed') return false;
  if (error !== null && CONVERTIBLE.has(error.code)) return true;
  const extension = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
  return state === 'waiting' && CONVERTIBLE_EXTENSIONS.includes(extension);
}

/** Converts documents of a batch to PDF, one after the other, until all are or the person stops it. */
export class ItemConversion {
  readonly #list: BatchList;
  readonly #ports: ConvertItemsPorts;
  #cancel: (() => void) | null = null;

  constructor(list: BatchList, ports: ConvertItemsPorts) {
    this.#list = list;
    this.#ports = ports;
  }

  /** Converts all that can be. One that fails says why, and leaves the others. */
  async run(): Promise<void> {
    const items = this.#list.items.filter(isConvertible);
    const wish = { isCancelled: false };
    const cancelled = new Promise<void>((resolve) => {
      this.#cancel = () => {
        wish.isCancelled = true;
        resolve();
      };
    });
    this.#list.begin('converting', items.length);
    try {
      for (const item of items) {
        if (wish.isCancelled) break;
        this.#list.set(item, { state: 'converting', error: null });
        this.#take(item, await this.#ports.convert(item.path, cancelled));
        this.#list.count();
      }
    } finally {
      this.#cancel = null;
      const interrupted = items.find(({ row }) => row.state === 'converting');
      if (interrupted !== undefined) this.#list.set(interrupted, { state: 'waiting' });
    }
  }

  /** Ends the program under way, and leaves the other documents as they are. */
  cancel(): void {
    this.#cancel?.();
  }

  /** The new PDF takes the place of its original. */
  #take(item: BatchItem, made: Result<Conversion>): void {
    if (!made.ok) {
      const isCancelled = made.error.code === 'CANCELLED';
      this.#list.set(item, isCancelled ? { state: 'waiting' } : { state: 'refused', error: made.error });
      return;
    }
    item.origin = item.path;
    item.path = made.value.path;
    const { name: madeFrom } = item.row;
    this.#list.set(item, { state: 'waiting', error: null, madeFrom, ...nameAndFolder(item.path) });
  }
}

/** Counts the reads of this thread where the thread that watches it can see them; null if nobody watches. */
let counter: Int32Array<SharedArrayBuffer> | null = null;

/** Makes room for the count of one thread. */
export function readCounter(): Int32Array<SharedArrayBuffer> {
  return new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
}

/** Has the reads of this thread counted from now on. */
export function countReadsIn(shared: Int32Array<SharedArrayBuffer>): void {
  counter = shared;
}

/** Counts a read that came back. */
export function readDone(): void {
  if (counter !== null) Atomics.add(counter, 0, 1);
}

/** Returns the count of a thread that is watched. */
export function readsOf(shared: Int32Array<SharedArrayBuffer>): number {
  return Atomics.load(shared, 0);
}

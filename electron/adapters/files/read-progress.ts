/** Counts the reads of this thread where the thread that watches it can see them; null if nobody watches. */
let counter: Int32Array<SharedArrayBuffer> | null = null;

/** What stands where in a counter: whole kibibytes, so that 2 TiB fit. */
const [READS, KIBIBYTES] = [0, 1];
const KIBIBYTE = 1024;
/** Bytes that were read and make no whole kibibyte yet. */
let rest = 0;

/** Makes room for the counts of one thread. */
export function readCounter(): Int32Array<SharedArrayBuffer> {
  return new Int32Array(new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT));
}

/** Has the reads of this thread counted from now on. */
export function countReadsIn(shared: Int32Array<SharedArrayBuffer>): void {
  counter = shared;
}

/** Counts a read that came back. @param bytes that it brought */
export function readDone(bytes: number): void {
  if (counter === null) return;
  Atomics.add(counter, READS, 1);
  rest += bytes;
  Atomics.add(counter, KIBIBYTES, Math.floor(rest / KIBIBYTE));
  rest %= KIBIBYTE;
}

/** Returns the count of a thread that is watched. */
export function readsOf(shared: Int32Array<SharedArrayBuffer>): number {
  return Atomics.load(shared, READS);
}

/** Returns how many bytes a thread that is watched has read, but for less than a kibibyte. */
export function bytesReadOf(shared: Int32Array<SharedArrayBuffer>): number {
  return Atomics.load(shared, KIBIBYTES) * KIBIBYTE;
}

/** Milliseconds that closing the window waits for a key that is signing. */
const SETTLE_MS = 10_000;

interface Job {
  readonly documentId: string;
  readonly done: Promise<unknown>;
}

/** Tells a seal under way that it should stop. */
export interface Stoppable {
  readonly cancelled: boolean;
}

/** The seal that is under way: a window seals one document at a time. */
export class RunningSeal {
  readonly #stop: () => void;
  #job: (Job & { readonly state: { cancelled: boolean } }) | null = null;

  /** @param stop ends the part of the work that is off this thread */
  constructor(stop: () => void) {
    this.#stop = stop;
  }

  get busy(): boolean {
    return this.#job !== null;
  }

  async run<T>(documentId: string, work: (job: Stoppable) => Promise<T>): Promise<T> {
    const state = { cancelled: false };
    const done = work(state);
    this.#job = { documentId, done, state };
    try {
      return await done;
    } finally {
      this.#job = null;
    }
  }

  cancel(documentId: string): void {
    if (this.#job?.documentId !== documentId) return;
    this.#job.state.cancelled = true;
    this.#stop();
  }

  /** Cancels the seal under way and waits until its draft is gone or its file is whole. */
  async settle(): Promise<void> {
    const job = this.#job;
    if (job === null) return;
    this.cancel(job.documentId);
    const deadline = new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
    await Promise.race([job.done.catch(() => undefined), deadline]);
  }
}

import type { SmEngine } from '../../core/sm/engine.ts';
import type { Clock, RandomBytes } from '../ports/clock.ts';
import type { FilePort } from '../ports/files.ts';
import type { PageTextPort } from '../ports/page-text.ts';

/** What sealing needs of the world, whatever the format of the document. */
export interface SealingPorts {
  readonly engine: SmEngine;
  readonly files: FilePort;
  readonly pageText: PageTextPort;
  readonly clock: Clock;
  readonly random: RandomBytes;
  /** Lets the process do something else for a moment, such as answer a signal. */
  readonly turn: () => Promise<void>;
}

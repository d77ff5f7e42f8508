import { flushCompileCache } from 'node:module';
import { setFlagsFromString } from 'node:v8';

/**
 * A large file must not cost a command more memory than a small one, so the nursery of the heap of a command that reads documents
 * in its own thread does not grow. Code that was compiled under other flags counts for nothing: what is loaded by now is kept first,
 * and this comes as late as possible. A command whose documents are read by threads never needs it.
 */
export function keepNurserySmall(): void {
  flushCompileCache();
  setFlagsFromString('--semi-space-growth-factor=1');
}

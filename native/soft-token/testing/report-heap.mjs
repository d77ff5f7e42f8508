// Runs inside a token host (NODE_OPTIONS). It collects garbage and writes the remaining memory of JavaScript to the
// file that SEALDESK_SOAK_HEAP names.
import { renameSync, writeFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

const INTERVAL_MS = 200;
const path = process.env.SEALDESK_SOAK_HEAP;

function report() {
  globalThis.gc();
  const { heapUsed, external } = process.memoryUsage();
  writeFileSync(`${path}.new`, String(Math.round((heapUsed + external) / 1024)));
  renameSync(`${path}.new`, path);
}

if (isMainThread && process.send !== undefined) setInterval(report, INTERVAL_MS).unref();

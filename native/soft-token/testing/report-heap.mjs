// Loaded into a token host beside its own code (NODE_OPTIONS): collects garbage and writes down how much memory
// JavaScript still holds, into the file that SEALDESK_SOAK_HEAP names.
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

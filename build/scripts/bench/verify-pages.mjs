import { readTrustFolder } from '../../../electron/adapters/trust-files/trust-folder.ts';
import { nodeExaminingPorts } from '../../../electron/adapters/verdict-exports/node-export-engine.ts';
import { loadSmEngine } from '../../../electron/core/sm/load-engine.ts';
import { readTrustStore } from '../../../electron/core/x509/trust-store.ts';
import { NO_EVIDENCE } from '../../../electron/services/documents/verdict-evidence.ts';
import { examine } from '../../../electron/services/verdict-exports/examine.ts';
import { median } from './median.mjs';

// Verifies a document again and again, as a program does that has verified before, and prints the median time.
const [source, trustFolder, rounds] = process.argv.slice(2);
const trust = readTrustStore(readTrustFolder(trustFolder));
const ports = nodeExaminingPorts(() => Promise.resolve(NO_EVIDENCE), await loadSmEngine());
const order = { source, trustFolder, at: null, depth: 'verdict' };
const times = [];
for (let round = 0; round < Number(rounds); round += 1) {
  const start = performance.now();
  const { report } = await examine(order, { ...ports, readTrust: () => trust });
  times.push(performance.now() - start);
  const [{ checks } = {}] = report.signatures;
  if (checks?.integrity.result !== 'pass' || checks.signature.result !== 'pass') {
    throw new Error(JSON.stringify(report));
  }
}
// The first rounds run code that is not compiled yet.
process.stdout.write(JSON.stringify({ milliseconds: median(times.slice(Math.floor(times.length / 2))) }));

import { readFileSync } from 'node:fs';
import { loadSmEngine } from '../../../electron/core/sm/load-engine.ts';
import { verifyMessage } from '../../../electron/core/sm/message-signature.ts';
import { decodeRevocationList } from '../../../electron/core/x509/revocation-list.ts';
import { median } from './median.mjs';

/** Number of rounds of look-ups. The median round runs compiled code. */
const lookupRounds = 10;

function timed(work) {
  const start = performance.now();
  return { value: work(), milliseconds: performance.now() - start };
}

/** Looks up numbers of which half stand in the list. @returns microseconds a look-up */
function lookUp(list, serials) {
  const absent = serials.map((serial) => `02${serial.slice(2)}`);
  const isRight = () =>
    serials.every((serial) => list.entries.get(serial)?.reason === 4) &&
    absent.every((serial) => list.entries.get(serial) === undefined);
  const times = Array.from({ length: lookupRounds }, () => {
    const { value, milliseconds } = timed(isRight);
    if (!value) throw new Error('wrong entry');
    return milliseconds;
  });
  return (median(times) * 1000) / (2 * serials.length);
}

// Reads a list as the trust store does and prints the time. Without a list it only loads the runtime, for its memory.
const [listPath, expectationPath] = process.argv.slice(2);
const engine = await loadSmEngine();
if (listPath !== undefined) {
  const { serials, publicKey } = JSON.parse(readFileSync(expectationPath, 'utf8'));
  const { value: list, milliseconds: importMs } = timed(() => decodeRevocationList(readFileSync(listPath)));
  const lookupMicroseconds = lookUp(list, serials);
  const key = new Uint8Array(Buffer.from(publicKey, 'hex'));
  const { value, milliseconds: signatureMs } = timed(() =>
    verifyMessage(engine, list.signedBytes, list.signature, key),
  );
  if (!value.valid) throw new Error('signature of the list');
  process.stdout.write(JSON.stringify({ importMs, lookupMicroseconds, signatureMs }));
}

import { randomBytes } from 'node:crypto';
import { createSM3 } from 'hash-wasm';
import { libraryEngine } from '../../../electron/core/sm/library-engine.ts';
import { messageDigest, softwareSigner } from '../../../electron/core/sm/message-signature.ts';
import { ownEngine } from '../../../electron/core/sm/own-engine.ts';

/**
 * Measures one candidate in this process: `measure-sm CANDIDATE SECONDS` prints bytes, or verifications, a second. `sm.mjs` bundles it,
 * so that it runs in Electron too.
 */

const blockBytes = 16_384;

/** More keys than the engine remembers, so that none of them comes again before it was forgotten. */
const manyKeys = 600;

const draw = (length) => new Uint8Array(randomBytes(length));

async function hashing(hasher) {
  const block = draw(blockBytes);
  return { unit: blockBytes, step: () => hasher.update(block) };
}

/** Signatures over short messages, as `openssl speed sm2` has them, the digest of the message and the key included. */
function verifying(engine, keyCount) {
  const signer = ownEngine();
  const cases = Array.from({ length: keyCount }, () => {
    const privateKey = draw(32);
    privateKey[0] = 1;
    const message = draw(20);
    return {
      message,
      key: signer.publicKeyOf(privateKey),
      signature: softwareSigner(signer, privateKey, draw)(message),
    };
  });
  let next = 0;
  const step = () => {
    const { message, signature, key } = cases[(next += 1) % keyCount];
    const valid = engine.verifyDigest(messageDigest(engine, key, message), signature, key);
    if (!valid) throw new Error('a good signature was refused');
  };
  return { unit: 1, step };
}

const candidates = {
  'sm3-own': async () => hashing(await ownEngine().createSm3()),
  'sm3-hash-wasm': async () => hashing((await createSM3()).init()),
  'sm3-plain': async () => hashing(await libraryEngine.createSm3()),
  'sm2-own-new': () => verifying(ownEngine(), manyKeys),
  'sm2-own-seen': () => verifying(ownEngine(), 1),
  'sm2-noble': () => verifying(libraryEngine, 40),
};

/** Processor time of this process, in milliseconds: `openssl speed` counts it too, and others may work on the machine. */
const userMs = () => process.cpuUsage().user / 1000;

/** Repeats a step for a time, looking at the clock every few milliseconds. @returns steps a second */
function rateOf(step, seconds) {
  const start = userMs();
  let [steps, group, elapsedMs] = [0, 1, 0];
  while (elapsedMs < seconds * 1000) {
    for (let at = 0; at < group; at += 1) step();
    steps += group;
    const nowMs = userMs() - start;
    if (nowMs - elapsedMs < 5) group *= 2;
    elapsedMs = nowMs;
  }
  return (steps / elapsedMs) * 1000;
}

const [, , name, seconds] = process.argv;
const { unit, step } = await candidates[name]();
// The runtime compiles in the background what runs often.
rateOf(step, Number(seconds) / 2);
process.stdout.write(String(unit * rateOf(step, Number(seconds))));

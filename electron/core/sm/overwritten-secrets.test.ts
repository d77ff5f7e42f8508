import { base64 } from '@scure/base';
import { expect, it } from 'vitest';
import { toHex } from '../bytes/encodings.ts';
import { concatBytes } from '../bytes/byte-arrays.ts';
import { ENGINE_MODULE } from './engine-module.ts';
import { ownEngine } from './own-engine.ts';

type Work = 'sm2Sign' | 'sm2MultiplyBase' | 'sm2MultiplyPoint' | 'sm2IsPrivateKey';

/** What `native/sm-engine/assembly/index.ts` exports for work with secrets. */
type SecretExports = Readonly<Record<Work, () => number>> & {
  readonly memory: { readonly buffer: ArrayBuffer };
  readonly INPUT: { readonly value: number };
};

const REQUEST_LENGTH = 96;
const scalar = (fill: number): Uint8Array => new Uint8Array(32).fill(fill);
const point = ownEngine().publicKeyOf(scalar(5)).subarray(1);

/** Returns the whole memory of a fresh engine after one work, whose request and answer are overwritten as `own-engine.ts` does. */
function memoryAfter(work: Work, ...request: readonly Uint8Array[]): Uint8Array {
  const module = new WebAssembly.Module(Uint8Array.from(base64.decode(ENGINE_MODULE)));
  const { exports } = new WebAssembly.Instance(module);
  // The module is built from native/sm-engine, and a test builds it again.
  const engine = exports as unknown as SecretExports;
  const memory = new Uint8Array(engine.memory.buffer);
  memory.set(concatBytes(...request), engine.INPUT.value);
  expect(engine[work]()).toBe(1);
  memory.fill(0, engine.INPUT.value, engine.INPUT.value + REQUEST_LENGTH);
  return memory;
}

const [one, other] = [scalar(0x3a), scalar(0x5c)];
// A private key alone differs: the digest and the nonce decide on r, which is public and stays.
const cases: readonly [Work, (secret: Uint8Array) => readonly Uint8Array[]][] = [
  ['sm2IsPrivateKey', (secret) => [secret]],
  ['sm2MultiplyBase', (secret) => [secret]],
  ['sm2MultiplyPoint', (secret) => [secret, point]],
  ['sm2Sign', (secret) => [scalar(1), secret, scalar(7)]],
];

it.each(cases)('%s leaves nothing in memory that depends on its secret', (work, requestOf) => {
  const first = memoryAfter(work, ...requestOf(one));
  const second = memoryAfter(work, ...requestOf(other));
  const differing = first.filter((byte, at) => byte !== second[at]);
  expect(toHex(differing)).toBe('');
});

import { base64 } from '@scure/base';
import {
  type ResumableHasher,
  SM2_PUBLIC_KEY_LENGTH,
  SM2_SIGNATURE_LENGTH,
  SM3_LENGTH,
  type SmPrimitives,
} from './engine.ts';
import { ENGINE_MODULE } from './engine-module.ts';

/** What `native/sm-engine/assembly/index.ts` exports. Requests and answers stand in its memory at INPUT. */
interface EngineExports {
  readonly memory: { readonly buffer: ArrayBuffer };
  readonly INPUT: { readonly value: number };
  readonly HASH: { readonly value: number };
  sm3Begin(): void;
  sm3Update(length: number): void;
  sm3End(): void;
  sm2Verify(): number;
  sm2Sign(): number;
  sm2MultiplyBase(): number;
  sm2MultiplyPoint(): number;
  sm2IsPrivateKey(): number;
}

const SCALAR_LENGTH = 32;
/** The most bytes that INPUT takes at once, and the bytes of a hash in progress (`native/sm-engine/assembly/sm3.ts`). */
const INPUT_LENGTH = 65_536;
const HASH_LENGTH = 104;

/** The answers of the module to what works with secrets (`native/sm-engine/assembly/secret-keys.ts`). */
const DONE = 1;
const NO_POINT = -2;

let started: SmPrimitives | undefined;

/**
 * Returns our own engine (`native/sm-engine`), which the first call of a thread starts. It keeps nothing but tables of public keys, so
 * that all users of a thread share it.
 * @throws where the runtime refuses WebAssembly
 */
export function ownEngine(): SmPrimitives {
  return (started ??= start());
}

function start(): SmPrimitives {
  const module = new WebAssembly.Module(base64.decode(ENGINE_MODULE));
  const { exports } = new WebAssembly.Instance(module);
  // The module is built from native/sm-engine, and a test builds it again.
  const engine = exports as unknown as EngineExports;
  const memory = new Uint8Array(engine.memory.buffer);
  return { ...ownSm3(engine, memory), ...ownSm2(engine, memory) };
}

function ownSm3(engine: EngineExports, memory: Uint8Array): Pick<SmPrimitives, 'sm3' | 'createSm3'> {
  const input = engine.INPUT.value;
  const hash = engine.HASH.value;
  const take = (bytes: Uint8Array): void => {
    for (let at = 0; at < bytes.length; at += INPUT_LENGTH) {
      const piece = bytes.subarray(at, at + INPUT_LENGTH);
      memory.set(piece, input);
      engine.sm3Update(piece.length);
    }
  };
  const end = (): Uint8Array => {
    engine.sm3End();
    return memory.slice(input, input + SM3_LENGTH);
  };
  const endOf = (state: Uint8Array, tail: Uint8Array): Uint8Array => {
    memory.set(state, hash);
    take(tail);
    return end();
  };
  const hasherFrom = (state: Uint8Array): ResumableHasher => ({
    update: (bytes) => {
      memory.set(state, hash);
      take(bytes);
      state.set(memory.subarray(hash, hash + HASH_LENGTH));
    },
    digest: () => endOf(state, new Uint8Array()),
    snapshot: () => {
      const until = state.slice();
      return (tail) => endOf(until, tail);
    },
    copy: () => hasherFrom(state.slice()),
  });
  return {
    sm3: (...pieces) => {
      engine.sm3Begin();
      pieces.forEach(take);
      return end();
    },
    createSm3: async () => {
      engine.sm3Begin();
      return hasherFrom(memory.slice(hash, hash + HASH_LENGTH));
    },
  };
}

type Sm2 = Pick<SmPrimitives, 'verifyDigest' | 'signDigest' | 'publicKeyOf' | 'multiplyPoint'>;

function ownSm2(engine: EngineExports, memory: Uint8Array): Sm2 {
  const input = engine.INPUT.value;
  /** Runs one function over octets that it takes and answers at INPUT, and overwrites them afterwards. */
  const run = <Answer>(pieces: readonly Uint8Array[], work: () => Answer): Answer => {
    let at = input;
    for (const piece of pieces) {
      memory.set(piece, at);
      at += piece.length;
    }
    try {
      return work();
    } finally {
      memory.fill(0, input, at);
    }
  };
  const pointAnswer = (): Uint8Array => {
    const point = new Uint8Array(SM2_PUBLIC_KEY_LENGTH);
    point[0] = 4;
    point.set(memory.subarray(input, input + SM2_PUBLIC_KEY_LENGTH - 1), 1);
    return point;
  };
  const expectPrivateKey = (privateKey: Uint8Array): void => {
    const inRange =
      privateKey.length === SCALAR_LENGTH && run([privateKey], () => engine.sm2IsPrivateKey()) !== 0;
    if (!inRange) throw new RangeError('privateKey: out of range');
  };
  const signWith = (digest: Uint8Array, privateKey: Uint8Array, nonce: Uint8Array): Uint8Array | null =>
    run([digest, privateKey, nonce], () =>
      engine.sm2Sign() === DONE ? memory.slice(input, input + SM2_SIGNATURE_LENGTH) : null,
    );
  return {
    verifyDigest: (digest, signature, publicKey) => {
      if (digest.length !== SM3_LENGTH || signature.length !== SM2_SIGNATURE_LENGTH) return false;
      if (publicKey.length !== SM2_PUBLIC_KEY_LENGTH || publicKey[0] !== 4) return false;
      return run([digest, signature, publicKey.subarray(1)], () => engine.sm2Verify()) !== 0;
    },
    signDigest: (digest, privateKey, random) => {
      if (digest.length !== SM3_LENGTH) throw new RangeError('digest: 32 bytes expected');
      expectPrivateKey(privateKey);
      for (;;) {
        const nonce = random(SCALAR_LENGTH);
        if (nonce.length !== SCALAR_LENGTH) throw new RangeError('random: 32 bytes expected');
        const signature = signWith(digest, privateKey, nonce);
        if (signature !== null) return signature;
      }
    },
    publicKeyOf: (privateKey) => {
      expectPrivateKey(privateKey);
      // Room for the whole point, so that all of the answer is overwritten.
      return run([privateKey, new Uint8Array(SCALAR_LENGTH)], () => {
        engine.sm2MultiplyBase();
        return pointAnswer();
      });
    },
    multiplyPoint: (point, scalar) => {
      if (scalar.length !== SCALAR_LENGTH) throw new RangeError('scalar: out of range');
      const isUncompressed = point.length === SM2_PUBLIC_KEY_LENGTH && point[0] === 4;
      // The point 0, 0 does not lie on the curve; the scalar is judged all the same.
      const coordinates = isUncompressed ? point.subarray(1) : new Uint8Array(SM2_PUBLIC_KEY_LENGTH - 1);
      return run([scalar, coordinates], () => {
        const answer = engine.sm2MultiplyPoint();
        if (answer === NO_POINT) return null;
        if (answer !== DONE) throw new RangeError('scalar: out of range');
        return pointAnswer();
      });
    },
  };
}

import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pkcs11js from 'pkcs11js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TokenHosts } from '../../electron/adapters/tokens/token-hosts.ts';
import { writeProof } from '../../e2e/fixtures/proof.ts';
import { seededRandom, testSeed } from '../../e2e/fixtures/random.ts';
import { countFor } from '../../e2e/fixtures/thoroughness.ts';
import { loadToken, openSession, refusal, signDigest, type LoadedToken } from './testing/cryptoki.ts';
import {
  freshModule,
  opensslAcceptsDigest,
  PIN,
  realClient,
  run,
  SO_PIN,
  tokenWithKey,
  writePublicKey,
  type DemoToken,
} from './testing/soft-token-fixture.ts';

const ROUNDS = countFor(30, 100);
const OTHER_PIN = '778899';
/** A kill comes at random: after one of the first `STEPS` steps, and up to `LONGEST_DELAY_MS` later. */
const LONGEST_DELAY_MS = 8;
const STEPS = 16;
/** Offset of the user's tries in the record, after magic, version, serial, label, generation and next object. */
const TRIES_OFFSET = 4 + 4 + 16 + 32 + 4 + 4;

const seed = testSeed();
const random = seededRandom(seed);

/** Reads the counter from the store, because PKCS#11 does not report it. */
function triesLeft({ module, serial }: DemoToken): number {
  return readFileSync(join(dirname(module), 'tokens', serial, 'token')).readUInt32LE(TRIES_OFFSET);
}

/** Lets a worker use the token up to a random moment, kills it, and returns the steps that it reported. */
async function workUntilKilled(
  { module, serial }: DemoToken,
  pins: readonly string[],
  kind: string,
): Promise<string[]> {
  const worker = fileURLToPath(new URL('testing/kill-worker.mjs', import.meta.url));
  const child = spawn(process.execPath, [worker, module, serial, ...pins, kind], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let told = '';
  let doomed = false;
  const lastLine = 1 + random(STEPS);
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    told += text;
    if (doomed || told.split('\n').length <= lastLine) return;
    doomed = true;
    setTimeout(() => child.kill('SIGKILL'), random(LONGEST_DELAY_MS));
  });
  await new Promise((resolve) => child.on('close', resolve));
  return told.trim().split('\n');
}

/** Returns the most tries that may be left. Any step with the right PIN may have restored all of them. */
function mostTriesAfter(before: number, steps: readonly string[]): number {
  return steps.reduce((most, step) => {
    if (step === 'right' || step === 'change') return 6;
    return step === 'CKR_PIN_INCORRECT' ? most - 1 : most;
  }, before);
}

let client: TokenHosts;
let token: DemoToken;
let publicKey: string;
let loaded: LoadedToken;

beforeAll(async () => {
  const module = freshModule();
  client = realClient([module]);
  token = await tokenWithKey(client, module);
  publicKey = writePublicKey(dirname(module), token.point);
  loaded = loadToken(module, token.serial);
});
afterAll(() => client.stop());

/** Logs in with the PIN that is valid after a kill, and signs; openssl checks the signature. @returns that PIN */
function signAfterKill(pins: readonly string[]): string {
  const session = openSession(loaded);
  const pin = pins.find(
    (each) => refusal(() => loaded.pkcs11.C_Login(session, pkcs11js.CKU_USER, each)) === '',
  );
  if (pin === undefined) throw new Error(`seed ${seed}: neither PIN opens the token`);
  const e = randomBytes(32);
  const signature = signDigest(loaded, session, e);
  loaded.pkcs11.C_CloseSession(session);
  expect(opensslAcceptsDigest(dirname(token.module), publicKey, e, signature), `seed ${seed}`).toBe(true);
  return pin;
}

/** Returns the labels of all data objects on the token, and expects each object whole. */
function storedLabels(): string[] {
  const { pkcs11 } = loaded;
  const session = openSession(loaded);
  pkcs11.C_FindObjectsInit(session, [{ type: pkcs11js.CKA_CLASS, value: pkcs11js.CKO_DATA }]);
  const objects = pkcs11.C_FindObjects(session, 100_000);
  pkcs11.C_FindObjectsFinal(session);
  const labels = objects.map((object) => {
    const wanted = [{ type: pkcs11js.CKA_LABEL }, { type: pkcs11js.CKA_VALUE }];
    const [label, value] = pkcs11.C_GetAttributeValue(session, object, wanted).map((each) => each.value);
    expect(value).toHaveLength(5000);
    return String(label);
  });
  pkcs11.C_CloseSession(session);
  return labels;
}

describe('a soft token under kills of its users', () => {
  it(`keeps its key, its objects and its counter through ${ROUNDS} kills (seed ${seed})`, async () => {
    let pins = [PIN, OTHER_PIN];
    let stored = 0;
    const lastSteps: Record<string, number> = {};
    for (let round = 0; round < ROUNDS; round++) {
      const before = triesLeft(token);
      const steps = await workUntilKilled(token, pins, 'all');
      const last = steps.at(-1)?.split(' ')[0] ?? '';
      lastSteps[last] = (lastSteps[last] ?? 0) + 1;
      expect(triesLeft(token), `seed ${seed}, round ${round}`).toBeLessThanOrEqual(
        mostTriesAfter(before, steps),
      );
      stored += steps.filter((step) => step.startsWith('stored')).length;
      const pin = signAfterKill(pins);
      pins = pin === PIN ? [PIN, OTHER_PIN] : [OTHER_PIN, PIN];
    }
    expect(storedLabels().length, `seed ${seed}`).toBeGreaterThanOrEqual(stored);
    writeProof('soft-token-kill', {
      command: 'vitest --project app native/soft-token/kill.test.ts',
      seed,
      openssl: run('openssl', ['version']).output.trim(),
      kills: ROUNDS,
      lastStepBeforeTheKill: lastSteps,
      objectsStored: stored,
      signaturesAcceptedByOpenssl: ROUNDS,
      counterEverHigherThanAllowed: false,
    });
  });

  it(`allows no seventh guess, however often the guesser is killed (seed ${seed})`, async () => {
    const guessed = await tokenWithKey(client, token.module);
    let guesses = 0;
    for (let round = 0; round < 40 && triesLeft(guessed) > 0; round++) {
      const before = triesLeft(guessed);
      const steps = await workUntilKilled(guessed, [PIN, OTHER_PIN], 'wrongPinsOnly');
      guesses += steps.filter((step) => step === 'CKR_PIN_INCORRECT').length;
      expect(triesLeft(guessed), `seed ${seed}`).toBeLessThanOrEqual(before);
    }
    expect(triesLeft(guessed)).toBe(0);
    expect(guesses).toBeLessThanOrEqual(6);
    const own = loadToken(token.module, guessed.serial);
    const session = own.pkcs11.C_OpenSession(own.slot, pkcs11js.CKF_SERIAL_SESSION | pkcs11js.CKF_RW_SESSION);
    expect(refusal(() => own.pkcs11.C_Login(session, pkcs11js.CKU_USER, PIN))).toBe('CKR_PIN_LOCKED');
    own.pkcs11.C_Login(session, pkcs11js.CKU_SO, SO_PIN);
    own.pkcs11.C_InitPIN(session, OTHER_PIN);
    own.pkcs11.C_CloseSession(session);
    expect(triesLeft(guessed)).toBe(6);
  });
});

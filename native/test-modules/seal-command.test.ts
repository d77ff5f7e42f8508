import { readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { OpensslSealChecker } from '../../e2e/peers/openssl-seal-check.ts';
import { sealdesk, type CommandOutcome } from '../../e2e/fixtures/commands/run-command.ts';
import { callsOf } from './testing/misbehaving-token.ts';
import { misbehavingWorld, sealIn, startSealIn, type MisbehavingWorld } from './testing/misbehaving-world.ts';
import { childrenOf, isRunning } from './testing/processes.ts';
import { addToProof } from './testing/misbehaviour-proof.ts';
import { profileOf } from './testing/watched-hosts.ts';

const CHINESE = /\p{Script=Han}/u;
const ENGLISH = /[A-Za-z]{3,} [a-z]{2,}/;
const WRONG_PIN = '000000';
const WAIT = { timeout: 20_000, interval: 100 };

const seen: Record<string, unknown>[] = [];
afterAll(() => addToProof('sealCommand', seen));

const HANGING = [
  ['hang-in-initialize', { C_Initialize: 1 }],
  ['hang-in-slot-list', { C_GetSlotList: 1 }],
  ['hang-in-login', { C_Login: 1 }],
  ['hang-in-sign', { C_Sign: 1 }],
] as const;

interface Attempt {
  readonly at: MisbehavingWorld;
  readonly outcome: CommandOutcome;
}

const attempts = new Map<string, Promise<Attempt>>();

/** Starts the slow attempts first: the product's deadlines take up to a minute, while the other tests run. */
beforeAll(async () => {
  for (const [name] of HANGING) {
    const at = await misbehavingWorld(name);
    const attempt = sealIn(at).then((outcome) => ({ at, outcome }));
    attempts.set(name, attempt);
  }
});

async function started(name: string): Promise<Attempt> {
  const attempt = await attempts.get(name);
  if (attempt === undefined) throw new Error(`${name} was not started`);
  return attempt;
}

interface Refusal {
  readonly ok: boolean;
  readonly error: { readonly code: string; readonly details?: Readonly<Record<string, unknown>> };
}

/** Expects the documented status and code, texts in both languages, the module's name, and no file. */
function expectRefusal(at: MisbehavingWorld, outcome: CommandOutcome, status: number, code: string): void {
  const { ok, error } = JSON.parse(outcome.stdout) as Refusal;
  expect({ status: outcome.status, ok, code: error.code }).toEqual({ status, ok: false, code });
  expect(error.details).toMatchObject({ module: at.misbehaving });
  expect(outcome.stderr).toContain(`[${code}]`);
  expect([CHINESE.test(outcome.stderr), ENGLISH.test(outcome.stderr)]).toEqual([true, true]);
  expect(readdirSync(dirname(at.output)).filter((name) => name.includes('sealed'))).toEqual([]);
}

/** Expects a seal that the product and openssl both accept. */
async function expectSealed({ world, output }: MisbehavingWorld, outcome: CommandOutcome): Promise<void> {
  expect(JSON.parse(outcome.stdout)).toMatchObject({ ok: true, output });
  expect(outcome.status).toBe(0);
  const verified = await sealdesk(['verify', output, '--json'], { home: world.home });
  expect(JSON.parse(verified.stdout)).toMatchObject({ verdict: 'valid' });
  const checker = new OpensslSealChecker(join(world.trust.dir, 'issuing-ca.pem'));
  expect(checker.checkFile(output).reason).toBe('accepted');
}

function keysJson({ world }: MisbehavingWorld, profiles: readonly unknown[]): void {
  writeFileSync(join(world.home, 'keys.json'), JSON.stringify({ profiles }));
}

describe('the seal command with a module that', () => {
  it.each([
    ['crash-at-load', 'TOKEN_HOST_CRASHED', {}],
    ['crash-in-login', 'TOKEN_HOST_CRASHED', { C_Login: 1 }],
    ['exit-in-login', 'TOKEN_HOST_CRASHED', { C_Login: 1 }],
    ['pulled-after-login', 'TOKEN_REMOVED', { C_Login: 1 }],
    ['pulled-in-sign', 'TOKEN_REMOVED', { C_Sign: 1 }],
    ['wrong-signature', 'SIGNATURE_MISMATCH', { C_Sign: 1 }],
  ] as const)('%s ends with 69 and %s, after one attempt', async (name, code, calls) => {
    const at = await misbehavingWorld(name);
    const outcome = await sealIn(at);
    expectRefusal(at, outcome, 69, code);
    expect(callsOf(at)).toEqual(calls);
    seen.push({ module: name, status: outcome.status, answer: JSON.parse(outcome.stdout), calls });
  });

  it('names the vendor profile if the signature does not fit the certificate', async () => {
    const at = await misbehavingWorld('without-z');
    const byMessage = { input: 'message', signMechanism: 0x8005000c } as const;
    keysJson(at, [profileOf('without-z', { ...byMessage, tokenAppliesZ: true })]);
    const refused = await sealIn(at);
    expectRefusal(at, refused, 69, 'SIGNATURE_MISMATCH');
    expect(JSON.parse(refused.stdout)).toMatchObject({ error: { details: { profile: 'without-z' } } });
    expect(callsOf(at)).toEqual({ C_Sign: 1 });
    keysJson(at, [profileOf('without-z', { ...byMessage, tokenAppliesZ: false })]);
    await expectSealed(at, await sealIn(at));
    seen.push({ module: 'without-z', status: refused.status, answer: JSON.parse(refused.stdout) });
  });

  it('answers vaguely for a wrong PIN ends with 77 and says that it may be wrong', async () => {
    const at = await misbehavingWorld('vague-login');
    const refused = await sealIn(at, WRONG_PIN);
    expectRefusal(at, refused, 77, 'PIN_POSSIBLY_WRONG');
    expect(JSON.parse(refused.stdout)).toMatchObject({ error: { details: { triesLeft: null } } });
    expect(callsOf(at)).toEqual({ C_Login: 1 });
    await expectSealed(at, await sealIn(at));
    seen.push({ module: 'vague-login', status: refused.status, answer: JSON.parse(refused.stdout) });
  });

  it('signs in DER that is not strict still makes a strict seal', async () => {
    const at = await misbehavingWorld('lax-der');
    keysJson(at, [profileOf('lax-der', { output: 'der' })]);
    await expectSealed(at, await sealIn(at));
    seen.push({ module: 'lax-der', status: 0 });
  });

  it('hangs in C_Finalize seals and ends', async () => {
    const at = await misbehavingWorld('hang-in-finalize');
    await expectSealed(at, await sealIn(at));
    expect(callsOf(at)['C_Finalize']).toBeGreaterThan(0);
    seen.push({ module: 'hang-in-finalize', status: 0 });
  });

  it('prints shows nothing of that', async () => {
    const at = await misbehavingWorld('prints');
    const outcome = await sealIn(at);
    await expectSealed(at, outcome);
    expect(outcome.stdout + outcome.stderr).not.toContain('vendor debug');
    seen.push({ module: 'prints', status: 0 });
  });
});

describe('the seal command with a module that hangs', () => {
  it.each(HANGING)('%s ends with 69 and TOKEN_TIMEOUT, after one attempt', async (name, calls) => {
    const { at, outcome } = await started(name);
    expectRefusal(at, outcome, 69, 'TOKEN_TIMEOUT');
    expect(callsOf(at)).toEqual(calls);
    seen.push({ module: name, status: outcome.status, answer: JSON.parse(outcome.stdout), calls });
  });
});

describe('a host whose module hangs', () => {
  it('ends soon after the command was killed', async () => {
    const at = await misbehavingWorld('hang-in-sign');
    const command = startSealIn(at);
    await vi.waitFor(() => expect(callsOf(at)).toEqual({ C_Sign: 1 }), WAIT);
    const hosts = childrenOf(command.pid ?? 0);
    expect(hosts.length).toBeGreaterThan(0);
    command.kill('SIGKILL');
    await vi.waitFor(() => expect(hosts.filter(isRunning)).toEqual([]), WAIT);
    seen.push({ module: 'hang-in-sign', commandKilled: true, hostsLeft: 0 });
  });
});

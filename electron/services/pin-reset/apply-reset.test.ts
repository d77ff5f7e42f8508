import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { utf8Bytes } from '../../core/bytes/encodings.ts';
import type { SmEngine } from '../../core/sm/engine.ts';
import { loadSmEngine } from '../../core/sm/load-engine.ts';
import { nextStep } from '../../shared/model/pin-reset.ts';
import { applyReset } from './apply-reset.ts';
import { type StopPlan, Stopped } from './fixtures/effects.ts';
import { FORM, type ResetWorld, resetWorld } from './fixtures/reset-world.ts';
import { readReset } from './follow-reset.ts';
import { requestReset } from './request-reset.ts';
import { submitReset } from './submit-reset.ts';

const NEW_PIN = 'Holder#2468';

let engine: SmEngine;
let world: ResetWorld;

async function approved(): Promise<ResetWorld> {
  const made = await resetWorld(engine);
  await requestReset(FORM, [{ kind: 'identity', path: 'card.pdf' }], made.ports);
  await submitReset('KL-1', made.ports);
  made.platform.state = 'approved';
  await readReset(await keptIn(made), made.ports);
  made.entries.length = 0;
  made.effects.begin(null);
  return made;
}

async function keptIn({ ports }: ResetWorld) {
  const kept = await ports.resets.find('KL-1');
  if (kept === null) throw new Error('no application');
  return kept;
}

const apply = (on: ResetWorld, pin: string | null = NEW_PIN, lastTryConfirmed = false) =>
  applyReset('KL-1', { newPin: pin === null ? null : utf8Bytes(pin), lastTryConfirmed }, on.ports);
const codeOf = (outcome: Awaited<ReturnType<typeof apply>>) => (outcome.ok ? 'done' : outcome.error.code);

/** Acts as the person would: continues when the PIN is set, else sets it. */
async function goOn(on: ResetWorld): Promise<void> {
  const step = nextStep(await keptIn(on));
  if (step !== 'none') await apply(on, step === 'setPin' ? NEW_PIN : null);
}

/** The computer stops at one effect, and the token host ends with it. */
async function stopAt(on: ResetWorld, plan: StopPlan | null): Promise<boolean> {
  on.effects.begin(plan);
  try {
    await goOn(on);
    return false;
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
    on.token.endHost();
    return true;
  }
}

const outcomeOf = ({ token, platform }: ResetWorld, kept: { state: string }) =>
  Promise.resolve({
    pin: token.pin,
    sameSoPin: token.soPin === platform.soPin,
    rotated: token.soPin !== 'issued',
    triesUntouched: token.isUntouched,
    states: [platform.state, kept.state],
  });
const SETTLED = {
  pin: NEW_PIN,
  sameSoPin: true,
  rotated: true,
  triesUntouched: true,
  states: ['done', 'done'],
};

beforeAll(async () => {
  engine = await loadSmEngine();
});
beforeEach(async () => {
  world = await approved();
});

describe('The use of an approval', () => {
  it('sets the PIN, replaces the SO PIN, tells the platform, and is on record', async () => {
    expect(codeOf(await apply(world))).toBe('done');
    expect(await outcomeOf(world, await keptIn(world))).toEqual(SETTLED);
    expect(world.effects.names).toEqual([
      'platform.credential',
      'store.put',
      'token.logIn',
      'token.setPin',
      'token.setSoPin',
      'store.put',
      'platform.complete',
      'store.put',
    ]);
    expect(world.entries).toMatchObject([{ act: 'pinUnblock', result: 'done', reference: 'KL-1' }]);
  });

  it.each([
    ['a PIN that the rules do not allow', '111111', {}, 'PIN_TOO_WEAK'],
    ['no PIN', null, {}, 'RESET_NOT_POSSIBLE'],
    ['a token that is not there', NEW_PIN, null, 'TOKEN_REMOVED'],
    ['an SO PIN that is locked', NEW_PIN, { locked: true }, 'SO_PIN_LOCKED'],
    ['the last try of the SO PIN, unconfirmed', NEW_PIN, { finalTry: true }, 'PIN_LAST_TRY'],
  ])('calls neither platform nor token with %s', async (_, pin, soPinState, code) => {
    world.soPinState = soPinState;
    expect(codeOf(await apply(world, pin))).toBe(code);
    expect(world.effects.names).toEqual([]);
    expect(world.entries).toMatchObject([{ result: code }]);
  });

  it('takes the last try of the SO PIN only after a confirmation', async () => {
    world.soPinState = { finalTry: true };
    expect(codeOf(await apply(world, NEW_PIN, true))).toBe('done');
  });

  it('reports a wrong SO PIN as such, and not as a wrong PIN', async () => {
    world.platform.soPin = 'another';
    expect(codeOf(await apply(world))).toBe('SO_PIN_WRONG');
    expect([world.token.pin, (await keptIn(world)).progress]).toEqual(['forgotten', 'prepared']);
  });

  it('returns the SO PIN to the platform when the token does not let it be replaced', async () => {
    world.token.soPinRefusal = { code: 'PIN_INVALID' };
    expect(codeOf(await apply(world))).toBe('done');
    const { token, platform } = world;
    expect([token.pin, token.soPin, platform.soPin, platform.state]).toEqual([
      NEW_PIN,
      'issued',
      'issued',
      'done',
    ]);
  });

  it('continues without a PIN when the key was pulled after the PIN was set', async () => {
    world.token.soPinRefusal = { code: 'TOKEN_REMOVED' };
    expect(codeOf(await apply(world))).toBe('RESET_INTERRUPTED');
    expect(nextStep(await keptIn(world))).toBe('resume');
    world.token.soPinRefusal = null;
    await goOn(world);
    expect(await outcomeOf(world, await keptIn(world))).toEqual(SETTLED);
  });

  it('tells the platform later when it could not be reached', async () => {
    const { effects } = world;
    expect(await stopAt(world, { at: 7, when: 'before' })).toBe(true);
    expect([effects.names.at(-1), nextStep(await keptIn(world))]).toEqual(['platform.complete', 'finish']);
    world.soPinState = null;
    world.platform.state = 'expired';
    await goOn(world);
    expect(await outcomeOf(world, await keptIn(world))).toEqual(SETTLED);
  });
});

describe('A computer that stops while an approval is used', () => {
  const plans = Array.from({ length: 8 }, (_, index) =>
    (['before', 'after'] as const).map((when): [number, StopPlan['when']] => [index + 1, when]),
  ).flat();

  it.each(plans)('at effect %i, %s it, settles everything afterwards', async (at, when) => {
    expect(await stopAt(world, { at, when })).toBe(true);
    expect(world.token.soTriesLeft).toBeGreaterThanOrEqual(2);
    expect(await stopAt(world, null)).toBe(false);
    expect(await outcomeOf(world, await keptIn(world))).toEqual(SETTLED);
  });

  it('settles everything, however often it stops', async () => {
    const stop = fc.record({ at: fc.integer({ min: 1, max: 9 }), when: fc.constantFrom('before', 'after') });
    await fc.assert(
      fc.asyncProperty(fc.array(stop as fc.Arbitrary<StopPlan>, { maxLength: 6 }), async (stops) => {
        const on = await approved();
        for (const plan of stops) await stopAt(on, plan);
        await stopAt(on, null);
        expect(await outcomeOf(on, await keptIn(on))).toEqual(SETTLED);
      }),
      { numRuns: 12 },
    );
  });
});

describe('A credential', () => {
  it.each([
    ['of another platform', { platform: 'other' }, 'RESET_CREDENTIAL_INVALID'],
    ['of another application', { number: 'KL-2' }, 'RESET_CREDENTIAL_INVALID'],
    ['for another token', { tokenSerial: 'TOKEN-2' }, 'RESET_CREDENTIAL_INVALID'],
    ['for another key', { recipientKey: 'AAAA' }, 'RESET_CREDENTIAL_INVALID'],
    ['with what nobody asked for', { pendingSoPin: 'AAAA' }, 'RESET_CREDENTIAL_INVALID'],
    ['without its escrow key', { escrowKey: undefined }, 'RESET_CREDENTIAL_INVALID'],
    ['that is good for days', { expiresAt: '2026-11-25T05:00:00Z' }, 'RESET_CREDENTIAL_INVALID'],
    [
      'that has expired',
      { issuedAt: '2026-11-22T04:00:00Z', expiresAt: '2026-11-22T04:10:00Z' },
      'RESET_CREDENTIAL_EXPIRED',
    ],
  ])('%s is refused, and the token stays as it is', async (_, change, code) => {
    world.platform.change = change;
    expect(codeOf(await apply(world))).toBe(code);
    expect([world.token.pin, world.token.isUntouched]).toEqual(['forgotten', true]);
    expect((await keptIn(world)).progress).toBe('untouched');
  });

  it('is refused when the pinned root does not know its signer', async () => {
    const other = await resetWorld(engine);
    const trust = world.ports.platforms.trustIn('sandbox');
    const later = new Date('2099-01-01T00:00:00Z');
    const platforms = { ...world.ports.platforms, trustIn: () => trust && { ...trust, at: later } };
    expect(codeOf(await apply({ ...other, ports: { ...world.ports, platforms } }))).toBe('STATEMENT_INVALID');
    expect(world.token.pin).toBe('forgotten');
  });
});

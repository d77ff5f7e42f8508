import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { utf8Text } from '../../core/bytes/encodings.ts';
import type { SmEngine } from '../../core/sm/engine.ts';
import { loadSmEngine } from '../../core/sm/load-engine.ts';
import { nextStep, type PaperKind } from '../../shared/model/pin-reset.ts';
import { FORM, resetWorld, type ResetWorld } from './fixtures/reset-world.ts';
import { followResets } from './follow-reset.ts';
import { requestReset } from './request-reset.ts';
import { submitReset, withdrawReset } from './submit-reset.ts';

let engine: SmEngine;
let world: ResetWorld;

beforeAll(async () => {
  engine = await loadSmEngine();
});
beforeEach(async () => {
  world = await resetWorld(engine);
});

const chosen = (...papers: readonly [kind: PaperKind, path: string][]) =>
  papers.map(([kind, path]) => ({ kind, path }));
const request = (papers = chosen(['identity', 'card.pdf']), form = FORM) =>
  requestReset(form, papers, world.ports);
const codeOf = (outcome: { ok: true } | { ok: false; error: { code: string } }) =>
  outcome.ok ? 'done' : outcome.error.code;
const kept = () => world.ports.resets.find('KL-1');

describe('An application', () => {
  it('keeps its papers with day and number on them, and sends none', async () => {
    const requested = await request();
    expect(requested).toMatchObject({
      ok: true,
      value: { number: 'KL-1', state: 'draft', papers: [{ id: 'paper-1', kind: 'identity', pages: 2 }] },
    });
    expect([...world.kept].map(([id, pdf]) => [id, utf8Text(pdf)])).toEqual([
      ['KL-1 paper-1', 'card.pdf 2026-11-22 KL-1'],
    ]);
    expect(world.platform.calls).toEqual(['request']);
    expect(requested.ok && Object.keys(requested.value)).not.toContain('secret');
    expect((await kept())?.secret).toBe(`kept ${'s'.repeat(32)}`);
  });

  it('does not replace another one of the same number', async () => {
    await request();
    const other = { ...FORM, tokenSerial: 'ANOTHER' };
    expect(codeOf(await request(chosen(['identity', 'card.pdf']), other))).toBe('PLATFORM_ANSWER_INVALID');
    expect(await kept()).toMatchObject({ tokenSerial: FORM.tokenSerial, state: 'draft' });
    expect([world.kept.size, world.platform.calls]).toEqual([1, ['request', 'request', 'withdraw']]);
  });

  it.each([
    ['without identity papers', FORM, chosen(), 'RESET_PAPERS_MISSING'],
    [
      'of an agent without authorisation',
      { ...FORM, applicant: { ...FORM.applicant, role: 'agent' as const } },
      chosen(['identity', 'card.pdf']),
      'RESET_PAPERS_MISSING',
    ],
    ['with a file of another kind', FORM, chosen(['identity', 'card.txt']), 'RESET_PAPER_TYPE'],
    [
      'with eleven papers',
      FORM,
      chosen(...Array.from({ length: 11 }, (): [PaperKind, string] => ['identity', 'card.pdf'])),
      'RESET_PAPER_TOO_LARGE',
    ],
  ])('%s is not begun', async (_, form, papers, code) => {
    expect(codeOf(await request(papers, form))).toBe(code);
    expect(world.platform.calls).toEqual([]);
  });

  it('whose papers cannot be made ready is withdrawn', async () => {
    const papers = chosen(['identity', 'card.pdf'], ['other', 'damaged.pdf']);
    expect(codeOf(await request(papers))).toBe('RESET_PAPER_DAMAGED');
    expect([world.platform.state, world.kept.size, await kept()]).toEqual(['withdrawn', 0, null]);
  });

  it('is the only one for its token', async () => {
    await request();
    expect(codeOf(await request())).toBe('RESET_OPEN_ALREADY');
    await withdrawReset('KL-1', world.ports);
    expect(codeOf(await request())).toBe('done');
  });
});

describe('Submitting an application', () => {
  it('sends the missing papers once, and is on record', async () => {
    await request(chosen(['identity', 'card.pdf'], ['other', 'letter.pdf']));
    world.platform.papers.set('paper-1', '0'.repeat(64));
    await submitReset('KL-1', world.ports);
    expect(world.platform.calls).toEqual(['request', 'read', 'sendPaper', 'sendPaper', 'submit']);
    expect(await submitReset('KL-1', world.ports)).toMatchObject({ value: { state: 'underReview' } });
    expect(world.platform.calls.slice(5)).toEqual(['read']);
    expect(world.entries[0]).toMatchObject({
      act: 'pinReset',
      result: 'done',
      reference: 'KL-1',
      purpose: FORM.reason,
      people: { applicant: '林知远' },
    });
  });

  it('sends no paper twice after an interruption', async () => {
    await request();
    const [[, pdf] = []] = [...world.kept];
    world.platform.papers.set('paper-1', Buffer.from(engine.sm3(pdf ?? new Uint8Array())).toString('hex'));
    await submitReset('KL-1', world.ports);
    expect(world.platform.calls).not.toContain('sendPaper');
  });

  it('fails when the application is unknown', async () => {
    expect(codeOf(await submitReset('KL-9', world.ports))).toBe('RESET_NOT_FOUND');
  });
});

describe('Following applications', () => {
  it.each([
    ['approved', 'setPin'],
    ['rejected', 'none'],
    ['expired', 'none'],
  ] as const)('deletes the papers of an application that was %s', async (state, next) => {
    await request();
    await submitReset('KL-1', world.ports);
    expect([await followResets(world.ports), world.kept.size]).toEqual([[], 1]);
    world.platform.state = state;
    world.platform.decisionReason = '已核实';
    const changed = await followResets(world.ports);
    expect(changed).toMatchObject([{ state, decisionReason: '已核实' }]);
    expect(changed[0]?.steps.map((step) => step.state)).toEqual(['draft', 'underReview', state]);
    expect([changed[0] && nextStep(changed[0]), world.kept.size]).toEqual([next, 0]);
    expect(await followResets(world.ports)).toEqual([]);
  });

  it('keeps the result of a reset that ran while the platform was answering', async () => {
    await request();
    const { platforms, resets } = world.ports;
    const used = { progress: 'settled', escrowedSoPin: 'bmV4dA==', credentialId: 'UC-1' } as const;
    const api = platforms.resetApi('sandbox');
    if (api === null) throw new Error('the platform is known');
    const read: typeof api.read = async (key) => {
      const present = await kept();
      if (present !== null) await resets.keep({ ...present, ...used });
      return api.read(key);
    };
    const resetApi = () => ({ ...api, read });
    await followResets({ ...world.ports, platforms: { ...platforms, resetApi } });
    expect(await kept()).toMatchObject(used);
  });

  it('keeps the known state when the platform does not answer', async () => {
    await request();
    world.platform.state = null;
    expect(await followResets(world.ports)).toEqual([]);
    expect((await kept())?.state).toBe('draft');
  });

  it('ends an application that the platform has dropped, and deletes its papers', async () => {
    await request();
    world.platform.forgets = true;
    expect(await followResets(world.ports)).toMatchObject([{ number: 'KL-1', state: 'expired' }]);
    expect(world.kept.size).toBe(0);
  });

  it('reports a secret that another user has protected', async () => {
    await request();
    const secrets = { ...world.ports.secrets, reveal: () => null };
    expect(codeOf(await submitReset('KL-1', { ...world.ports, secrets }))).toBe('RESET_SECRET_UNREADABLE');
  });

  it('does not withdraw an application that is decided', async () => {
    await request();
    await submitReset('KL-1', world.ports);
    world.platform.state = 'approved';
    await followResets(world.ports);
    expect(codeOf(await withdrawReset('KL-1', world.ports))).toBe('RESET_NOT_POSSIBLE');
  });
});

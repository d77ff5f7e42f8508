import { describe, expect, it } from 'vitest';
import type { Preflight } from '../../../electron/shared/model/preflight.ts';
import { failure, type Result, success } from '../../../electron/shared/result.ts';
import { contract } from '../../../electron/wire/window/contract.ts';
import { createStandIn } from '../../../electron/wire/window/stand-in.ts';
import { acceptedCodes, createPreflightStore, needsYes } from './preflight-store.ts';

const seal = { tokenSerial: '01', esId: 'seal' };
const subject = { documentId: 'd', seals: [seal], approvalId: null };
const RED: Preflight = { colour: 'red', rows: [], toAccept: ['JAVASCRIPT'] };
const GREEN: Preflight = { colour: 'green', rows: [], toAccept: [] };

function setUp(answer: () => Result<Preflight> | Promise<Result<Preflight>>) {
  const { client, calls } = createStandIn(contract, { seal: { examine: answer } });
  return { store: createPreflightStore(client.seal), calls };
}

describe('the examination before sealing', () => {
  it('runs once for a document and its seals, and again for one more seal or when it is asked to', async () => {
    const { store, calls } = setUp(() => success(GREEN));
    await store.getState().examine(subject);
    await store.getState().examine({ ...subject, seals: [{ ...seal }] });
    expect(calls).toHaveLength(1);
    await store.getState().examine({ ...subject, seals: [seal, { ...seal, esId: 'other' }] });
    await store.getState().again();
    expect(calls).toHaveLength(3);
    expect(needsYes(store.getState())).toBe(false);
  });

  it('wants a yes to what is red, and forgets it with the document', async () => {
    const { store } = setUp(() => success(RED));
    await store.getState().examine(subject);
    expect([needsYes(store.getState()), acceptedCodes(store.getState())]).toEqual([true, []]);
    store.getState().accept(true);
    expect([needsYes(store.getState()), acceptedCodes(store.getState())]).toEqual([false, ['JAVASCRIPT']]);
    await store.getState().examine({ ...subject, documentId: 'other' });
    expect(acceptedCodes(store.getState())).toEqual([]);
    await store.getState().examine(null);
    expect(store.getState().state).toEqual({ step: 'none' });
  });

  it('ignores the answer about a document that was left meanwhile', async () => {
    let answer: (result: Result<Preflight>) => void = () => undefined;
    const { store } = setUp(() => new Promise((resolve) => (answer = resolve)));
    const running = store.getState().examine(subject);
    await store.getState().examine(null);
    answer(success(RED));
    await running;
    expect(store.getState().state).toEqual({ step: 'none' });
  });

  it('says why it was not finished', async () => {
    const { store } = setUp(() => failure({ code: 'TOKEN_REMOVED' }));
    await store.getState().examine(subject);
    expect(store.getState().state).toEqual({ step: 'failed', error: { code: 'TOKEN_REMOVED' } });
    expect(needsYes(store.getState())).toBe(false);
  });
});

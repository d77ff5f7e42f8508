import { describe, expect, it } from 'vitest';
import type { Preflight } from '../../../electron/shared/model/preflight.ts';
import { failure, type Result, success } from '../../../electron/shared/result.ts';
import { contract } from '../../../electron/wire/window/contract.ts';
import { createStandIn } from '../../../electron/wire/window/stand-in.ts';
import { acceptedCodes, createPreflightStore, barsSealing } from './preflight-store.ts';

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
    expect(barsSealing(store.getState())).toBe(false);
  });

  it('wants a yes to what is red, and forgets it with the document', async () => {
    const { store } = setUp(() => success(RED));
    await store.getState().examine(subject);
    expect([barsSealing(store.getState()), acceptedCodes(store.getState())]).toEqual([true, []]);
    store.getState().accept(true);
    expect([barsSealing(store.getState()), acceptedCodes(store.getState())]).toEqual([false, ['JAVASCRIPT']]);
    await store.getState().examine({ ...subject, documentId: 'other' });
    expect(acceptedCodes(store.getState())).toEqual([]);
    await store.getState().examine(null);
    expect(store.getState().state).toEqual({ step: 'none' });
  });

  it.each([
    ['the approval', 'approval', { code: 'OFD_LOCK_NOT_LAST' }, [], true],
    ['the document', 'document', { code: 'FILE_CHANGED' }, [], true],
    ['a finding that nobody can accept', 'document', null, ['SHOWN_ENTRY_UNRESOLVED'], true],
    ['a note', 'document', null, ['LAYERS'], false],
    // Tried all the same, it goes on record.
    ['the rules', 'rules', { code: 'SEALING_SUSPENDED' }, [], false],
    // Said where the PIN is typed, with the way out.
    ['the key', 'key', { code: 'PIN_LOCKED' }, [], false],
  ] as const)('asks for a PIN or not, with regard to %s', async (_, part, error, codes, isBarred) => {
    const findings = codes.map((code) => ({ code, page: 1, object: null, count: 1, name: null }));
    const rows = [{ part, seal: null, colour: 'red', error, findings, facts: {} }] as const;
    const { store } = setUp(() => success({ colour: 'red', rows, toAccept: [] }));
    await store.getState().examine(subject);
    expect(barsSealing(store.getState())).toBe(isBarred);
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
    expect(barsSealing(store.getState())).toBe(false);
  });
});

import { describe, expect, it } from 'vitest';
import { contract } from '../../../electron/wire/window/contract.ts';
import type { SealOutcome } from '../../../electron/wire/window/documents.ts';
import { createStandIn } from '../../../electron/wire/window/stand-in.ts';
import type { ErrorCode } from '../../../electron/shared/errors.ts';
import { failure, success, type Result } from '../../../electron/shared/result.ts';
import { openedDocument } from '../../lib/fixtures/opened-document.ts';
import { keywordRule } from './places/place-rows.ts';
import type { SealStore } from './seal-state.ts';
import { createSealStore } from './seal-store.ts';

const choice = { tokenSerial: '01', esId: 'seal', name: '合同专用章', widthMm: 40, heightMm: 40 };
const subject = {
  documentId: 'document',
  pages: [{ widthMm: 210, heightMm: 297 }],
  fields: [],
  format: 'pdf' as const,
};
const outcome: SealOutcome = {
  document: openedDocument('sealed', {
    name: '合同_已盖章.pdf',
    sealability: { possible: true, pages: subject.pages, emptyFields: [] },
  }),
  report: { file: '合同_已盖章.pdf', verdict: 'valid', signatures: [], revocationListsAsOf: [] },
  trustedTime: { state: 'notAsked' },
  archive: { state: 'notAsked' },
  sm3: 'cc',
};

function setUp(
  answer: () => Result<SealOutcome> | Promise<Result<SealOutcome>> = () => success(outcome),
  held = false,
  needsApproval = false,
) {
  const pins: (number[] | null)[] = [];
  const approvalIds: (string | null)[] = [];
  const sealed: SealOutcome[] = [];
  const standIn = createStandIn(contract, {
    seal: {
      start: ({ pin, approvalId }) => {
        approvalIds.push(approvalId);
        pins.push(pin === null ? null : [...pin]);
        return answer();
      },
    },
  });
  const store = createSealStore(
    standIn.client.seal,
    (made) => sealed.push(made),
    () => held,
    () => needsApproval,
  );
  store.getState().begin(subject);
  return { store, sealed, pins, approvalIds, raise: standIn.raise };
}

const entered = (pin: Uint8Array) => ({ pin, holdPin: false, lastTryConfirmed: false });

function placed(store: { readonly getState: () => SealStore }): SealStore {
  store.getState().choose(choice);
  store.getState().place({ page: 0, xMm: 100, yMm: 100 });
  return store.getState();
}

const position = (store: { readonly getState: () => SealStore }): unknown => {
  const { state } = store.getState();
  const rule = 'rows' in state ? state.rows[0]?.rule : undefined;
  return rule?.kind === 'point' ? [rule.xMm, rule.yMm] : null;
};

describe('placing', () => {
  it('A place needs a chosen seal', () => {
    const { store } = setUp();
    store.getState().place({ page: 0, xMm: 100, yMm: 100 });
    expect(store.getState().state).toEqual({ step: 'choosing' });
  });

  it('Moves keep the seal on the page and can be undone one by one', () => {
    const { store } = setUp();
    placed(store);
    store.getState().nudge(1, 0);
    store.getState().nudge(-500, 0);
    const moved = position(store);
    store.getState().undo();
    const once = position(store);
    store.getState().undo();
    expect([moved, once, position(store)]).toEqual([
      [20, 100],
      [101, 100],
      [100, 100],
    ]);
  });

  it('Another seal takes over the place if it fits', () => {
    const { store } = setUp();
    placed(store);
    store.getState().place({ page: 0, xMm: 20, yMm: 20 });
    store.getState().choose({ ...choice, esId: 'larger', widthMm: 58, heightMm: 58 });
    expect(position(store)).toEqual([29, 29]);
  });

  it('Going back leaves one step at a time', () => {
    const { store } = setUp();
    placed(store).askPin();
    const steps = [0, 1, 2, 3].map(() => {
      const { step } = store.getState().state;
      store.getState().back();
      return step;
    });
    expect(steps).toEqual(['pin', 'placed', 'placing', 'choosing']);
  });
});

describe('a document with red findings', () => {
  it('gets no PIN panel before the person has said yes, and its findings go along afterwards', async () => {
    let isOpen = true;
    const accepted: unknown[] = [];
    const standIn = createStandIn(contract, {
      seal: {
        start: (request) => {
          accepted.push(request.accepted);
          return success(outcome);
        },
      },
    });
    const store = createSealStore(
      standIn.client.seal,
      () => undefined,
      () => true,
      () => false,
      { isBarred: () => isOpen, accepted: () => ['JAVASCRIPT'], shownAt: () => null },
    );
    store.getState().begin(subject);
    placed(store).askPin();
    expect(store.getState().state.step).toBe('placed');
    isOpen = false;
    store.getState().askPin();
    await expect.poll(() => accepted).toEqual([['JAVASCRIPT']]);
  });
});

describe('what was sealed', () => {
  it('is shown where a search has put the seal', async () => {
    const at = { page: 2, xMm: 40, yMm: 228 };
    const standIn = createStandIn(contract, { seal: { start: () => success(outcome) } });
    const store = createSealStore(
      standIn.client.seal,
      () => undefined,
      () => true,
      () => false,
      {
        isBarred: () => false,
        accepted: () => [],
        shownAt: ({ rule }) => (rule.kind === 'keyword' ? at : null),
      },
    );
    store.getState().begin(subject);
    store.getState().choose(choice);
    store.getState().add(keywordRule('甲方（盖章）'));
    store.getState().askPin();
    await expect.poll(() => store.getState().state).toMatchObject({ step: 'sealed', at });
  });
});

describe('a lock', () => {
  it('is asked for once: the next document begins without it', async () => {
    const asked: boolean[] = [];
    const standIn = createStandIn(contract, {
      seal: {
        start: ({ locks }) => {
          asked.push(locks);
          return success(outcome);
        },
      },
    });
    const store = createSealStore(
      standIn.client.seal,
      () => undefined,
      () => true,
    );
    for (const wish of [true, false]) {
      store.getState().begin({ ...subject, format: 'ofd' });
      if (wish) store.getState().setLocks(true);
      placed(store).askPin();
      await expect.poll(() => store.getState().state.step).toBe('sealed');
    }
    expect(asked).toEqual([true, false]);
  });
});

describe('submitting', () => {
  it('The store submits the PIN, zeroes it and announces the sealed document', async () => {
    const { store, sealed, pins } = setUp();
    placed(store).askPin();
    const pin = Uint8Array.of(49, 50);
    await store.getState().submit(entered(pin));
    expect({ pins, left: [...pin], sealed, step: store.getState().state.step }).toEqual({
      pins: [[49, 50]],
      left: [0, 0],
      sealed: [outcome],
      step: 'sealed',
    });
  });

  const after: readonly (readonly [ErrorCode, string])[] = [
    ['PIN_WRONG', 'pin'],
    ['PIN_LOCKED', 'pin'],
    ['PIN_LAST_TRY', 'pin'],
    ['CANCELLED', 'placed'],
    ['TOKEN_REMOVED', 'failed'],
    ['TOKEN_HOST_CRASHED', 'failed'],
  ];
  it.each(after)(
    'The error %s leads to the step %s, and the store never retries by itself',
    async (code, step) => {
      const { store, pins } = setUp(() => failure({ code }));
      placed(store).askPin();
      await store.getState().submit(entered(Uint8Array.of(1)));
      expect({ step: store.getState().state.step, tries: pins.length }).toEqual({ step, tries: 1 });
    },
  );

  it('A PIN that comes at another step is zeroed', async () => {
    const { store, pins } = setUp();
    const pin = Uint8Array.of(9);
    await store.getState().submit(entered(pin));
    expect({ pins, left: [...pin] }).toEqual({ pins: [], left: [0] });
  });

  it('The store shows the progress of its own document alone', async () => {
    const { promise, resolve } = Promise.withResolvers<Result<SealOutcome>>();
    const { store, raise } = setUp(() => promise);
    placed(store).askPin();
    const done = store.getState().submit(entered(Uint8Array.of(1)));
    raise.seal.progress({ documentId: 'other', step: 'publishing', done: 0, total: 0 });
    raise.seal.progress({ documentId: 'document', step: 'signing', done: 0, total: 0 });
    const { state } = store.getState();
    resolve(success(outcome));
    await done;
    expect(state.step === 'working' && state.progress?.step).toBe('signing');
  });
});

describe('a held login', () => {
  it('The store seals at once without asking for a PIN', async () => {
    const { store, pins, sealed } = setUp(() => success(outcome), true);
    placed(store).askPin();
    await expect.poll(() => sealed).toEqual([outcome]);
    expect(pins).toEqual([null]);
  });

  it('The store asks for the PIN without an error if the login has ended meanwhile', async () => {
    const { store, pins } = setUp(() => failure({ code: 'PIN_REQUIRED' }), true);
    placed(store).askPin();
    await expect.poll(() => store.getState().state).toMatchObject({ step: 'pin', problem: null });
    expect(pins).toEqual([null]);
  });
});

describe('an approved use', () => {
  const target = { kind: 'place', page: 0, xMm: 50, yMm: 96 } as const;
  const particulars = {
    purpose: '采购合同',
    counterpart: '海川贸易',
    applicant: '王小明',
    approver: '林知远',
    keeper: '',
  };
  const use = { approvalId: 'YY1', choice, target, particulars, locks: true };

  it('An approved use is taken over whole and cannot be changed', () => {
    const { store } = setUp();
    store.getState().adopt(use);
    const { place, nudge, add, choose, undo, clear, setLocks } = store.getState();
    place({ page: 0, xMm: 1, yMm: 1 });
    nudge(10, 10);
    add({ kind: 'field', name: '乙方' });
    clear();
    choose({ ...choice, esId: 'another' });
    setLocks(false);
    undo();
    expect(store.getState()).toMatchObject({
      state: { step: 'placed', choice, rows: [{ seal: choice, rule: { kind: 'point', xMm: 50, yMm: 96 } }] },
      bound: 'YY1',
      particulars,
      locks: true,
    });
  });

  it('An approved use is sealed under its approval', async () => {
    const { store, approvalIds } = setUp(undefined, false, true);
    store.getState().adopt(use);
    store.getState().askPin();
    await store.getState().submit(entered(Uint8Array.of(1)));
    expect([store.getState().state.step, approvalIds]).toEqual(['sealed', ['YY1']]);
  });

  it('An approved use that is left is forgotten', () => {
    const { store } = setUp();
    store.getState().adopt(use);
    store.getState().back();
    expect(store.getState()).toMatchObject({
      state: { step: 'choosing' },
      bound: null,
      particulars: { purpose: '', approver: '' },
    });
  });

  it('A seal that demands an approval is refused before the PIN is asked for', () => {
    const { store, pins } = setUp(undefined, true, true);
    placed(store).askPin();
    expect([store.getState().state, pins]).toMatchObject([
      { step: 'failed', error: { code: 'APPROVAL_REQUIRED' } },
      [],
    ]);
  });
});

describe('seals of several keys in one act', () => {
  const other = { ...choice, tokenSerial: '02', esId: 'person', name: '法定代表人名章' };
  const again = { ...choice, esId: 'contract', name: '合同章' };

  /** Places a seal of the first key, one of the second, and another of the first; notes what is sent. */
  function placedThree(answer: () => Result<SealOutcome> = () => success(outcome)) {
    const sent: object[] = [];
    const standIn = createStandIn(contract, {
      seal: {
        start: ({ esId, pin, further, furtherPins, lastTryConfirmed }) => {
          const seals = [esId, ...further.map((each) => each.esId)];
          const pins = [pin, ...furtherPins].map((each) => (each === null ? null : [...each]));
          sent.push({ seals, pins, lastTryConfirmed });
          return answer();
        },
      },
    });
    const store = createSealStore(
      standIn.client.seal,
      () => undefined,
      () => false,
    );
    store.getState().begin(subject);
    placed(store);
    store.getState().chooseBeside(other);
    store.getState().addAt({ page: 0, xMm: 60, yMm: 100 });
    store.getState().chooseBeside(again);
    store.getState().addAt({ page: 0, xMm: 150, yMm: 200 });
    const asked = (): string | null => {
      const { state } = store.getState();
      return state.step === 'pin' ? state.asked.tokenSerial : null;
    };
    return { store, sent, asked };
  }

  it('ask for one PIN a key, and go out as one act', async () => {
    const { store, sent, asked } = placedThree();
    store.getState().askPin();
    const serials = [asked()];
    await store.getState().submit(entered(Uint8Array.of(1)));
    serials.push(asked());
    expect(sent).toEqual([]);
    await store.getState().submit(entered(Uint8Array.of(2)));
    expect(serials).toEqual(['01', '02']);
    expect(sent).toEqual([
      { seals: ['seal', 'person', 'contract'], pins: [[1], [2]], lastTryConfirmed: false },
    ]);
    expect(store.getState().state.step).toBe('sealed');
  });

  it('forget a PIN when the panel is left, and ask first for the one that was wrong', async () => {
    const wrong = failure<SealOutcome>({ code: 'PIN_WRONG', details: { tokenSerial: '02' } });
    const { store, asked } = placedThree(() => wrong);
    store.getState().askPin();
    const first = Uint8Array.of(1);
    await store.getState().submit(entered(first));
    store.getState().back();
    expect([...first]).toEqual([0]);
    store.getState().askPin();
    expect(asked()).toBe('01');
    await store.getState().submit(entered(Uint8Array.of(1)));
    await store.getState().submit(entered(Uint8Array.of(2)));
    expect(asked()).toBe('02');
    await store.getState().submit(entered(Uint8Array.of(3)));
    expect(asked()).toBe('01');
  });

  it('keep their places when the seal in hand is changed for another', () => {
    const { store } = placedThree();
    store.getState().choose({ ...again, esId: 'finance', name: '财务章' });
    const { state } = store.getState();
    expect('rows' in state ? state.rows.map(({ seal }) => seal.esId) : []).toEqual([
      'seal',
      'person',
      'finance',
    ]);
  });
});

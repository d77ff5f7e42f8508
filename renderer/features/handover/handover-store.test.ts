import { describe, expect, it } from 'vitest';
import type { HandoverView } from '../../../electron/shared/model/post-handover.ts';
import { failure, success, type Result } from '../../../electron/shared/result.ts';
import { createHandoverStore } from './handover-store.ts';

type Bridge = Parameters<typeof createHandoverStore>[0];

const START = {
  ...{ from: '王小敏', to: '李小强', witness: '赵主任' },
  ...{ post: '印章保管人', reason: '', keys: ['T1'] },
};
const VIEW: HandoverView = {
  handover: { ...START, number: 'JJ1', startedAt: '2026-11-29T02:00:00.000Z', keys: [] },
  ...{ keys: [], presets: [], approvals: [], registerSize: 0 },
};
const DONE = { number: 'JJ1', files: ['清单.pdf'] };

function opened(answers: Partial<Bridge> = {}) {
  const asked: unknown[] = [];
  const bridge: Bridge = {
    view: () => Promise.resolve(success(null)),
    begin: () => Promise.resolve(success(VIEW)),
    complete: (request) => {
      asked.push(request);
      return Promise.resolve(success(DONE));
    },
    drop: () => Promise.resolve(success(null)),
    ...answers,
  };
  const recordReturn = (request: unknown): Promise<Result<null>> => {
    asked.push(request);
    return Promise.resolve(success(null));
  };
  return { store: createHandoverStore(bridge, { recordReturn }), asked };
}

describe('the store of a handover', () => {
  it('opens the form first, and what is left once a handover is under way', async () => {
    const { store } = opened();
    store.getState().open();
    expect(store.getState().panel).toBe('begin');
    await store.getState().begin(START);
    expect(store.getState().panel).toBe('guide');
    store.getState().close();
    store.getState().open();
    expect(store.getState().panel).toBe('guide');
  });

  it('completes with the remarks, and says which files there are', async () => {
    const { store, asked } = opened();
    await store.getState().begin(START);
    store.getState().setRemark('T1', '已提交申请');
    await store.getState().complete();
    expect(asked).toEqual([{ remarks: { T1: '已提交申请' } }]);
    expect(store.getState()).toMatchObject({ completed: DONE, view: null, panel: null, remarks: {} });
  });

  it('stays open when no place is chosen for the list, and when it cannot be completed', async () => {
    for (const answer of [success(null), failure({ code: 'HANDOVER_UNFINISHED' })]) {
      const { store } = opened({ complete: () => Promise.resolve(answer) });
      await store.getState().begin(START);
      await store.getState().complete();
      expect(store.getState()).toMatchObject({ panel: 'guide', busy: false, completed: null });
      expect(store.getState().problem).toEqual(answer.ok ? null : answer.error);
    }
  });

  it('records a return, and looks again', async () => {
    const { store, asked } = opened({ view: () => Promise.resolve(success(VIEW)) });
    await store.getState().recordReturn('T1', '孙某');
    expect(asked).toEqual([{ tokenSerial: 'T1', user: '孙某', purpose: '' }]);
    expect(store.getState().view).toEqual(VIEW);
  });
});

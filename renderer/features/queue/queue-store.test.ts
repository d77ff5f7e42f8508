import { describe, expect, it } from 'vitest';
import { success } from '../../../electron/shared/result.ts';
import { MOST_BATCH_FILES } from '../../../electron/shared/model/verification-batch.ts';
import { contract, type ContractHandlers } from '../../../electron/wire/window/contract.ts';
import { createStandIn } from '../../../electron/wire/window/stand-in.ts';
import { createQueueStore } from './queue-store.ts';

function setUp(handlers: Partial<ContractHandlers['sealMany']>) {
  const { client } = createStandIn(contract, { sealMany: handlers });
  return createQueueStore(client.sealMany, {
    opened: () => undefined,
    left: () => undefined,
    placed: () => null,
    usualPattern: () => '{name}_sealed',
  });
}

describe('createQueueStore', () => {
  it.each([
    ['more files than a batch takes', MOST_BATCH_FILES + 1, 'truncated'],
    ['as many as it takes', MOST_BATCH_FILES, undefined],
  ])('Who drops %s is told of those that are left out', async (_name, count, kind) => {
    const given: number[] = [];
    const store = setUp({
      addDropped: (files) => {
        given.push(files.length);
        return success({ found: files.length, truncated: false });
      },
    });
    await store.getState().addDropped(Array.from({ length: count }, () => new File([], 'a.pdf')));
    expect([given, store.getState().notice?.kind]).toEqual([[MOST_BATCH_FILES], kind]);
  });
});

import { describe, expect, it } from 'vitest';
import { memoryRecords } from '../records/fixtures/memory-records.ts';
import { memoryHistory } from './fixtures/memory-history.ts';
import { memoryRegister } from './fixtures/memory-register.ts';

describe('The history of the register', () => {
  it('is settled once the checks under way have ended, so that nobody closes the store under one', async () => {
    const register = memoryRegister();
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const slow = {
      ...register,
      history: async (sizes: readonly number[]) => {
        await held;
        return register.history(sizes);
      },
    };
    const history = memoryHistory(slow, memoryRecords());
    const order: string[] = [];
    const check = history.check().then(() => order.push('checked'));
    const settled = history.settled().then(() => order.push('settled'));
    release();
    await Promise.all([check, settled]);
    expect(order).toEqual(['checked', 'settled']);
  });
});

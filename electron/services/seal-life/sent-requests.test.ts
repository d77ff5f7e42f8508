import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { SmEngine } from '../../core/sm/engine.ts';
import { loadSmEngine } from '../../core/sm/load-engine.ts';
import type { AppError } from '../../shared/errors.ts';
import { failure, resultOf, success } from '../../shared/result.ts';
import { memoryRecords } from '../records/fixtures/memory-records.ts';
import { sendOnce, sentRequests, type SendingPorts } from './sent-requests.ts';

const LOST: AppError = { code: 'PLATFORM_TIMEOUT' };
const REFUSED: AppError = { code: 'PLATFORM_REFUSED', details: { status: 409 } };

describe('A request that a key signs', () => {
  let engine: SmEngine;
  let ports: SendingPorts;
  let sent: string[];
  let settled: string[];
  let made: number;

  beforeAll(async () => {
    engine = await loadSmEngine();
  });
  beforeEach(() => {
    let drawn = 0;
    [sent, settled, made] = [[], [], 0];
    ports = {
      engine,
      requests: sentRequests(memoryRecords()),
      random: (length) => new Uint8Array(length).fill(++drawn),
    };
  });

  /** Sends a wish to a platform that answers so, in turn. Every content that is made differs from the others. */
  const send = (wish: string, ...answers: (AppError | null)[]) =>
    resultOf(() =>
      sendOnce(
        {
          slot: 'sq/seal/A',
          wish: { wish },
          schema: z.string(),
          make: () => {
            made += 1;
            return Promise.resolve({
              content: `${wish} signed ${made}`,
              key: { tokenSerial: 'T1', keyId: `0${made}` },
            });
          },
          send: (content, key) => {
            sent.push(`${content} ${key.slice(0, 2)}`);
            const error = answers.shift() ?? null;
            return Promise.resolve(error === null ? success(content) : failure(error));
          },
          settle: (_content, answer) => Promise.resolve(void settled.push(answer)),
        },
        ports,
      ),
    );

  it.each<AppError>([
    LOST,
    { code: 'PLATFORM_UNREACHABLE' },
    { code: 'PLATFORM_BUSY', details: { status: 500 } },
    { code: 'PLATFORM_ANSWER_INVALID' },
    { code: 'PLATFORM_REFUSED', details: { status: 401 } },
  ])('is repeated with the same bytes and the same key after $code', async (error) => {
    expect(await send('renew', error)).toMatchObject({ error });
    expect(await ports.requests.keysOn('T1')).toEqual(['01']);
    expect(await send('renew')).toMatchObject({ value: { isWished: true } });
    expect([sent, settled]).toEqual([['renew signed 1 01', 'renew signed 1 01'], ['renew signed 1']]);
    expect(await ports.requests.keysOn('T1')).toEqual([]);
  });

  it('is signed anew once its answer is known, whichever that was', async () => {
    expect(await send('renew', REFUSED)).toMatchObject({ error: REFUSED });
    await send('renew');
    await send('renew');
    expect(sent).toEqual(['renew signed 1 01', 'renew signed 2 02', 'renew signed 3 03']);
  });

  it('comes first when another is wished meanwhile, which is not sent if it has worked', async () => {
    await send('renew', LOST);
    expect(await send('cancel')).toMatchObject({ value: { isWished: false } });
    expect([sent.at(-1), settled]).toEqual(['renew signed 1 01', ['renew signed 1']]);
  });

  it('makes room for another once the platform has refused it', async () => {
    await send('renew', LOST);
    expect(await send('cancel', REFUSED, null)).toMatchObject({ value: { isWished: true } });
    expect([sent.slice(1), settled]).toEqual([
      ['renew signed 1 01', 'cancel signed 2 02'],
      ['cancel signed 2'],
    ]);
  });

  it('stays when its answer could not be kept', async () => {
    settled.push = () => {
      throw new Error('disk full');
    };
    await expect(send('renew')).rejects.toThrow('disk full');
    settled = [];
    await send('renew');
    expect(sent).toEqual(['renew signed 1 01', 'renew signed 1 01']);
  });
});

import { describe, expect, it } from 'vitest';
import { failure, type Result, success } from '../../shared/result.ts';
import {
  type HolderAccess,
  type HolderPlatform,
  type HolderRecoveryPorts,
  type OwnedRegister,
  recoverByHolder,
} from './recover-by-holder.ts';

const REGISTER: OwnedRegister = { registerId: 'ab'.repeat(16), openedAt: '2026-11-22T00:00:00Z', size: 7 };
const EMPTY: OwnedRegister = { ...REGISTER, registerId: 'cd'.repeat(16), size: 0 };

const SIGNER = { certificate: new Uint8Array(), sign: () => Promise.resolve(new Uint8Array(64)) };

/** Asks platforms that answer like this for a register. @returns the error, and the platforms that were entered */
async function ask(
  answers: readonly Result<readonly OwnedRegister[]>[],
  registerId: string | null,
): Promise<unknown[]> {
  const entered: string[] = [];
  const holderPlatforms = answers.map((answer, index): HolderPlatform => {
    const id = `p${index}`;
    // Only the holder's registers are asked for before one is named.
    const access = { id, registers: () => Promise.resolve(answer) } as unknown as HolderAccess;
    return {
      id,
      enter: () => {
        entered.push(id);
        return Promise.resolve(answer.ok ? success(access) : answer);
      },
    };
  });
  // Nothing else is reached without a register.
  const ports = { holderPlatforms } as unknown as HolderRecoveryPorts;
  const recovered = await recoverByHolder({ signer: SIGNER, tokenSerial: 'T1', registerId }, ports);
  return [recovered.ok ? null : recovered.error, entered];
}

describe('The recovery by a holder’s key', () => {
  it('asks which register is meant, even if there is one, and names those with entries', async () => {
    expect(await ask([success([EMPTY, REGISTER]), success([REGISTER])], null)).toMatchObject([
      {
        code: 'REGISTER_TO_CHOOSE',
        details: { registers: `${REGISTER.registerId} 7 ${REGISTER.openedAt}` },
      },
      ['p0', 'p1'],
    ]);
  });

  it('does not try a PIN at the next platform that was refused at the first', async () => {
    const wrong = failure({ code: 'PIN_WRONG', details: { retriesLeft: 2 } });
    expect(await ask([wrong, success([REGISTER])], REGISTER.registerId)).toMatchObject([
      { code: 'PIN_WRONG', details: { retriesLeft: 2 } },
      ['p0'],
    ]);
  });

  it('passes over a platform that does not answer, and says so when no other has a register', async () => {
    const silent = failure({ code: 'PLATFORM_UNREACHABLE' });
    expect(await ask([silent, success([REGISTER])], null)).toMatchObject([
      { code: 'REGISTER_TO_CHOOSE' },
      {},
    ]);
    expect(await ask([silent, success([])], null)).toMatchObject([{ code: 'PLATFORM_UNREACHABLE' }, {}]);
  });

  it('says that no platform has such a register, or that none is configured', async () => {
    expect(await ask([success([REGISTER])], EMPTY.registerId)).toMatchObject([
      { code: 'REGISTER_NOT_HELD' },
      {},
    ]);
    expect(await ask([success([EMPTY])], null)).toMatchObject([{ code: 'REGISTER_NOT_HELD' }, {}]);
    expect(await ask([], null)).toMatchObject([{ code: 'PLATFORM_NOT_CONFIGURED' }, []]);
  });
});

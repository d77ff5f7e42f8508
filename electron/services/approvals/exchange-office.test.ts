import { expect, it } from 'vitest';
import { makeParty } from '../../core/verification/fixtures/mini-authority.ts';
import { utf8Bytes } from '../../core/bytes/encodings.ts';
import { failure, success, unwrap } from '../../shared/result.ts';
import { exchangeOffice, type OfficeDoor, type WaitingDecision } from './exchange-office.ts';
import { approvalParties, approvalWorld } from './fixtures/approval-world.ts';
import { officeDecision, signedByOffice, wantedSystem } from './fixtures/office-decisions.ts';
import { registerSystem } from './office-systems.ts';

it('A decision whose documents cannot be brought here waits, and hinders no other', async () => {
  const parties = await approvalParties();
  const world = approvalWorld(parties);
  const oa = await makeParty(parties.engine, { commonName: '协同办公', serial: 70 }, null);
  unwrap(await registerSystem(wantedSystem(oa.certificate, parties.engine), parties.approver, world));
  const waiting = async (number: string, arrive: boolean): Promise<WaitingDecision> => ({
    name: number,
    bytes: utf8Bytes(JSON.stringify(await signedByOffice(officeDecision({ number }), oa))),
    documents: ({ items }) =>
      Promise.resolve(arrive ? success(items.map(() => null)) : failure({ code: 'OA_CALL_FAILED' })),
  });
  const all = [await waiting('OA-1', false), await waiting('OA-2', true)];
  const told: string[] = [];
  const tell = (name: string) => {
    told.push(name);
    return Promise.resolve(success(null));
  };
  const door: OfficeDoor = {
    ...{ way: 'call', taken: tell, refused: tell },
    waiting: () => Promise.resolve(success(all)),
    giveBack: () => Promise.reject(new Error('nothing was sealed')),
  };
  const { arrived, refused } = unwrap(await exchangeOffice(door, world));
  expect([arrived.length, told]).toEqual([1, ['OA-2']]);
  expect(refused).toEqual([{ name: 'OA-1', error: { code: 'OA_CALL_FAILED' } }]);
});

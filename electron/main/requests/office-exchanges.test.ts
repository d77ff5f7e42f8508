import { describe, expect, it } from 'vitest';
import type { OfficeWaysFile } from '../../adapters/office-systems/office-ways-file.ts';
import { approvalParties, approvalWorld } from '../../services/approvals/fixtures/approval-world.ts';
import type { OfficeDoor } from '../../services/approvals/exchange-office.ts';
import type { AppError } from '../../shared/errors.ts';
import type { OfficesView, OfficeWays } from '../../shared/model/office-system.ts';
import { failure, success, unwrap } from '../../shared/result.ts';
import { OfficeExchanges } from './office-exchanges.ts';

const TOKEN = '/home/user/oa-token';
const URL = 'https://oa.example.cn/sealdesk';

/** Exchanges with a folder that brings nothing, and an address that fails as long as `refusal` is set. */
async function setUp(first: OfficeWays) {
  let kept = first;
  const office: { refusal: AppError | null } = { refusal: { code: 'OA_CALL_FAILED' } };
  const door = (way: 'folder' | 'call'): OfficeDoor => ({
    way,
    waiting: () =>
      Promise.resolve(way === 'call' && office.refusal !== null ? failure(office.refusal) : success([])),
    taken: () => Promise.resolve(success(null)),
    refused: () => Promise.resolve(success(null)),
    giveBack: () => Promise.resolve(success(null)),
  });
  const ways: OfficeWaysFile = {
    read: () => kept,
    change: (wanted) => {
      kept = wanted;
      return Promise.resolve(success(wanted));
    },
    withDoors: (work) =>
      work([
        ...(kept.folder === null ? [] : [door('folder')]),
        ...(kept.call === null ? [] : [door('call')]),
      ]),
  };
  const told: OfficesView[] = [];
  const world = approvalWorld(await approvalParties());
  const exchanges = new OfficeExchanges({
    ways,
    ports: world,
    approvals: { tell: () => Promise.resolve() },
    changed: (view) => void told.push(view),
    notify: () => undefined,
  });
  return { exchanges, office, told, ways: () => kept };
}

describe('OfficeExchanges', () => {
  it('sets an address by the files that were picked, asks it at once, and says how that went', async () => {
    const { exchanges, office, ways } = await setUp({ folder: '/srv/oa', call: null });
    expect(await exchanges.setCall(URL, true)).toEqual(
      failure({ code: 'OA_WAY_UNUSABLE', details: { field: 'token' } }),
    );
    exchanges.pick('token', TOKEN);
    expect(await exchanges.setCall(URL, false)).toEqual(
      failure({ code: 'OA_WAY_UNUSABLE', details: { field: 'authorities' } }),
    );
    const refused = unwrap(await exchanges.setCall(URL, true));
    expect(ways().call).toEqual({ url: URL, ca: null, tokenFile: TOKEN });
    const nothing = { arrived: 0, refused: 0, returned: 0 };
    expect(refused.exchanges).toMatchObject([
      { way: 'folder', brought: nothing, error: null },
      { way: 'call', brought: null, error: { code: 'OA_CALL_FAILED' } },
    ]);
    office.refusal = null;
    exchanges.pick('authorities', '/home/user/oa-ca.pem');
    const taken = unwrap(await exchanges.setCall(URL, false));
    expect(ways().call).toEqual({ url: URL, ca: '/home/user/oa-ca.pem', tokenFile: TOKEN });
    expect(taken.exchanges.find(({ way }) => way === 'call')).toMatchObject({ brought: nothing });
    exchanges.close();
  });

  it('keeps what the address last said while only the folder is looked into, until it is asked no more', async () => {
    const call = { url: URL, ca: null, tokenFile: TOKEN };
    const { exchanges, office, told } = await setUp({ folder: '/srv/oa', call });
    await exchanges.look();
    office.refusal = null;
    await exchanges.look();
    const after = unwrap(await exchanges.view());
    expect(after.exchanges.find(({ way }) => way === 'call')?.error).toEqual({ code: 'OA_CALL_FAILED' });
    // The second look has brought nothing new, so the window was told once.
    expect(told).toHaveLength(1);
    expect(unwrap(await exchanges.exchangeNow()).exchanges.map(({ error }) => error)).toEqual([null, null]);
    expect(unwrap(await exchanges.leaveCall())).toMatchObject({
      ways: { call: null },
      exchanges: [{ way: 'folder' }],
    });
    exchanges.close();
  });
});

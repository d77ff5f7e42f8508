import { base64 } from '@scure/base';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { approvalItem } from '../../core/approval/fixtures/requests.ts';
import { toHex } from '../../core/bytes/encodings.ts';
import type { BesideRule } from '../../core/signing/beside.ts';
import type { AppError } from '../../shared/errors.ts';
import type { ApprovalItem, ApprovedBeside, ApprovedList } from '../../shared/model/approval.ts';
import { success, unwrap } from '../../shared/result.ts';
import { situation } from '../sealing-gate/fixtures/situation.ts';
import { approvedTarget, pictureHere } from './approval-pictures.ts';
import { approvedUse } from './approved-use.ts';
import { exportRequest, importRequest } from './exchange-file.ts';
import { givePicture } from './find-item.ts';
import {
  type ApprovalParties,
  approvalParties,
  type ApprovalWorld,
  approvalWorld,
  approved,
  chosenFor,
  preparedFor,
} from './fixtures/approval-world.ts';
import { listApprovals } from './view-approval.ts';

const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1);
const FORGERY = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 2);
const POINT = {
  pages: [{ kind: 'span', from: 4, to: 4 }],
  where: { kind: 'point', xMm: 90, yMm: 200 },
} as const;
const PLACE = { kind: 'point', pages: POINT.pages, xMm: 50, yMm: 96 } as const;
const DATE: ApprovedBeside = { kind: 'date', ...POINT, style: 'chinese' };

describe('what an approval names beside the seal', () => {
  let parties: ApprovalParties;
  let applicant: ApprovalWorld;
  let keeper: ApprovalWorld;
  let item: ApprovalItem;
  let id: string;
  beforeAll(async () => {
    parties = await approvalParties();
  });
  beforeEach(async () => {
    applicant = approvalWorld(parties);
    keeper = approvalWorld(parties);
    const sm3 = toHex(parties.engine.sm3(SIGNATURE));
    const picture = { ...POINT, sm3, size: SIGNATURE.length, widthMm: 35, heightMm: 12 };
    const beside: ApprovedBeside[] = [DATE, { kind: 'handwriting', ...picture }];
    const target: ApprovedList = { kind: 'list', version: 2, field: null, places: [PLACE], beside };
    item = approvalItem(1, { target });
    id = await approved(applicant, parties.approver, [item], [SIGNATURE]);
  });

  const arrived = async (change: (file: Uint8Array) => Uint8Array = (file) => file) => {
    const file = change(unwrap(await exportRequest(id, applicant)));
    return unwrap(await importRequest(file, () => [null], keeper));
  };
  const withPictures =
    (pictures: readonly Uint8Array[]) =>
    (file: Uint8Array): Uint8Array => {
      const parsed = JSON.parse(new TextDecoder().decode(file)) as object;
      const changed = { ...parsed, pictures: pictures.map((each) => base64.encode(each)) };
      return new TextEncoder().encode(JSON.stringify(changed));
    };
  const beside = (picture: Uint8Array): BesideRule[] => [
    { kind: 'date', ...POINT },
    { kind: 'handwriting', ...POINT, picture, widthMm: 35, heightMm: 12 },
  ];
  /** What the gate says to places with these things beside the seal. */
  const ask = async (rules: readonly BesideRule[], world = applicant): Promise<AppError | null> => {
    const use = approvedUse(id, { file: item, keeper: '陈保管' }, world);
    const target = { kind: 'list', field: null, places: [PLACE], beside: rules } as const;
    const prepared = { ...preparedFor(item), target };
    return (
      (await use.rule.prepared?.(chosenFor(item, parties.keeper), prepared, situation('zhongshan'))) ?? null
    );
  };

  it('travels with the request file and is sealed as it was approved', async () => {
    expect((await arrived()).items[0]?.pictures).toMatchObject([{ isHere: true }]);
    expect(await approvedTarget(item, keeper)).toEqual({
      ...{ kind: 'list', field: null, places: [PLACE] },
      beside: [{ kind: 'date', ...POINT, style: 'chinese' }, beside(SIGNATURE)[1]],
    });
    expect(await ask(beside(SIGNATURE), keeper)).toBeNull();
  });

  it.each<[string, readonly BesideRule[]]>([
    ['nothing', []],
    ['the date alone', beside(SIGNATURE).slice(0, 1)],
    ['the picture alone', beside(SIGNATURE).slice(1)],
    ['another picture', beside(FORGERY)],
    ['one more date', [...beside(SIGNATURE), { kind: 'date', ...POINT }]],
    ['a date in another style', [{ kind: 'date', ...POINT, style: 'iso' }, ...beside(SIGNATURE).slice(1)]],
  ])('lets nobody seal %s in its place', async (_, rules) => {
    expect(await ask(rules)).toMatchObject({
      code: 'APPROVAL_MISMATCH',
      details: {
        besideApproved: expect.stringContaining('手写签名图片') as string,
        besideFound: expect.any(String) as string,
      },
    });
    expect((await listApprovals(applicant))[0]?.items[0]?.state).toBe('open');
  });

  it('means nothing beside the seal where an approval names nothing', async () => {
    const plain = { ...item, target: { kind: 'list', version: 1, field: null, places: [PLACE] } as const };
    id = await approved(applicant, parties.approver, [plain]);
    expect(await ask(beside(SIGNATURE))).toMatchObject({ details: { besideApproved: '—' } });
    expect(await ask([])).toBeNull();
  });

  it('is asked for when it did not travel: the very picture and no other', async () => {
    expect((await arrived(withPictures([]))).items[0]?.pictures).toMatchObject([{ isHere: false }]);
    await expect(approvedTarget(item, keeper)).rejects.toMatchObject({ code: 'APPROVAL_PICTURE_MISSING' });
    expect(await givePicture(id, FORGERY, keeper)).toMatchObject({ error: { code: 'APPROVAL_MISMATCH' } });
    expect(unwrap(await givePicture(id, SIGNATURE, keeper)).items[0]?.pictures).toMatchObject([
      { isHere: true },
    ]);
  });

  it('is not taken from a file that carries other pictures, nor from a record that was altered', async () => {
    await arrived(withPictures([FORGERY]));
    const { sm3 } = { sm3: toHex(parties.engine.sm3(SIGNATURE)) };
    expect(await pictureHere(toHex(parties.engine.sm3(FORGERY)), keeper)).toBeNull();
    await keeper.records.put('approvalPicture', sm3, JSON.stringify({ sm3, data: base64.encode(FORGERY) }));
    expect(await pictureHere(sm3, keeper)).toBeNull();
  });

  it('is forgotten once its last use is made', async () => {
    const use = approvedUse(id, { file: item, keeper: '陈保管' }, applicant);
    const prepared = preparedFor(item, () => SIGNATURE);
    await use.rule.prepared?.(chosenFor(item, parties.keeper), prepared, situation('zhongshan'));
    const sealed = { path: '/合同_已盖章.pdf', sm3After: 'b'.repeat(64) };
    await use.settle(success(sealed), () => false);
    expect(await applicant.records.list('approvalPicture')).toEqual([]);
    expect((await listApprovals(applicant))[0]?.items[0]).toMatchObject({ state: 'used' });
  });
});

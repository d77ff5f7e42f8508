import type { PlatformSchema } from '../../electron/shared/platform-api/schema.ts';
import type { ContractCall } from '../fixtures/servers/contract-client.ts';
import { type KitWorld, once } from './kit-world.ts';

/** Who applies in the name of the kit. */
export const PERSON = { name: '接口测试', role: 'keeper', contact: '00000000' } as const;

/** A report of the loss of a seal that does not exist. */
export const lossReport = (): object => ({
  ...{
    esId: null,
    sealName: '接口测试用，没有这枚印章',
    holderName: '接口测试',
    holderCode: null,
    tokenSerial: null,
  },
  ...{ reporter: PERSON, what: '接口测试', lostAt: null, reportedAt: new Date().toISOString() },
});

/** The part of a call that names a thing of the kit and shows its secret. */
export type OwnCall = Required<Pick<ContractCall, 'path' | 'headers'>>;

/** Reports such a loss. */
export async function reportedLoss(world: KitWorld): Promise<OwnCall> {
  const made = (await world.done('reportLoss', { headers: once(), json: lossReport() })).json<
    PlatformSchema<'LossReport'>
  >();
  return { path: { number: made.number }, headers: { 'application-secret': made.secret ?? '' } };
}

/** Begins the reset of a PIN, which its caller withdraws. */
export async function begunPinReset(world: KitWorld): Promise<OwnCall> {
  const json = {
    tokenSerial: world.credentials.tokenSerial,
    ...{ esId: null, sealName: null, holderName: '接口测试', holderCode: null },
    ...{ applicant: PERSON, purpose: 'reset', reason: '接口测试' },
  };
  const made = (await world.done('requestPinReset', { headers: once(), json })).json<{
    readonly application: PlatformSchema<'PinReset'>;
    readonly secret: string;
  }>();
  return { path: { number: made.application.number }, headers: { 'application-secret': made.secret } };
}

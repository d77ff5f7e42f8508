import { decodeSeal } from '../../electron/core/seal/seal.ts';
import type { PlatformSchema } from '../../electron/shared/platform-api/schema.ts';
import { type Check, check } from './check.ts';
import { holds, type KitWorld, once } from './kit-world.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const at = (fromNowMs: number): string => new Date(Date.now() + fromNowMs).toISOString();
const PERSON = { name: '接口测试', role: 'keeper', contact: '00000000' } as const;

const lossReport = (): object => ({
  ...{
    esId: null,
    sealName: '接口测试用，没有这枚印章',
    holderName: '接口测试',
    holderCode: null,
    tokenSerial: null,
  },
  ...{ reporter: PERSON, what: '接口测试', lostAt: null, reportedAt: at(0) },
});

/** The checks of what a holder, or somebody without a key, does. What they begin they also end. */
export const HOLDER_CHECKS: readonly Check[] = [
  check('requestChallenge', 'A challenge is for a certificate of the platform', async (world) => {
    const { expiresAt } = await world.challenge();
    holds(Date.parse(expiresAt) > Date.now(), 'it has expired already');
  }),
  check('openSession', 'A challenge opens one session', async (world) => {
    const answer = await world.answerTo(await world.challenge());
    await world.done('openSession', answer);
    await world.refused('openSession', answer, 401, 'unauthorised');
  }),
  check('listHolderSeals', 'The holder sees the seal of the credentials', async (world) => {
    const headers = await world.bearer();
    const { seals } = (await world.done('listHolderSeals', { headers })).json<{
      seals: PlatformSchema<'HolderSeal'>[];
    }>();
    holds(
      seals.some(({ esId }) => esId === world.credentials.esId),
      'the seal is not among them',
    );
  }),
  check('readHolderSeal', 'It is the seal (GB/T 38540); there is none of others (404)', async (world) => {
    const headers = await world.bearer();
    const { esId } = world.credentials;
    const { bytes } = await world.done('readHolderSeal', { path: { esId }, headers });
    holds(decodeSeal(bytes).esId === esId, 'it is another seal');
    await world.refused('readHolderSeal', { path: { esId: 'nobodys' }, headers }, 404, 'not-found');
  }),
  listed('listSealApplications'),
  listed('listDelegations'),
  listed('listApprovals'),
  ...delegationChecks(),
  check('reportLoss', 'A repetition gets the same answer, and its key serves nothing else', async (world) => {
    const call = { headers: once(), json: lossReport() };
    const number = async () => (await world.done('reportLoss', call)).json<{ number: string }>().number;
    holds((await number()) === (await number()), 'the repetition made another report');
    const other = { ...call, json: { ...lossReport(), what: '另一内容' } };
    await world.refused('reportLoss', other, 409, 'key-used-otherwise');
  }),
  check('readLossReport', 'Whoever has its secret reads a report, and nobody else (401)', async (world) => {
    const made = (await world.done('reportLoss', { headers: once(), json: lossReport() })).json<
      PlatformSchema<'LossReport'>
    >();
    const path = { number: made.number };
    const read = (secret: string) => ({ path, headers: { 'application-secret': secret } });
    const again = (await world.done('readLossReport', read(made.secret ?? ''))).json<
      PlatformSchema<'LossReport'>
    >();
    holds(again.state === 'unauthorised' && again.secret === null, `it is ${again.state}`);
    await world.refused('readLossReport', read('x'.repeat(24)), 401, 'unauthorised');
  }),
  ...['requestPinReset', 'readPinReset', 'withdrawPinReset'].map((operationId) =>
    check(operationId, 'An application is begun, read and withdrawn by its secret', beginAndWithdraw),
  ),
];

function listed(operationId: string): Check {
  return check(operationId, 'A holder gets a list of their own', async (world) => {
    await world.done(operationId, { headers: await world.bearer() });
  });
}

function delegationChecks(): readonly Check[] {
  const grant = async (world: KitWorld): Promise<string> => {
    const headers = { ...(await world.bearer()), ...once() };
    const json = {
      ...{ esId: world.credentials.esId, person: '接口测试', contact: '00000000', uses: 1 },
      ...{ purposes: ['接口测试'], validFrom: at(0), validTo: at(DAY_MS), ownKey: false },
    };
    const number = async () =>
      (await world.done('grantDelegation', { headers, json })).json<{ number: string }>().number;
    const [first, second] = [await number(), await number()];
    holds(first === second, 'the repetition made another delegation');
    return first;
  };
  return ['grantDelegation', 'endDelegation'].map((operationId) =>
    check(operationId, 'A delegation is granted once and ended at once', async (world) => {
      const call = { path: { number: await grant(world) }, headers: await world.bearer() };
      const { endedAt } = (await world.done('endDelegation', call)).json<PlatformSchema<'Delegation'>>();
      holds(endedAt !== null, 'it has not ended');
    }),
  );
}

async function beginAndWithdraw(world: KitWorld): Promise<void> {
  const json = {
    tokenSerial: world.credentials.tokenSerial,
    ...{ esId: null, sealName: null, holderName: '接口测试', holderCode: null },
    ...{ applicant: PERSON, purpose: 'reset', reason: '接口测试' },
  };
  const made = (await world.done('requestPinReset', { headers: once(), json })).json<{
    readonly application: PlatformSchema<'PinReset'>;
    readonly secret: string;
  }>();
  const call = { path: { number: made.application.number }, headers: { 'application-secret': made.secret } };
  const { state } = (await world.done('readPinReset', call)).json<PlatformSchema<'PinReset'>>();
  holds(state === 'draft', `it is ${state}`);
  const gone = (await world.done('withdrawPinReset', call)).json<PlatformSchema<'PinReset'>>();
  holds(gone.state === 'withdrawn', `it is ${gone.state}`);
}

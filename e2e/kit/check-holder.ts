import { toHex } from '../../electron/core/bytes/encodings.ts';
import { onePagePdf } from '../../electron/core/pdf/fixtures/pdf-fixture.ts';
import { decodeSeal } from '../../electron/core/seal/seal.ts';
import type { PlatformSchema } from '../../electron/shared/platform-api/schema.ts';
import { type Check, check } from './check.ts';
import { begunPinReset, lossReport, reportedLoss } from './kit-things.ts';
import { holds, type KitWorld, once } from './kit-world.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const at = (fromNowMs: number): string => new Date(Date.now() + fromNowMs).toISOString();
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
    const call = await reportedLoss(world);
    const again = (await world.done('readLossReport', call)).json<PlatformSchema<'LossReport'>>();
    holds(again.state === 'unauthorised' && again.secret === null, `it is ${again.state}`);
    const strange = { ...call, headers: { 'application-secret': 'x'.repeat(24) } };
    await world.refused('readLossReport', strange, 401, 'unauthorised');
  }),
  check('withdrawLossReport', 'A report that nobody has authorised ends at once', async (world) => {
    const call = await reportedLoss(world);
    const headers = { ...call.headers, ...once() };
    const json = { reason: '接口测试' };
    const answer = await world.client.call('withdrawLossReport', { ...call, headers, json });
    // The rules of some places provide no withdrawal.
    const isProvided = answer.status < 300;
    const said = answer.json<{ readonly state?: string; readonly code?: string }>();
    holds(isProvided ? said.state === 'withdrawn' : said.code === 'not-known-here', `${answer.status}`);
  }),
  check(
    'sendPinResetPaper',
    'A paper is kept as it came, until the application is withdrawn',
    async (world) => {
      const call = await begunPinReset(world);
      const bytes = onePagePdf();
      const paper = { ...call, path: { ...call.path, paperId: 'kit' }, query: { kind: 'identity' } };
      const sent = await world.done('sendPinResetPaper', {
        ...paper,
        octets: { type: 'application/pdf', bytes },
      });
      const { papers } = sent.json<PlatformSchema<'PinReset'>>();
      await world.done('withdrawPinReset', call);
      holds(papers[0]?.sm3 === toHex(world.engine.sm3(bytes)), 'it is another paper');
    },
  ),
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
  const call = await begunPinReset(world);
  const { state } = (await world.done('readPinReset', call)).json<PlatformSchema<'PinReset'>>();
  holds(state === 'draft', `it is ${state}`);
  const gone = (await world.done('withdrawPinReset', call)).json<PlatformSchema<'PinReset'>>();
  holds(gone.state === 'withdrawn', `it is ${gone.state}`);
}

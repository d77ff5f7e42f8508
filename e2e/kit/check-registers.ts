import { SM_OID } from '../../electron/core/asn1/identifiers.ts';
import { toHex, utf8Bytes } from '../../electron/core/bytes/encodings.ts';
import type { Statement } from '../../electron/core/platform/signed-statement.ts';
import { leafHash, treeRoot } from '../../electron/core/register/merkle-tree.ts';
import { encodeTimeStampRequest } from '../../electron/core/timestamp/time-stamp-request.ts';
import type { PlatformSchema } from '../../electron/shared/platform-api/schema.ts';
import { type Check, check } from './check.ts';
import { base64Of, holds, type KitWorld, once } from './kit-world.ts';

const ENTRIES = [0, 1, 2].map((index) => utf8Bytes(`{"entry":${index}}`));
const CLAIM = { claimId: 'KIT-1' } as const;

/** The checks of registers, in their order: each rests on those before it. */
export const REGISTER_CHECKS: readonly Check[] = [
  check('openRegister', 'A holder’s opening binds a key; said again it changes nothing', async (world) => {
    const { register } = world;
    const json = { statement: await openingOf(world), head: null };
    await world.done('openRegister', { register, json });
    const { size } = (await world.done('openRegister', { register, json })).json<
      PlatformSchema<'OwnedRegister'>
    >();
    holds(size === 0, `it has ${size} entries`);
  }),
  check('listRegisters', 'The holder sees the register', async (world) => {
    const { registers } = (await world.done('listRegisters', { headers: await world.bearer() })).json<{
      registers: PlatformSchema<'OwnedRegister'>[];
    }>();
    holds(
      registers.some(({ registerId }) => registerId === world.register.registerId),
      'the register is not among them',
    );
  }),
  check('sendUsageRecords', 'Entries come in order, without gaps, and count once', async (world) => {
    const { size } = (await world.done('sendUsageRecords', sending(world, 0))).json<{ size: number }>();
    const again = (await world.done('sendUsageRecords', sending(world, 0))).json<{ size: number }>();
    holds(size === ENTRIES.length && again.size === size, `${size}, then ${again.size} entries`);
    await world.refused('sendUsageRecords', sending(world, 7), 409, 'register-conflict');
  }),
  check('sendUsageRecords', 'A request that was signed serves once (401 replayed)', async (world) => {
    const signedAs = { nonce: 'ab'.repeat(16) };
    await world.done('sendUsageRecords', { ...sending(world, 0), signedAs });
    await world.refused('sendUsageRecords', { ...sending(world, 0), signedAs }, 401, 'replayed');
  }),
  check('countersignCheckpoint', 'The head of what it has is countersigned, and no other', async (world) => {
    const leaves = Buffer.concat(ENTRIES.map((entry) => leafHash(world.engine, entry)));
    const root = toHex(treeRoot(world.engine, leaves, ENTRIES.length));
    const call = (claimed: string) => ({
      ...{ headers: once(), register: world.register },
      json: {
        ...{ registerId: world.register.registerId, size: ENTRIES.length, root: claimed },
        ...{ time: new Date().toISOString(), consistency: null },
      },
    });
    await world.refused('countersignCheckpoint', call('ab'.repeat(32)), 409, 'register-conflict');
    expectHead(world, (await world.done('countersignCheckpoint', call(root))).json(), root);
  }),
  check('readCheckpoint', 'The newest countersignature is given again', async (world) => {
    const path = { registerId: world.register.registerId };
    expectHead(world, (await world.done('readCheckpoint', { path, register: world.register })).json());
  }),
  check('readRegisterEntries', 'The register gets back what it sent, page by page', async (world) => {
    const path = { registerId: world.register.registerId };
    const call = { path, register: world.register, query: { from: 1, limit: 1 } };
    const page = (await world.done('readRegisterEntries', call)).json<PlatformSchema<'RegisterPage'>>();
    const wanted = base64Of(ENTRIES[1] ?? new Uint8Array());
    holds(page.size === ENTRIES.length && page.entries[0] === wanted, 'the page is another one');
  }),
  check('listCountersignatures', 'They come by size, above the one that is known', async (world) => {
    const path = { registerId: world.register.registerId };
    const above = async (size: number) => {
      const call = { path, register: world.register, query: { above: size } };
      return (await world.done('listCountersignatures', call)).json<{ countersignatures: Statement[] }>();
    };
    holds((await above(0)).countersignatures.length === 1, 'the countersignature is missing');
    holds((await above(ENTRIES.length)).countersignatures.length === 0, 'there are more than there are');
  }),
  check('requestTimeStamp', 'The stamp is over the digest (RFC 3161)', async (world) => {
    const digest = world.engine.sm3(utf8Bytes(world.register.registerId));
    const nonce = world.engine.sm3(digest).subarray(0, 8);
    const bytes = encodeTimeStampRequest({ imprint: { algorithm: SM_OID.sm3, digest }, nonce });
    const octets = { type: 'application/timestamp-query', bytes };
    const answer = await world.done('requestTimeStamp', { register: world.register, octets });
    holds(answer.bytes.includes(Buffer.from(digest)), 'the digest is not in it');
  }),
  ...['claimApproval', 'giveBackClaim'].map((operationId) =>
    check(operationId, 'A use is claimed once, and is open again when it was given back', claimAndGiveBack),
  ),
  check('listDoubleUses', 'A register gets a list of its own', async (world) => {
    await world.done('listDoubleUses', { register: world.register });
  }),
];

const openingOf = ({ register, certificate, sign, credentials }: KitWorld): Promise<Statement> =>
  register.opening({ certificate, sign }, credentials.platform);

const sending = ({ register }: KitWorld, from: number) => ({
  ...{ headers: once(), register },
  json: { registerId: register.registerId, from, entries: ENTRIES.map(base64Of) },
});

function expectHead(world: KitWorld, statement: Statement, root?: string): void {
  const said = world.opened<PlatformSchema<'Countersignature'>>('register-countersignature', statement);
  const isIts = said.registerId === world.register.registerId && said.size === ENTRIES.length;
  holds(isIts && (root === undefined || said.root === root), 'it is another head');
}

async function claimAndGiveBack(world: KitWorld): Promise<void> {
  const { register, credentials } = world;
  const approvalSm3 = toHex(world.engine.sm3(utf8Bytes(register.registerId)));
  const json = {
    ...{
      attempt: Date.now(),
      use: 1,
      uses: 1,
      documentSm3: 'ab'.repeat(32),
      esId: credentials.esId,
      used: null,
    },
  };
  const claim = async (claimId: string): Promise<string> =>
    (await world.done('claimApproval', { path: { approvalSm3, claimId }, register, json })).json<{
      outcome: string;
    }>().outcome;
  holds((await claim(CLAIM.claimId)) === 'yours', 'the first claim is taken');
  holds((await claim('KIT-2')) === 'taken', 'the second claim is not taken');
  await world.done('giveBackClaim', { path: { approvalSm3, ...CLAIM }, register });
}

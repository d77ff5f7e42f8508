import { claimedSigner, type Statement } from '../../electron/core/platform/signed-statement.ts';
import { type Certificate, decodeCertificate } from '../../electron/core/x509/certificate.ts';
import { checkIssued } from '../../electron/core/x509/path.ts';
import type { PlatformSchema } from '../../electron/shared/platform-api/schema.ts';
import { type Check, check } from './check.ts';
import { holds, type KitWorld } from './kit-world.ts';

type SignerList = PlatformSchema<'SignerList'>;

async function signersOf(
  world: KitWorld,
): Promise<readonly (SignerList['signers'][number] & { readonly held: Certificate })[]> {
  const statement = (await world.done('readSigners')).json<Statement>();
  const { signers } = world.opened<SignerList>('platform-signers', statement);
  return signers.map((each) => ({
    ...each,
    held: decodeCertificate(Buffer.from(each.certificate, 'base64')),
  }));
}

/** The checks of who signs for the platform. A replacement that is under way is looked at as it stands. */
export const SIGNER_CHECKS: readonly Check[] = [
  check('readSigners', 'The root has certified every signer, all under one name', async (world) => {
    const root = world.root;
    const signers = await signersOf(world);
    for (const { held } of signers) {
      const at = new Date();
      holds(
        checkIssued([held], root, { engine: world.engine, at }) === null,
        `${held.serial} is not by the root`,
      );
      holds(held.subject.text === signers[0]?.held.subject.text, 'the signers have several names');
    }
  }),
  check('readSigners', 'Whoever signs a statement is named, in their time', async (world) => {
    const signers = await signersOf(world);
    const query = { after: 0, limit: 1 };
    const statements = [
      await world.done('readSigners'),
      await world.done('readTrustList'),
      await world.done('readPolicy'),
    ];
    for (const answer of [...statements, await world.done('readSealStatus', { query })]) {
      const own = claimedSigner(answer.json<Statement>())?.serial ?? null;
      const named = signers.find(({ held }) => held.serial === own);
      holds(named !== undefined, `${own} is not named`);
      const [from, until] = [Date.parse(named.from), Date.parse(named.until ?? '9999-12-31T00:00:00Z')];
      holds(from <= Date.now() && Date.now() <= until, `it is not the time of ${own}`);
    }
  }),
  check('readSigners', 'One follows the other without a gap', async (world) => {
    const signers = await signersOf(world);
    for (const { from, until } of signers) {
      if (until === null) continue;
      const goesOn = signers.some(
        (each) => each.from !== from && each.from <= until && (each.until === null || each.until > until),
      );
      holds(goesOn, `nobody signs after ${until}`);
    }
  }),
];

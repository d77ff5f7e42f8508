import { afterAll, describe, expect, it } from 'vitest';

import {
  claimedSigner,
  openStatement,
  type Statement,
  type StatementType,
} from '../../../electron/core/platform/signed-statement.ts';
import { decodeRevocationList } from '../../../electron/core/x509/revocation-list.ts';
import type { PlatformSchema } from '../../../electron/shared/platform-api/schema.ts';
import type { ContractWorld } from './contract-world.ts';

type SignerList = PlatformSchema<'SignerList'>;

const DAY_MS = 86_400_000;

/** How one signer of the platform is replaced by the next. */
export function signersCases(world: ContractWorld): void {
  const ahead = (days: number): Date => new Date(Date.now() + days * DAY_MS);
  const read = async () => (await world.client.call('readSigners')).json<Statement>();
  const listed = async () => world.opened<SignerList>('platform-signers', await read());
  /** The signers of what the platform publishes now, by their serial numbers. */
  const signing = async (): Promise<ReadonlySet<string>> => {
    const statements: Statement[] = [await read()];
    for (const operation of ['readTrustList', 'readPolicy', 'readSealStatus']) {
      const query = operation === 'readSealStatus' ? { query: { after: 0 } } : {};
      statements.push((await world.client.call(operation, query)).json());
    }
    return new Set(statements.map((statement) => claimedSigner(statement)?.serial ?? ''));
  };

  describe('The signer of the platform', () => {
    let first = '';
    let next = '';
    afterAll(async () => {
      await world.operator.faults();
    });

    it('is named by a list that it has signed, which is not sent twice', async () => {
      const answer = await world.client.call('readSigners');
      const list = await listed();
      expect(list).toMatchObject({ platform: 'sandbox', signers: [{ until: null }] });
      first = (await world.operator.signers())[0]?.serial ?? '';
      expect(await signing()).toEqual(new Set([first]));
      const headers = { 'if-none-match': String(answer.headers['etag']) };
      expect((await world.client.call('readSigners', { headers })).status).toBe(304);
    });

    it('is replaced with an overlap: announced, certified beside the former one, and ended', async () => {
      const { number } = await listed();
      next = await world.operator.announceSigner(ahead(1));
      expect(await listed()).toMatchObject({ number: number + 1, signers: [{}, { until: null }] });
      expect(await signing()).toEqual(new Set([first]));
      await world.operator.setSignerTerm(next, ahead(-0.01), null);
      await world.operator.setSignerTerm(first, ahead(-1), ahead(7));
      expect(await signing()).toEqual(new Set([next]));
      expect((await listed()).signers).toHaveLength(2);
      await expect(world.operator.setSignerTerm(next, ahead(-1), ahead(8))).rejects.toThrow(
        '届时没有其他签名者',
      );
    });

    it('leaves the list at its end, and the root revokes it', async () => {
      await world.operator.revokeSigner(first, 'superseded');
      expect((await listed()).signers).toHaveLength(1);
      expect(await signing()).toEqual(new Set([next]));
      const { bytes } = await world.client.call('readRevocationList', { path: { listId: 'root' } });
      expect(decodeRevocationList(bytes).entries.get(first)).toMatchObject({ reason: 4 });
    });

    it('can be abused in a drill once its time is over', async () => {
      const type: StatementType = 'seal-trust-list';
      await world.operator.faults({ path: '/v1/trust-list', fault: { kind: 'formerSigner' }, times: 1 });
      const forged = (await world.client.call('readTrustList')).json<Statement>();
      expect(openStatement(forged, type, world.engine).signer.serial).toBe(first);
    });
  });
}

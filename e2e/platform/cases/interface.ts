import { describe, expect, it } from 'vitest';

import type { PlatformSchema } from '../../../electron/shared/platform-api/schema.ts';
import { contractCapabilities, contractVersion } from '../api/contract.ts';
import { once, type ContractWorld } from './contract-world.ts';

type Problem = PlatformSchema<'Problem'>;

/** What holds for every operation alike: discovery, language, limits, problems. */
export function interfaceCases(world: ContractWorld): void {
  const ask = async (language?: string) => {
    const headers = language === undefined ? {} : { 'accept-language': language };
    return world.client.call('readHolderSeal', {
      path: { esId: 'nobodys' },
      headers: { ...world.bearer, ...headers },
    });
  };

  describe('The interface of the platform', () => {
    it('names its version, its optional parts and its limits', async () => {
      const { contract, capabilities, limits } = (await world.client.call('describePlatform')).json<
        PlatformSchema<'Platform'>
      >();
      expect(contract).toBe(contractVersion());
      expect(capabilities).toEqual(contractCapabilities());
      expect(limits?.idempotencySeconds).toBeGreaterThanOrEqual(60);
    });

    it.each([
      ['nothing', undefined, 'zh', '没有找到', '没有这枚印章'],
      ['Chinese', 'zh-CN, en;q=0.5', 'zh', '没有找到', '没有这枚印章'],
      ['English', 'en-GB, zh;q=0.5', 'en', 'Not found', 'There is no such seal'],
    ])('says why it refuses in the language asked for: %s', async (_, asked, language, title, detail) => {
      const answer = await ask(asked);
      expect(answer.json<Problem>()).toMatchObject({ status: 404, code: 'not-found', title, detail });
      expect(answer.headers['content-language']).toBe(language);
    });

    it('says with every answer how many requests are left', async () => {
      const left = async () => {
        const { headers } = await world.client.call('describePlatform');
        expect(String(headers['ratelimit-policy'])).toMatch(/^"address";q=\d+;w=60$/);
        return Number(/^"address";r=(\d+);t=\d+$/.exec(String(headers['ratelimit']))?.[1]);
      };
      const first = await left();
      // A new minute begins with the whole limit.
      expect([first - 1, await left()]).toSatisfy(
        ([wanted, got]: number[]) => got === wanted || got! > first,
      );
    });

    it('gives lists page by page, each member once, and refuses a cursor that leads nowhere', async () => {
      type Page = { readonly seals: readonly PlatformSchema<'HolderSeal'>[]; readonly next?: string };
      const read = async (query: Record<string, string | number>) =>
        (await world.client.call('listHolderSeals', { headers: world.bearer, query })).json<Page>();
      const whole = await read({});
      const found: string[] = [];
      for (let page = await read({ limit: 1 }); ; page = await read({ limit: 1, cursor: page.next ?? '' })) {
        expect(page.seals).toHaveLength(1);
        found.push(...page.seals.map(({ esId }) => esId));
        if (page.next === undefined) break;
      }
      expect(found.length).toBeGreaterThan(1);
      expect(found).toEqual(whole.seals.map(({ esId }) => esId));
      expect(await read({ cursor: 'bm93aGVyZQ' })).toMatchObject({ code: 'invalid-request' });
    });

    it('refuses a body that is too large and one of another type, with the codes of the catalogue', async () => {
      const path = { number: 'x', paperId: 'p' };
      const bytes = new Uint8Array(12 * 1024 * 1024);
      const large = await world.client.call('sendPinResetPaper', {
        ...{ path, query: { kind: 'identity' } },
        octets: { type: 'application/pdf', bytes },
      });
      const other = await world.client.call('reportLoss', {
        headers: once(),
        octets: { type: 'text/plain', bytes: new Uint8Array(3) },
      });
      expect([large, other].map((answer) => answer.json<Problem>().code)).toEqual([
        'too-large',
        'wrong-media-type',
      ]);
    });
  });
}

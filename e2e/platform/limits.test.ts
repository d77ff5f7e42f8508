import { beforeAll, describe, expect, it } from 'vitest';

import type { PlatformSchema } from '../../electron/shared/platform-api/schema.ts';
import { clientOf, type ContractClient } from '../fixtures/servers/contract-client.ts';
import { makeDemoWorld } from '../fixtures/worlds/demo-world.ts';
import { startPlatform } from '../fixtures/servers/platform.ts';

type Problem = PlatformSchema<'Problem'>;

const MOST = 12;

describe('A platform that offers less', () => {
  let client: ContractClient;

  beforeAll(async () => {
    const world = await makeDemoWorld();
    const options = { without: 'delegations', 'requests-per-minute': MOST };
    const { url } = await startPlatform(world, options);
    client = clientOf(world.home, url);
  });

  it('leaves the part out of what it says, and answers its operations with not-offered', async () => {
    const { capabilities } = (await client.call('describePlatform')).json<PlatformSchema<'Platform'>>();
    expect(capabilities).toContain('approvals');
    expect(capabilities).not.toContain('delegations');
    const refused = await client.call('listDelegations');
    expect(refused.json<Problem>()).toMatchObject({ status: 404, code: 'not-offered' });
    expect((await client.call('listApprovals')).status).toBe(401);
  });

  it('refuses what is more than its limit, and says how long to wait', async () => {
    const answers = [];
    for (let sent = 0; sent <= MOST * 2; sent++) answers.push(await client.call('describePlatform'));
    const refused = answers.find(({ status }) => status === 429);
    expect(refused?.json<Problem>().code).toBe('busy');
    const wait = Number(refused?.headers['retry-after']);
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(60);
  });
});

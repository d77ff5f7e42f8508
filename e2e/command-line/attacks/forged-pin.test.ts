import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import {
  forgeChain,
  type ForgedChain,
} from '../../../electron/adapters/platform-api/fixtures/forged-chain.ts';
import {
  serveWith,
  type LocalServer,
} from '../../../electron/adapters/platform-api/fixtures/https-server.ts';
import { bindPlatforms } from '../../fixtures/servers/bind-platforms.ts';
import { makeDemoWorld, temporaryFolder, type DemoWorld } from '../../fixtures/worlds/demo-world.ts';
import { writeProof } from '../../fixtures/proof.ts';
import { sealdesk } from '../../fixtures/commands/run-command.ts';

/** What a person, an installer or malware may have put into the environment. */
const ENVIRONMENTS = (authorityFile: string) => ({
  NODE_TLS_REJECT_UNAUTHORIZED: { NODE_TLS_REJECT_UNAUTHORIZED: '0' },
  NODE_EXTRA_CA_CERTS: { NODE_EXTRA_CA_CERTS: authorityFile },
  SSL_CERT_FILE: { SSL_CERT_FILE: authorityFile, NODE_OPTIONS: '--use-openssl-ca' },
});

describe('somebody between the client and its platform', () => {
  let world: DemoWorld;
  let forged: ForgedChain;
  let server: LocalServer;
  let authorityFile: string;
  let asked = 0;
  const answers: Record<string, unknown> = {};

  beforeAll(async () => {
    [world, forged] = await Promise.all([makeDemoWorld(), forgeChain()]);
    authorityFile = join(temporaryFolder(), 'authority.pem');
    writeFileSync(authorityFile, forged.authority);
    const identity = { cert: forged.chain, key: forged.key, ca: forged.authority };
    server = await serveWith(identity, (_request, response) => {
      asked += 1;
      response.writeHead(404).end();
    });
  });
  afterAll(() => server.close());

  /** Synchronises under some TLS settings. @returns the code that stands in the outcome, and what the server heard */
  async function synchronise(tls: object | undefined, env: Readonly<Record<string, string>> = {}) {
    const root = readFileSync(world.trust.bundle, 'utf8');
    const pem = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----\n/.exec(root)?.[0] ?? '';
    const platform = {
      id: 'gd',
      name: '平台',
      url: server.settings.url,
      profile: 'guangdong',
      root: pem,
      tls,
    };
    writeFileSync(join(world.home, 'platforms.json'), JSON.stringify({ platforms: [platform] }));
    await bindPlatforms(world.home);
    asked = 0;
    const outcome = await sealdesk(['sync', '--json'], { home: world.home, env });
    const code = /PLATFORM_[A-Z_]+/.exec(outcome.stdout + outcome.stderr)?.[0] ?? outcome.stdout;
    return { code, asked };
  }

  it('is refused with a certificate of a trusted authority and a forged issuer that carries the pinned key', async () => {
    const outcome = await synchronise({ ca: forged.authority, pins: [forged.pin] });
    answers['forged issuer'] = outcome;
    expect(outcome).toEqual({ code: 'PLATFORM_TLS_REFUSED', asked: 0 });
  });

  it('is heard with the same chain where the true authority is the pinned one', async () => {
    const { asked: requests } = await synchronise({ ca: forged.authority, pins: [forged.truePin] });
    expect(requests).toBeGreaterThan(0);
  });

  it.each(['NODE_TLS_REJECT_UNAUTHORIZED', 'NODE_EXTRA_CA_CERTS', 'SSL_CERT_FILE'] as const)(
    'gains nothing by the variable %s',
    async (name) => {
      const env = ENVIRONMENTS(authorityFile)[name];
      const unknown = await synchronise(undefined, env);
      const pinned = await synchronise({ ca: forged.authority, pins: [forged.pin] }, env);
      answers[name] = { unknown, pinned };
      expect({ unknown, pinned }).toEqual({
        unknown: { code: 'PLATFORM_TLS_REFUSED', asked: 0 },
        pinned: { code: 'PLATFORM_TLS_REFUSED', asked: 0 },
      });
    },
  );

  it('leaves its proof', () => {
    writeProof('attack-13-forged-pin', {
      reproduction:
        'A certificate of a trusted authority, with a self-made, run-out issuer behind it that carries the pinned public key; NODE_TLS_REJECT_UNAUTHORIZED=0',
      before: { commit: 'bf234e7', answer: 'connected and sent the request, in all seven cases' },
      now: answers,
    });
    expect(Object.keys(answers)).toHaveLength(4);
  });
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';

import { readTrustFolder } from '../../electron/adapters/trust-files/trust-folder.ts';
import { memorySource } from '../../electron/core/bytes/byte-source.ts';
import { loadSmEngine } from '../../electron/core/sm/load-engine.ts';
import { verifyDocument } from '../../electron/services/documents/verify-document.ts';
import { makeDemoWorld, temporaryFolder, type DemoWorld } from '../fixtures/worlds/demo-world.ts';
import { OpensslSealChecker } from '../peers/openssl-seal-check.ts';
import { writeProof } from '../fixtures/proof.ts';
import { seededRandom, testSeed } from '../fixtures/random.ts';
import { run, sealdesk } from '../fixtures/commands/run-command.ts';

/** Programs start many times slower on Windows; each flip starts up to three. */
const FLIPS = process.platform === 'win32' ? 200 : 2000;

/** The product checks fewer flips than openssl does: each one takes it four SM2 verifications. */
const OWN_FLIPS = 400;

/** A flip of bit 5 changes the case of a hex letter, which changes no value. */
function onlyChangesCase(before: number, after: number): boolean {
  const letter = (byte: number): string => String.fromCharCode(byte);
  return /[A-Fa-f]/.test(letter(before)) && letter(before).toLowerCase() === letter(after).toLowerCase();
}

describe('the openssl command line', () => {
  let world: DemoWorld;
  let sealed: Buffer;
  let checker: OpensslSealChecker;

  beforeAll(async () => {
    world = await makeDemoWorld();
    const output = join(temporaryFolder(), 'sealed.pdf');
    const seal = world.seals[0]?.esId ?? '';
    const outcome = await sealdesk(
      ['seal', world.contract, '-o', output, '--seal', seal, '--at', '60,90', '--pin-env', 'PIN'],
      { home: world.home, env: { PIN: world.pin } },
    );
    expect(outcome.stderr).toBe('');
    sealed = readFileSync(output);
    checker = new OpensslSealChecker(world.trust.bundle);
  });

  it('accepts every seal of both companies', async () => {
    for (const company of world.companies) {
      for (const { esId } of company.seals) {
        const output = join(temporaryFolder(), 'sealed.pdf');
        const args = [
          'seal',
          world.contract,
          '-o',
          output,
          '--seal',
          esId,
          '--at',
          '60,90',
          '--pin-env',
          'PIN',
        ];
        const outcome = await sealdesk(args, { home: world.home, env: { PIN: company.pin } });
        expect(outcome.stderr).toBe('');
        expect(checker.checkFile(output)).toEqual({ accepted: true, reason: 'accepted' });
      }
    }
  });

  it('refuses the file after any sampled bit has flipped', async () => {
    const seed = testSeed();
    const random = seededRandom(seed);
    const contents = sealed.lastIndexOf('/Contents');
    const accepted: { offset: number; bit: number }[] = [];
    let caseChanges = 0;
    const reasons: Record<string, number> = {};
    for (let count = 0; count < FLIPS; count += 1) {
      const offset = random(sealed.length);
      const bit = random(8);
      const flipped = Buffer.from(sealed);
      flipped[offset] = (flipped[offset] ?? 0) ^ (1 << bit);
      const outcome = checker.check(flipped);
      reasons[outcome.reason] = (reasons[outcome.reason] ?? 0) + 1;
      if (!outcome.accepted) continue;
      const harmless = offset > contents && onlyChangesCase(sealed[offset] ?? 0, flipped[offset] ?? 0);
      if (harmless) caseChanges += 1;
      else accepted.push({ offset, bit });
    }
    const { stdout } = await run('openssl', ['version']);
    writeProof('openssl-check', {
      command: 'openssl dgst -sm3, openssl verify, openssl x509',
      openssl: stdout.trim(),
      file: { bytes: sealed.length },
      seed,
      flips: FLIPS,
      refused: FLIPS - caseChanges - accepted.length,
      acceptedBecauseOnlyTheCaseOfAHexDigitChanged: caseChanges,
      wronglyAccepted: accepted,
      reasons,
    });
    expect(accepted).toEqual([]);
  });

  it('agrees with the product, which calls every sampled flip invalid', async () => {
    const seed = testSeed();
    const random = seededRandom(seed);
    const verification = {
      engine: await loadSmEngine(),
      now: new Date(),
      trust: readTrustFolder(world.trust.dir),
    };
    const start = readFileSync(world.contract).length;
    const verdicts: Record<string, number> = {};
    const wrong: { offset: number; bit: number; verdict: string }[] = [];
    for (let count = 0; count < OWN_FLIPS; count += 1) {
      const offset = count % 4 === 0 ? random(sealed.length) : start + random(sealed.length - start);
      const bit = random(8);
      const flipped = Uint8Array.from(sealed);
      flipped[offset] = (flipped[offset] ?? 0) ^ (1 << bit);
      const { verdict } = await verifyDocument(memorySource(flipped), 'flipped.pdf', verification);
      verdicts[verdict] = (verdicts[verdict] ?? 0) + 1;
      const harmless = onlyChangesCase(sealed[offset] ?? 0, flipped[offset] ?? 0);
      if (verdict !== 'invalid' && !(verdict === 'valid' && harmless)) wrong.push({ offset, bit, verdict });
    }
    writeProof('own-bit-flips', { seed, flips: OWN_FLIPS, verdicts, wrong });
    expect(wrong).toEqual([]);
  });
});

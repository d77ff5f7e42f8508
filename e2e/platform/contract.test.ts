import { writeFileSync } from 'node:fs';

import { expect, it } from 'vitest';

import { writeProof } from '../fixtures/proof.ts';
import { contractRoutes } from './api/contract.ts';
import { EXAMPLES_PATH, readExamples } from './api/examples.ts';
import { approvalsCases } from './cases/approvals.ts';
import { ContractWorld } from './cases/contract-world.ts';
import { evidenceCases } from './cases/evidence.ts';
import { interfaceCases } from './cases/interface.ts';
import { lossesCases } from './cases/losses.ts';
import { pinResetsCases } from './cases/pin-resets.ts';
import { readingCases } from './cases/reading.ts';
import { signersCases } from './cases/signers.ts';
import { registersCases } from './cases/registers.ts';
import { repetitionCases } from './cases/repetition.ts';
import { applicationPaperCases } from './cases/application-papers.ts';
import { sealLifeCases } from './cases/seal-life.ts';
import { sessionsCases } from './cases/sessions.ts';

const world = await ContractWorld.open();

readingCases(world);
interfaceCases(world);
sessionsCases(world);
sealLifeCases(world);
applicationPaperCases(world);
lossesCases(world);
pinResetsCases(world);
approvalsCases(world);
evidenceCases(world);
registersCases(world);
repetitionCases(world);
signersCases(world);

it('The contract test has called every operation', () => {
  const operations = contractRoutes().map(({ operationId }) => operationId);
  expect(operations.filter((id) => !world.client.succeeded.has(id))).toEqual([]);
  writeProof('platform-contract', {
    command: 'vitest e2e/platform/contract.test.ts',
    operations,
    answersHeldAgainstTheDocument: world.client.checked,
  });
});

it('Every operation has an example message, as it was sent to the sandbox', () => {
  const operations = contractRoutes().map(({ operationId }) => operationId);
  if (process.env['SEALDESK_RECORD_EXAMPLES'] === '1') {
    const examples = operations.flatMap((id) => {
      const example = world.client.succeeded.get(id);
      return example === undefined ? [] : [[id, example] as const];
    });
    writeFileSync(EXAMPLES_PATH, `${JSON.stringify(Object.fromEntries(examples), null, 2)}\n`);
  }
  const recorded = readExamples();
  // SEALDESK_RECORD_EXAMPLES=1 records them anew.
  expect(operations.filter((id) => !(id in recorded))).toEqual([]);
});

import { writeFileSync } from 'node:fs';

import { expect, it } from 'vitest';

import { proofPath } from '../fixtures/proof.ts';
import { catalogue, contract } from '../kit/document/contract-model.ts';
import { documentGaps, renderDocument } from '../kit/document/render-document.ts';
import { contractRoutes } from './api/contract.ts';

it('The contract as a page has every operation in both languages with an example, every code and every schema', () => {
  const page = renderDocument();
  writeFileSync(proofPath('platform-contract.html'), page);
  // Texts are in chinese.json; SEALDESK_RECORD_EXAMPLES=1 records examples in the contract test.
  expect(documentGaps()).toEqual([]);
  const ids = new Set([...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
  const wanted = [
    ...contractRoutes().map(({ operationId }) => operationId),
    ...Object.keys(catalogue).map((code) => `problem-${code}`),
    ...Object.keys(contract.components.schemas).map((name) => `schema-${name}`),
  ];
  expect(wanted.filter((id) => !ids.has(id))).toEqual([]);
  const links = [...page.matchAll(/ href="#([^"]+)"/g)].map(([, id]) => id);
  expect(links.filter((id) => !ids.has(id))).toEqual([]);
  // It is read offline and from a folder.
  expect(page).not.toMatch(/<script|<link|<img|src=/);
});

import { bundle, createConfig } from '@redocly/openapi-core';
import { inProject } from '../setup/project.mjs';

const root = inProject('electron/shared/platform-api/openapi.yaml');

/**
 * Reads the platform's contract, openapi.yaml and its parts, as one document in which all references are local. A
 * schema keeps the name that it has in its part.
 * @returns {Promise<object>}
 * @throws Error when a part or a reference is missing, or when two schemas bear one name
 */
export async function readContract() {
  const { bundle: document, problems } = await bundle({ ref: root, config: await createConfig({}) });
  const [problem] = problems;
  if (problem !== undefined) throw new Error(`${problem.location[0]?.pointer ?? root}: ${problem.message}`);
  return document.parsed;
}

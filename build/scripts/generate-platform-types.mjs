import { readFile, writeFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import openapiTypes, { astToString } from 'openapi-typescript';
import { format } from 'prettier';
import { inProject } from './setup/project.mjs';

const contract = inProject('electron/shared/platform-api/openapi.yaml');
const generated = inProject('electron/shared/platform-api/schema.ts');
const prettierConfig = inProject('build/config/prettier.json');

const heading = `/**
 * Generated from openapi.yaml by build/scripts/generate-platform-types.mjs; what a test compares it with.
 */
`;

/** Of what the generator makes, only the schemas' types are used: each caller knows its own path. */
const isComponents = (node) => node.name?.text === 'components';

/** The text that the generated file should have. */
export async function platformTypes() {
  const nodes = await openapiTypes(pathToFileURL(contract), { silent: true, immutable: true });
  const options = JSON.parse(await readFile(prettierConfig, 'utf8'));
  return format(heading + astToString(nodes.filter(isComponents)), { ...options, parser: 'typescript' });
}

/** The text that it has. */
export const presentPlatformTypes = () => readFile(generated, 'utf8');

if (process.argv[1] === import.meta.filename) await writeFile(generated, await platformTypes());

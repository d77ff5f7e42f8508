import { readFile, writeFile } from 'node:fs/promises';
import openapiTypes, { astToString } from 'openapi-typescript';
import { format } from 'prettier';
import { CONTRACT, contractRoutes } from '../../../e2e/platform/api/contract.ts';
import { inProject } from '../setup/project.mjs';

const generated = inProject('electron/shared/platform-api/schema.ts');
const generatedCapabilities = inProject('electron/shared/platform-api/capabilities.ts');
const prettierConfig = inProject('build/config/prettier.json');

const heading = `/** Generated from openapi.yaml and its parts by build/scripts/generate-platform-types.mjs; a test compares the two. */

/** A schema of the platform's contract (openapi.yaml), by its name. */
export type PlatformSchema<Name extends keyof components['schemas']> = components['schemas'][Name];

`;

/** Only the schemas of the contract become types, because each caller knows its own path. */
function schemasOfContract() {
  const { openapi, info, components } = CONTRACT;
  return { openapi, info, paths: {}, components: { schemas: components.schemas } };
}

const isComponents = (node) => node.name?.text === 'components';

/** Returns the text that the generated file should have. */
export async function platformTypes() {
  const nodes = await openapiTypes(schemasOfContract(), { silent: true, immutable: true });
  const options = JSON.parse(await readFile(prettierConfig, 'utf8'));
  return format(heading + astToString(nodes.filter(isComponents)), { ...options, parser: 'typescript' });
}

const capabilitiesHeading = `/** Generated from openapi.yaml and its parts by build/scripts/generate-platform-types.mjs; a test compares the two. */

/** Returns the optional part of the contract that a path belongs to; null for what every platform offers. */
export function capabilityOf(path: string): string | null {
  return CAPABILITIES.find(([pattern]) => pattern.test(path))?.[1] ?? null;
}

`;

/** Returns the text of the file that tells which optional part of the contract a path belongs to. */
export async function platformCapabilities() {
  const routes = contractRoutes().filter(({ capability }) => capability !== null);
  const rows = [...new Map(routes.map(({ path, capability }) => [path, capability]))].map(
    ([path, capability]) =>
      `[/^${path.replaceAll('/', '\\/').replaceAll(/\{\w+\}/g, '[^/]+')}$/, '${capability}'],`,
  );
  const text = `const CAPABILITIES: readonly (readonly [RegExp, string])[] = [${rows.join('\n')}];\n\n`;
  const options = JSON.parse(await readFile(prettierConfig, 'utf8'));
  const [head, ...rest] = capabilitiesHeading.split('\n\n');
  return format([head, text, ...rest].join('\n\n'), { ...options, parser: 'typescript' });
}

/** Returns the text that the generated file of capabilities has. */
export const presentPlatformCapabilities = () => readFile(generatedCapabilities, 'utf8');

/** Returns the text that the generated file has. */
export const presentPlatformTypes = () => readFile(generated, 'utf8');

if (process.argv[1] === import.meta.filename) {
  await writeFile(generated, await platformTypes());
  await writeFile(generatedCapabilities, await platformCapabilities());
}

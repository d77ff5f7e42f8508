import { documentMethods } from '../adapters/documents/document-operations.ts';
import { homeEvidence } from '../adapters/documents/home-evidence.ts';
import { pageTextIn, threadedPageText } from '../adapters/page-text/page-text-operations.ts';
import { plainSecrets } from '../adapters/papers/paper-folder.ts';
import { proxyOfEnvironment } from '../adapters/platform-api/connection.ts';
import { readAdministratorSettings } from '../adapters/settings/administrator-settings.ts';
import type { RegisterDamage } from '../adapters/store/backups.ts';
import { childProcessHosts } from '../adapters/tokens/child-process-hosts.ts';
import { tokenHostIn } from '../adapters/tokens/spare-host.ts';
import type { SmEngine } from '../core/sm/engine.ts';
import type { Home, HomeListener } from '../home/home.ts';
import { openHome } from '../home/open-home.ts';
import { homeFolder } from '../home/home-folder.ts';
import { makeDemonstration } from '../home/make-demonstration.ts';
import { demoPortsOf } from '../home/open-world.ts';
import type { DocumentEngine } from '../services/documents/document-engine.ts';
import type { DemoWorld } from '../services/demo-world/world-description.ts';
import type { AppError } from '../shared/errors.ts';
import type { Result } from '../shared/result.ts';
import { latePort } from '../wire/methods.ts';
import { printAside, printError, printLoginAddress } from './printing.ts';

/**
 * Opens the home of a folder for one command.
 * @param folder absolute path; null for the home that the environment names, or the person's own
 * @param dist folder of every bundle, with a separator at its end
 */
export function openHomeOf(folder: string | null, dist: string, engine: SmEngine): Promise<Home> {
  return openHome(folder ?? homeFolder(process.env), {
    ...{ dist, engine },
    startHost: childProcessHosts(tokenHostIn(dist)),
    proxyFor: () => proxyOfEnvironment(process.env),
    openDocuments: (world) => latePort(documentMethods, () => loadDocuments(world, dist)),
    secrets: plainSecrets,
    openInBrowser: printLoginAddress,
    looksOften: false,
    listener,
    administrated: readAdministratorSettings({ dist, environment: process.env, system: process.platform }),
  });
}

/** Loads the engine of documents when a command has one to look at; many have none. */
async function loadDocuments(
  { evidence, engine }: Pick<Home, 'evidence' | 'engine'>,
  dist: string,
): Promise<DocumentEngine> {
  const { nodeDocumentEngine } = await import('../adapters/documents/node-document-engine.ts');
  return nodeDocumentEngine(homeEvidence(evidence), threadedPageText(pageTextIn(dist)), engine);
}

/** Makes the demonstration world of a folder, or opens it. */
export function makeDemonstrationIn(
  folder: string,
  dist: string,
  engine: SmEngine,
): Promise<Result<DemoWorld>> {
  const startHost = childProcessHosts(tokenHostIn(dist));
  return makeDemonstration(folder, { dist, startHost }, demoPortsOf(dist, engine));
}

/** Prints to standard error what goes wrong beside a command's work; the command goes on. */
const listener: Partial<HomeListener> = {
  storeDamaged: (damage) => {
    const isRegister = damage.part === 'register';
    printError({ code: isRegister ? 'STORE_DAMAGED' : 'SYNC_STATUS_LOST', details: { ...damage } });
    if (isRegister) printAside(entriesAfterDamage(damage));
  },
  unrecorded: sayUnrecorded,
  unsettled: sayUnrecorded,
};

/** Says how many entries the register has after its database was replaced, and how many it had at least. */
function entriesAfterDamage({ entries, knownEntries }: RegisterDamage): string {
  if (entries >= knownEntries) return `台账现有 ${entries} 条 entries now: ${entries}`;
  return [
    `台账现有 ${entries} 条，至少应有 ${knownEntries} 条；请用 register recover 从平台找回`,
    `the register has ${entries} of at least ${knownEntries} entries; bring them back by register recover`,
  ].join('\n');
}

/** Prints that an act is not in the register. The document stays sealed. */
function sayUnrecorded(error: AppError): void {
  printAside('没有记入用印台账 not recorded in the register:');
  printError(error);
}

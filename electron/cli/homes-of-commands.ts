import { documentMethods } from '../adapters/documents/document-operations.ts';
import { homeEvidence } from '../adapters/documents/home-evidence.ts';
import { fontFolderIn } from '../adapters/fonts/font-files.ts';
import { pageTextIn, threadedPageText } from '../adapters/page-text/page-text-operations.ts';
import { plainSecrets } from '../adapters/papers/paper-folder.ts';
import { proxyOfEnvironment } from '../adapters/platform-api/connection.ts';
import { readAdministratorSettings } from '../adapters/settings/administrator-settings.ts';
import { childProcessHosts } from '../adapters/tokens/child-process-hosts.ts';
import { tokenHostIn } from '../adapters/tokens/spare-host.ts';
import type { SmEngine } from '../core/sm/engine.ts';
import type { Home } from '../home/home.ts';
import { openHome } from '../home/open-home.ts';
import { homeFolder } from '../home/home-folder.ts';
import { makeDemonstration } from '../home/make-demonstration.ts';
import { demoPortsOf } from '../home/open-world.ts';
import type { DocumentEngine } from '../services/documents/document-engine.ts';
import type { DemoWorld } from '../services/demo-world/world-description.ts';
import type { Result } from '../shared/result.ts';
import { latePort } from '../wire/methods.ts';
import { listener } from './home-listener.ts';
import { printLoginAddress } from './print/printing.ts';
import { keepNurserySmall } from './small-nursery.ts';

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
  keepNurserySmall();
  const pageText = threadedPageText(pageTextIn(dist));
  return nodeDocumentEngine(homeEvidence(evidence), pageText, fontFolderIn(dist), engine);
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

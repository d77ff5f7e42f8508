import type { RegisterDamage } from '../adapters/store/backups.ts';
import { nodeDocumentEngine } from '../adapters/documents/node-document-engine.ts';
import { pageTextIn, threadedPageText } from '../adapters/page-text/page-text-operations.ts';
import { homeEvidence } from '../adapters/documents/home-evidence.ts';
import { plainSecrets } from '../adapters/papers/paper-folder.ts';
import { readAdministratorSettings } from '../adapters/settings/administrator-settings.ts';
import { childProcessHosts } from '../adapters/tokens/child-process-hosts.ts';
import { proxyOfEnvironment } from '../adapters/platform-api/connection.ts';
import type { SmEngine } from '../core/sm/engine.ts';
import { loadSmEngine } from '../core/sm/load-engine.ts';
import { openHome } from '../home/open-home.ts';
import { demoPortsOf, homeFolder, makeDemonstration, tokenHostIn } from '../home/open-world.ts';
import type { Home, HomeListener } from '../home/home.ts';
import type { DemoWorld } from '../services/demo-world/world-description.ts';
import type { AppError } from '../shared/errors.ts';
import { unwrap, type Result } from '../shared/result.ts';
import { EXIT, type ExitStatus } from './exit-status.ts';
import { printError, printLoginAddress } from './printing.ts';

/** The parts that commands use; each is made when it is first asked for. */
export interface CommandContext {
  /** Folder of every bundle, with a separator at its end. */
  readonly dist: string;
  engine(): Promise<SmEngine>;
  /**
   * The home that SEALDESK_HOME names, or the one in the person's own folder.
   * @throws CodedError when the description of its demonstration world is damaged
   */
  home(): Promise<Home>;
  /** The same home, also when that description is damaged. */
  openHome(): Promise<Home>;
  /** The home of another folder. */
  homeIn(folder: string): Promise<Home>;
  /** Makes the demonstration world of a folder, or opens it. */
  makeDemonstration(folder: string): Promise<Result<DemoWorld>>;
  /** Sets the exit status of a command that ends without an error; 0 unless set. */
  endWith(status: ExitStatus): void;
  exitStatus(): ExitStatus;
  /**
   * Has a command end in its own way when it is told to: the handler returns false to be ended at once. Null leaves signals
   * to the program again.
   */
  takeSignals(handler: (() => boolean) | null): void;
  /** Asks the command whether it ends in its own way. */
  endsItself(): boolean;
  /** Ends the processes that were started, and lets go of the store once a backup under way is finished. */
  stop(): Promise<void>;
}

/** @param dist folder of every bundle, with a separator at its end */
export function createCommandContext(dist: string): CommandContext {
  let opened: Home | undefined;
  const startHost = childProcessHosts(tokenHostIn(dist));
  const open = async (folder: string): Promise<Home> => {
    const home = await openHome(folder, {
      dist,
      engine: await engine(),
      startHost,
      proxyFor: () => proxyOfEnvironment(process.env),
      openDocuments: (world) =>
        nodeDocumentEngine(homeEvidence(world.evidence), threadedPageText(pageTextIn(dist)), world.engine),
      secrets: plainSecrets,
      openInBrowser: printLoginAddress,
      looksOften: false,
      listener,
      administrated: readAdministratorSettings({ dist, environment: process.env, system: process.platform }),
    });
    opened = home;
    return home;
  };
  let loaded: Promise<SmEngine> | undefined;
  const engine = (): Promise<SmEngine> => (loaded ??= loadSmEngine());
  let status: ExitStatus = EXIT.done;
  let onSignal: (() => boolean) | null = null;
  let usual: Promise<Home> | undefined;
  const usualHome = (): Promise<Home> => (usual ??= open(homeFolder(process.env)));
  return {
    dist,
    engine,
    home: async () => {
      const home = await usualHome();
      unwrap(home.world);
      return home;
    },
    openHome: usualHome,
    homeIn: open,
    makeDemonstration: async (folder) =>
      makeDemonstration(folder, { dist, startHost }, demoPortsOf(dist, await engine())),
    endWith: (wanted) => {
      status = wanted;
    },
    exitStatus: () => status,
    takeSignals: (handler) => {
      onSignal = handler;
    },
    endsItself: () => onSignal?.() ?? false,
    stop: async () => {
      await opened?.close();
    },
  };
}

/** Prints which policy profiles of a home cannot be used, before its rules are asked. */
export function printPolicyProblems({ policies }: Home): void {
  policies.problems.forEach(printError);
}

/** Prints to standard error what goes wrong beside a command's work; the command goes on. */
const listener: Partial<HomeListener> = {
  storeDamaged: (damage) => {
    const isRegister = damage.part === 'register';
    printError({ code: isRegister ? 'STORE_DAMAGED' : 'SYNC_STATUS_LOST', details: { ...damage } });
    if (isRegister) process.stderr.write(`${entriesAfterDamage(damage)}\n`);
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
  process.stderr.write('没有记入用印台账 not recorded in the register:\n');
  printError(error);
}

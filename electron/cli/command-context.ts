import type { SmEngine } from '../core/sm/engine.ts';
import type { Home } from '../home/home.ts';
import type { VerdictHome } from '../home/open-verdict-home.ts';
import type { ByteProgress } from '../services/documents/document-engine.ts';
import type { EvidenceSource } from '../services/documents/verdict-evidence.ts';
import type { ExportEngine } from '../services/verdict-exports/export-engine.ts';
import type { DemoWorld } from '../services/demo-world/world-description.ts';
import { unwrap, type Result } from '../shared/result.ts';
import { EXIT, type ExitStatus } from './end/exit-status.ts';
import { printError } from './print/printing.ts';

/** Loaded while a command that needs no home has ended already, and threads of one that does have started. */
const homes = () => import('./homes-of-commands.ts');

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
  /**
   * The part of that home that verdicts go by, opened apart from it.
   * @throws CodedError when the description of its demonstration world is damaged
   */
  verdictHome(): Promise<VerdictHome>;
  /**
   * The engine of reports and packages. It reads documents in this thread.
   * @param evidence what verdicts rest on
   * @param onProgress is told how much of the documents is in a package
   */
  exporter(evidence: EvidenceSource, onProgress?: ByteProgress): Promise<ExportEngine>;
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
  let openedPart: VerdictHome | undefined;
  const open = async (folder: string | null): Promise<Home> => {
    const { openHomeOf } = await homes();
    opened = await openHomeOf(folder, dist, await engine());
    return opened;
  };
  let loaded: Promise<SmEngine> | undefined;
  const engine = (): Promise<SmEngine> => (loaded ??= loadEngine());
  let status: ExitStatus = EXIT.done;
  let onSignal: (() => boolean) | null = null;
  let usual: Promise<Home> | undefined;
  const usualHome = (): Promise<Home> => (usual ??= open(null));
  return {
    dist,
    engine,
    home: async () => {
      const home = await usualHome();
      unwrap(home.world);
      return home;
    },
    openHome: usualHome,
    verdictHome: async () => {
      const { openVerdictsOf } = await import('./verdicts-of-commands.ts');
      openedPart ??= await openVerdictsOf(dist, await engine());
      unwrap(openedPart.world);
      return openedPart;
    },
    exporter: async (evidence, onProgress) => {
      const [{ nodeExportEngine }, { keepNurserySmall }] = await Promise.all([
        import('../adapters/verdict-exports/node-export-engine.ts'),
        import('./small-nursery.ts'),
      ]);
      keepNurserySmall();
      return nodeExportEngine(evidence, await engine(), dist, onProgress);
    },
    homeIn: open,
    makeDemonstration: async (folder) => (await homes()).makeDemonstrationIn(folder, dist, await engine()),
    endWith: (wanted) => {
      status = wanted;
    },
    exitStatus: () => status,
    takeSignals: (handler) => {
      onSignal = handler;
    },
    endsItself: () => onSignal?.() ?? false,
    stop: async () => {
      await Promise.all([opened?.close(), openedPart?.store.close()]);
    },
  };
}

/** Prints which policy profiles of a home cannot be used, before its rules are asked. */
export function printPolicyProblems({ policies }: Home): void {
  policies.problems.forEach(printError);
}

async function loadEngine(): Promise<SmEngine> {
  const { loadSmEngine } = await import('../core/sm/load-engine.ts');
  return loadSmEngine();
}

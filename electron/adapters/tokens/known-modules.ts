import type { ModuleHeader } from '../../shared/model/driver-report.ts';
import { LINUX_MODULES, LINUX_FOLDERS } from './known-modules-linux.ts';
import { MACOS_MODULES, MACOS_FOLDERS } from './known-modules-macos.ts';
import { WINDOWS_MODULES, WINDOWS_FOLDERS, folderOfLibraries } from './known-modules-windows.ts';
import type { KnownModule } from './known-products.ts';
import type { RegisteredProvider } from './registered-providers.ts';

/** The system whose folders are searched for known modules. */
export interface SearchPlace {
  readonly system: ModuleHeader['system'];
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Returns the names in a folder; none when it does not exist or cannot be read. */
  namesIn(folder: string): readonly string[];
  /** What vendors have registered with Windows. Other systems have nothing like it. */
  providers(): readonly RegisteredProvider[];
}

export interface FoundModule {
  readonly path: string;
  /** Null for a file that only the registry names: its exports tell, and one without an interface is no module. */
  readonly kind: KnownModule['kind'] | null;
  readonly product: string;
  readonly origin: 'known' | 'registry';
}

interface KnownOnSystem {
  /** Where installers put modules of whatever product. */
  readonly folders: readonly string[];
  readonly modules: readonly KnownModule[];
}

const KNOWN: Readonly<Record<ModuleHeader['system'], KnownOnSystem>> = {
  windows: { folders: WINDOWS_FOLDERS, modules: WINDOWS_MODULES },
  linux: { folders: LINUX_FOLDERS, modules: LINUX_MODULES },
  macos: { folders: MACOS_FOLDERS, modules: MACOS_MODULES },
};

/**
 * The modules of the table that are there, in the table's order, then those that only the registry names. Nothing is
 * opened. The folders of registered providers are searched for the names of the table too.
 */
export function findKnownModules(place: SearchPlace): FoundModule[] {
  const { folders, modules } = KNOWN[place.system];
  const expand = (written: string): readonly string[] => expanded(written, place.environment);
  const registered = place.providers().flatMap((provider) => librariesOf(provider, expand));
  const everywhere = [...folders.flatMap(expand), ...registered.map(({ path }) => folderOfLibraries(path))];
  const namesIn = remembered((folder) => place.namesIn(folder));
  const found = modules.flatMap(({ product, kind, files, folders: own = [] }) => {
    const pattern = patternOf(files, place);
    return [...new Set([...everywhere, ...own.flatMap(expand)])].flatMap((folder) =>
      namesIn(folder)
        .filter((name) => pattern.test(name))
        .map((name) => ({ path: joined(folder, name, place), kind, product, origin: 'known' as const })),
    );
  });
  return [...found, ...registered];
}

/** A provider's libraries. One without a folder lies in the system's folder of its word size. */
function librariesOf(
  { name, library, skfLibrary, bits }: RegisteredProvider,
  expand: (written: string) => readonly string[],
): FoundModule[] {
  const systemFolder = bits === 64 ? '%SystemRoot%\\System32' : '%SystemRoot%\\SysWOW64';
  const named = [
    ...(skfLibrary === null ? [] : [{ written: skfLibrary, kind: 'skf' as const }]),
    { written: library, kind: null },
  ];
  return named.flatMap(({ written, kind }) =>
    expand(/[\\/]/.test(written) ? written : `${systemFolder}\\${written}`).map((path) => ({
      path,
      kind,
      product: name,
      origin: 'registry' as const,
    })),
  );
}

function remembered(namesIn: SearchPlace['namesIn']): SearchPlace['namesIn'] {
  const names = new Map<string, readonly string[]>();
  return (folder) => {
    const known = names.get(folder) ?? namesIn(folder);
    names.set(folder, known);
    return known;
  };
}

const joined = (folder: string, name: string, { system }: SearchPlace): string =>
  `${folder}${system === 'windows' ? '\\' : '/'}${name}`;

/** A variable of the environment as Windows writes it, such as %ProgramFiles%. */
const VARIABLE = /%([^%]+)%/g;

/** Fills in the variables of the environment; returns nothing when one is not set. Windows does not tell their case apart. */
function expanded(folder: string, environment: SearchPlace['environment']): readonly string[] {
  const values = new Map(Object.entries(environment).map(([name, value]) => [name.toLowerCase(), value]));
  const valueOf = (name: string): string => values.get(name.toLowerCase()) ?? '';
  const names = [...folder.matchAll(VARIABLE)].map(([, name = '']) => name);
  if (names.some((name) => valueOf(name) === '')) return [];
  return [folder.replace(VARIABLE, (_whole, name: string) => valueOf(name))];
}

/** Returns one pattern for all these names of files, since a folder such as System32 has thousands of names to try. */
function patternOf(files: readonly string[], { system }: SearchPlace): RegExp {
  const sources = files.map((name) => name.split('*').map(literal).join('.*'));
  return new RegExp(`^(?:${sources.join('|')})$`, system === 'windows' ? 'i' : '');
}

function literal(text: string): string {
  return text.replace(/[.+^${}()|[\]\\]/g, '\\$&');
}

import type { ModuleHeader } from '../../shared/model/driver-report.ts';
import { KNOWN_MODULES, USUAL_FOLDERS, type KnownModule } from './known-modules.ts';

/** Where known modules are looked for. */
export interface SearchPlace {
  readonly system: ModuleHeader['system'];
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Names in a folder; none where it does not exist or cannot be read. */
  namesIn(folder: string): readonly string[];
}

export interface FoundModule {
  readonly path: string;
  readonly kind: KnownModule['kind'];
  readonly product: string;
}

/** The modules of the table that are there, in the table's order. Nothing is opened. */
export function findKnownModules(
  place: SearchPlace,
  table: readonly KnownModule[] = KNOWN_MODULES,
): FoundModule[] {
  const names = new Map<string, readonly string[]>();
  const namesIn = (folder: string): readonly string[] => {
    const known = names.get(folder) ?? place.namesIn(folder);
    names.set(folder, known);
    return known;
  };
  const separator = place.system === 'windows' ? '\\' : '/';
  return table
    .filter(({ system }) => system === place.system)
    .flatMap(({ product, kind, files, folders = [] }) =>
      [...USUAL_FOLDERS[place.system], ...folders].flatMap((written) => {
        const folder = expanded(written, place.environment);
        const found = folder === null ? [] : namesIn(folder).filter((name) => matchesAny(name, files, place));
        return found.map((name) => ({ path: `${folder}${separator}${name}`, kind, product }));
      }),
    );
}

/** With variables of the environment filled in; null where one is not set. Windows does not tell their case apart. */
function expanded(folder: string, environment: SearchPlace['environment']): string | null {
  const values = new Map(Object.entries(environment).map(([name, value]) => [name.toLowerCase(), value]));
  let complete = true;
  const path = folder.replace(/%([^%]+)%/g, (_whole, name: string) => {
    const value = values.get(name.toLowerCase());
    complete &&= value !== undefined && value !== '';
    return value ?? '';
  });
  return complete ? path : null;
}

function matchesAny(name: string, patterns: readonly string[], { system }: SearchPlace): boolean {
  return patterns.some((pattern) => {
    const source = pattern.split('*').map(literal).join('.*');
    return new RegExp(`^${source}$`, system === 'windows' ? 'i' : '').test(name);
  });
}

function literal(text: string): string {
  return text.replace(/[.+^${}()|[\]\\]/g, '\\$&');
}

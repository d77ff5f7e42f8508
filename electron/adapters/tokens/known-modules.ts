import type { ModuleHeader } from '../../shared/model/driver-report.ts';

/** The system whose folders are searched for known modules. */
export interface SearchPlace {
  readonly system: ModuleHeader['system'];
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Returns the names in a folder; none when it does not exist or cannot be read. */
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

/** A variable of the environment as Windows writes it, such as %ProgramFiles%. */
const VARIABLE = /%([^%]+)%/g;

/** Fills in the variables of the environment; returns null when one is not set. Windows does not tell their case apart. */
function expanded(folder: string, environment: SearchPlace['environment']): string | null {
  const values = new Map(Object.entries(environment).map(([name, value]) => [name.toLowerCase(), value]));
  const valueOf = (name: string): string => values.get(name.toLowerCase()) ?? '';
  const names = [...folder.matchAll(VARIABLE)].map(([, name = '']) => name);
  if (names.some((name) => valueOf(name) === '')) return null;
  return folder.replace(VARIABLE, (_whole, name: string) => valueOf(name));
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

/** The files and folders of one product's module on one system. */
interface KnownModule {
  readonly product: string;
  readonly kind: 'pkcs11' | 'skf';
  readonly system: ModuleHeader['system'];
  /** Names; `*` stands for any characters. */
  readonly files: readonly string[];
  /** Beside the system's usual folders; `%NAME%` is a variable of the environment. */
  readonly folders?: readonly string[];
}

/**
 * The folders that installers put modules into. SysWOW64 holds the 32-bit ones of a 64-bit Windows: they are found there so that
 * they can be named as such.
 */
const USUAL_FOLDERS: Readonly<Record<ModuleHeader['system'], readonly string[]>> = {
  windows: ['%SystemRoot%\\System32', '%SystemRoot%\\SysWOW64'],
  linux: [
    '/usr/lib',
    '/usr/lib64',
    '/usr/lib/x86_64-linux-gnu',
    '/usr/lib/aarch64-linux-gnu',
    '/usr/lib/loongarch64-linux-gnu',
    '/usr/lib/i386-linux-gnu',
    '/usr/lib/pkcs11',
    '/usr/local/lib',
    '/usr/local/lib/pkcs11',
  ],
  macos: ['/usr/local/lib', '/opt/homebrew/lib', '/Library/Frameworks'],
};

const FEITIAN = '飞天诚信 Feitian ePass';
const LONGMAI = '龙脉 Longmai mToken GM3000';
const HAITAI = '海泰 HaiTai';
const WATCHDATA = '握奇 Watchdata';
const BJCA = '北京数字认证 BJCA';

/**
 * Modules by the names that their vendors ship them under. Vendors do not publish where their Windows installers
 * put them beside the system folder; other places are for the person to name.
 */
export const KNOWN_MODULES: readonly KnownModule[] = [
  {
    product: FEITIAN,
    kind: 'pkcs11',
    system: 'windows',
    files: [
      'ShuttleCsp11_3000GM.dll',
      'ZJCAePass3000gm.dll',
      'HBCA_ePass3000GM.dll',
      'eps2003csp11v2.dll',
      'ngp11v211.dll',
    ],
  },
  {
    product: FEITIAN,
    kind: 'pkcs11',
    system: 'linux',
    files: ['libes_3000gm.so', 'libcastle_v2.so.1.0.0'],
  },
  { product: FEITIAN, kind: 'pkcs11', system: 'macos', files: ['libes_3000gm.dylib'] },
  { product: LONGMAI, kind: 'pkcs11', system: 'windows', files: ['gm3000_pkcs11.dll'] },
  {
    product: LONGMAI,
    kind: 'pkcs11',
    system: 'linux',
    files: ['libgm3000_pkcs11.so'],
    folders: ['/opt/lm-gm3000user/lib', '/opt/lm-gm3000admin/lib'],
  },
  { product: LONGMAI, kind: 'pkcs11', system: 'macos', files: ['libcryptoid_pkcs11.dylib'] },
  { product: LONGMAI, kind: 'skf', system: 'windows', files: ['mtoken_gm3000.dll'] },
  {
    product: LONGMAI,
    kind: 'skf',
    system: 'linux',
    files: ['libgm3000.1.0.so'],
    folders: ['/opt/lm-gm3000user/lib', '/opt/lm-gm3000admin/lib'],
  },
  { product: HAITAI, kind: 'pkcs11', system: 'windows', files: ['HtPkcs11*.dll'] },
  { product: HAITAI, kind: 'skf', system: 'windows', files: ['SKFAPI*.dll'] },
  { product: WATCHDATA, kind: 'pkcs11', system: 'windows', files: ['WDPKCS.dll'] },
  {
    product: WATCHDATA,
    kind: 'pkcs11',
    system: 'linux',
    files: ['libwdpkcs_SignatureP11.so'],
    folders: ['/usr/lib/WatchData/ProxKey/lib'],
  },
  { product: BJCA, kind: 'pkcs11', system: 'windows', files: ['bjcacsp11_*.dll'] },
  {
    product: 'OpenSC',
    kind: 'pkcs11',
    system: 'windows',
    files: ['opensc-pkcs11.dll'],
    folders: ['%ProgramFiles%\\OpenSC Project\\OpenSC\\pkcs11'],
  },
  { product: 'OpenSC', kind: 'pkcs11', system: 'linux', files: ['opensc-pkcs11.so'] },
  {
    product: 'OpenSC',
    kind: 'pkcs11',
    system: 'macos',
    files: ['opensc-pkcs11.so'],
    folders: ['/Library/OpenSC/lib'],
  },
  {
    product: 'SoftHSM2',
    kind: 'pkcs11',
    system: 'windows',
    files: ['softhsm2-x64.dll'],
    folders: ['%SystemDrive%\\SoftHSM2\\lib'],
  },
  {
    product: 'SoftHSM2',
    kind: 'pkcs11',
    system: 'linux',
    files: ['libsofthsm2.so'],
    folders: ['/usr/lib/softhsm', '/usr/lib/x86_64-linux-gnu/softhsm', '/usr/local/lib/softhsm'],
  },
  {
    product: 'SoftHSM2',
    kind: 'pkcs11',
    system: 'macos',
    files: ['libsofthsm2.so'],
    folders: ['/usr/local/lib/softhsm', '/opt/homebrew/lib/softhsm'],
  },
];

import type { ErrorDetails } from '../shared/errors.ts';

/** A compiled part of this program. Each is loaded into a process of its own or a worker, and only when it is needed. */
export type NativeComponent = 'pkcs11js' | 'koffi' | 'better-sqlite3';

/** Why a compiled part could not be loaded. A driver has nothing to do with it: it was not even asked. */
export interface ComponentFailure {
  /** True if the system's C library is older than the part needs, so that installing again does not help. */
  readonly systemTooOld: boolean;
  readonly details: ErrorDetails;
}

/** The loader of glibc (dl-version.c): version `GLIBC_2.34' not found (required by …/pkcs11.node) */
const NEEDS = /version [`']((?:GLIBC|GLIBCXX|CXXABI)_[0-9.]+)' not found/;

/** What Node and its loaders of modules say if a file is absent, is not for this runtime, or cannot be linked. */
const LOADING_CODES: readonly string[] = ['ERR_DLOPEN_FAILED', 'MODULE_NOT_FOUND', 'ERR_MODULE_NOT_FOUND'];

/** koffi searches for its own binding and has no code for its absence. */
const KOFFI_FINDS_NONE = /native Koffi module/;

/**
 * Tells whether an error says that a compiled part of this program cannot be loaded.
 * @returns null for every other error
 */
export function componentFailure(component: NativeComponent, error: unknown): ComponentFailure | null {
  if (!(error instanceof Error)) return null;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (!LOADING_CODES.includes(code) && !KOFFI_FINDS_NONE.test(error.message)) return null;
  const needs = NEEDS.exec(error.message)?.[1] ?? null;
  return {
    systemTooOld: needs !== null,
    details: {
      component,
      reason: code === '' ? 'MODULE_NOT_FOUND' : code,
      runtime: `${process.version} ${process.platform} ${process.arch}`,
      ...(needs === null ? {} : { needs, present: presentVersion() }),
    },
  };
}

/** The version of this system's glibc; null on other systems. */
function presentVersion(): string | null {
  const report: unknown = process.report.getReport();
  if (typeof report !== 'object' || report === null || !('header' in report)) return null;
  const { header } = report;
  const isHeader = typeof header === 'object' && header !== null && 'glibcVersionRuntime' in header;
  return isHeader && typeof header.glibcVersionRuntime === 'string' ? header.glibcVersionRuntime : null;
}

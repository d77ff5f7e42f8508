import { readFileSync } from 'node:fs';
import { hostname, userInfo } from 'node:os';
import { join } from 'node:path';
import type { ReportMaker } from '../services/reports/make-report.ts';
import { systemErrorName } from './files/file-errors.ts';

/** The version of the package that the bundles belong to. @param dist folder of all bundles */
export function versionIn(dist: string): string {
  const content: unknown = JSON.parse(readFileSync(join(dist, '..', 'package.json'), 'utf8'));
  const hasVersion = typeof content === 'object' && content !== null && 'version' in content;
  return hasVersion ? String(content.version) : '';
}

/** The program, the computer and its user, as papers name them. @param dist folder of all bundles */
export function describeMaker(dist: string): ReportMaker {
  return { program: `SealDesk ${versionIn(dist)}`, computer: hostname(), person: userName() };
}

/** A user whom the system does not list has no name. */
function userName(): string {
  try {
    return userInfo().username;
  } catch (error) {
    if (systemErrorName(error) === undefined) throw error;
    return String(process.getuid?.() ?? '');
  }
}

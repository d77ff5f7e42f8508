import { extname, join } from 'node:path';

import { policySchema } from '../../core/policy/policy-schema.ts';
import { SHIPPED_PROFILES } from '../../core/policy/policies.ts';
import type { AppError } from '../../shared/errors.ts';
import type { PolicyProfile } from '../../shared/model/policy-profile.ts';
import { systemErrorName, namesIn } from './file-errors.ts';
import { readRegularText } from './regular-file.ts';
import { readJson } from '../../core/bytes/json.ts';

/** The profiles in use, and why others could not be used. */
export interface Policies {
  readonly profiles: readonly PolicyProfile[];
  readonly problems: readonly AppError[];
}

const FOLDER = 'policies';
/** Far above any profile; keeps a file that lies here by mistake from being read into memory. */
const LARGEST_FILE = 1024 * 1024;

/**
 * Reads the shipped profiles and those of `<home>/policies/*.json`, one a file, in the order of their names. A file
 * that is no profile, or takes the id of another, is left out and reported as POLICY_PROFILE_INVALID with its file
 * and field.
 */
export function readPolicies(home: string): Policies {
  const profiles = [...SHIPPED_PROFILES];
  const problems: AppError[] = [];
  for (const name of filesIn(join(home, FOLDER))) {
    const read = readProfile(join(home, FOLDER, name));
    if (!read.ok) problems.push(invalid(name, read.field, read.reason));
    else if (profiles.some(({ id }) => id === read.profile.id)) {
      problems.push(invalid(name, 'id', `"${read.profile.id}" is taken: name it in "supersedes" instead`));
    } else profiles.push(read.profile);
  }
  return { profiles, problems };
}

type ReadProfile =
  | { readonly ok: true; readonly profile: PolicyProfile }
  | { readonly ok: false; readonly field: string; readonly reason: string };

function readProfile(path: string): ReadProfile {
  const json = contentOf(path);
  if (json === undefined) return { ok: false, field: '', reason: 'not JSON, or not to be read' };
  const parsed = policySchema.safeParse(json);
  if (parsed.success) return { ok: true, profile: parsed.data };
  const [issue] = parsed.error.issues;
  return { ok: false, field: issue?.path.join('.') ?? '', reason: issue?.message ?? '' };
}

/** @returns undefined if the file holds no JSON */
function contentOf(path: string): unknown {
  try {
    return readJson(readRegularText(path, { most: LARGEST_FILE }));
  } catch (error) {
    if (error instanceof SyntaxError || systemErrorName(error) !== undefined) return undefined;
    throw error;
  }
}

function invalid(file: string, field: string, reason: string): AppError {
  return { code: 'POLICY_PROFILE_INVALID', details: { file, field, reason } };
}

function filesIn(folder: string): string[] {
  return namesIn(folder)
    .filter((name) => extname(name).toLowerCase() === '.json')
    .sort();
}

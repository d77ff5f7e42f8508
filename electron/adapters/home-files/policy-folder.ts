import { extname, join } from 'node:path';

import { policySchema } from '../../core/policy/policy-schema.ts';
import { SHIPPED_PROFILES } from '../../core/policy/policies.ts';
import { type AppError, CodedError } from '../../shared/errors.ts';
import type { PolicyProfile } from '../../shared/model/policy-profile.ts';
import type { PolicyFile } from '../../services/bound-world/world-changes.ts';
import { systemErrorName, namesIn } from '../files/file-errors.ts';
import { readRegularText } from '../files/regular-file.ts';
import { readJson } from '../../core/bytes/json.ts';

/** The profiles in use, and why others could not be used. */
export interface Policies {
  readonly profiles: readonly PolicyProfile[];
  readonly problems: readonly AppError[];
  /** The profiles of the home's own files. */
  readonly files: readonly PolicyFile[];
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
  const files: PolicyFile[] = [];
  for (const name of filesIn(join(home, FOLDER))) {
    const read = readProfile(join(home, FOLDER, name));
    if (!read.ok) problems.push(invalid(name, read.field, read.reason));
    else if (profiles.some(({ id }) => id === read.profile.id)) {
      problems.push(invalid(name, 'id', `"${read.profile.id}" is taken: name it in "supersedes" instead`));
    } else {
      profiles.push(read.profile);
      files.push({ file: name, profile: read.profile, text: read.text });
    }
  }
  return { profiles, problems, files };
}

type ReadProfile =
  | { readonly ok: true; readonly profile: PolicyProfile; readonly text: string }
  | { readonly ok: false; readonly field: string; readonly reason: string };

function readProfile(path: string): ReadProfile {
  const text = textOf(path);
  const json = jsonOrUndefined(text);
  if (text === null || json === undefined) {
    return { ok: false, field: '', reason: 'not JSON, or not to be read' };
  }
  const parsed = policySchema.safeParse(json);
  if (parsed.success) return { ok: true, profile: parsed.data, text };
  const [issue] = parsed.error.issues;
  return { ok: false, field: issue?.path.join('.') ?? '', reason: issue?.message ?? '' };
}

function textOf(path: string): string | null {
  try {
    return readRegularText(path, { most: LARGEST_FILE });
  } catch (error) {
    if (error instanceof CodedError || systemErrorName(error) !== undefined) return null;
    throw error;
  }
}

function jsonOrUndefined(text: string | null): unknown {
  try {
    return text === null ? undefined : readJson(text);
  } catch (error) {
    if (error instanceof CodedError || error instanceof SyntaxError) return undefined;
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

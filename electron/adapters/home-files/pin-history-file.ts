import { createHash } from 'node:crypto';
import { basename, dirname } from 'node:path';
import { z } from 'zod';
import type { PinHistory, TokenIdentity } from '../../services/tokens/pin-life.ts';
import { readRegularText } from '../files/regular-file.ts';
import { replaceFile } from '../files/replace-file.ts';
import { readJson } from '../../core/bytes/json.ts';

/** ISO 8601 times by the hash of a token's identity, so that the file tells nobody which keys were used here. */
const stored = z.record(z.string(), z.iso.datetime());

/** Keeps the times of PIN changes in a small file. A damaged or missing file means that no change is known. */
export function pinHistoryFile(path: string): PinHistory {
  return {
    lastChange: (token) => {
      const time = load(path)[keyOf(token)];
      return time === undefined ? null : new Date(time);
    },
    note: async (token, at) => {
      const times = { ...load(path), [keyOf(token)]: at.toISOString() };
      try {
        replaceFile(dirname(path), basename(path), `${JSON.stringify(times, null, 2)}\n`);
      } catch {
        // The port promises no more: the PIN is changed all the same.
      }
    },
  };
}

function load(path: string): z.infer<typeof stored> {
  try {
    return stored.parse(readJson(readRegularText(path)));
  } catch {
    return {};
  }
}

function keyOf({ manufacturer, serial }: TokenIdentity): string {
  return createHash('sha256')
    .update(JSON.stringify([manufacturer, serial]))
    .digest('hex');
}

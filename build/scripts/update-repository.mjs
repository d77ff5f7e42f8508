import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { publish, writeRoot, writeTimestamp } from './updates/repository.mjs';
import { keyIn, keyMadeIn } from './updates/signing.mjs';
import { runScript, say } from './setup/run.mjs';

/** Three people hold the root and two the targets; two of them have to sign. */
const HOLDERS = { root: 3, targets: 2, snapshot: 1, timestamp: 1 };
const THRESHOLDS = { root: 2, targets: 2 };
const ROLES = Object.keys(HOLDERS);

/** What is asked for beside the command. */
function options() {
  return parseArgs({
    allowPositionals: true,
    options: {
      folder: { type: 'string' },
      keys: { type: 'string' },
      releases: { type: 'string' },
      packages: { type: 'string' },
      role: { type: 'string' },
    },
  });
}

/** The newest generation of a role's keys in the folder; names are `role-generation-holder`. */
function generationOf(keyFolder, role) {
  const found = globSync(`${role}-*-*.pem`, { cwd: keyFolder }).map((name) => Number(name.split('-')[1]));
  return Math.max(1, ...found);
}

/** The keys of one generation of a role. @param take keyIn, or keyMadeIn where new ones may be made */
const generation = (keyFolder, role, number, take) =>
  Array.from({ length: HOLDERS[role] }, (_, holder) => take(keyFolder, `${role}-${number}-${holder + 1}`));

/** The newest keys of roles, by the role. */
const keysOf = (keyFolder, roles, take = keyIn) =>
  Object.fromEntries(
    roles.map((role) => [role, generation(keyFolder, role, generationOf(keyFolder, role), take)]),
  );

function filesOf({ releases, packages: from }) {
  if (releases === undefined || from === undefined) throw new Error('--releases and --packages are needed');
  const list = readFileSync(releases);
  const named = JSON.parse(list.toString('utf8')).releases.flatMap((release) => release.packages);
  return [
    { path: 'releases.json', bytes: list },
    ...named.map(({ path }) => ({ path, bytes: readFileSync(join(from, basename(path))) })),
  ];
}

function rotate({ folder, keys: keyFolder, role }, now) {
  if (role === undefined || !ROLES.includes(role)) throw new Error(`--role is one of ${ROLES.join(', ')}`);
  const { root: former } = keysOf(keyFolder, ['root']);
  generation(keyFolder, role, generationOf(keyFolder, role) + 1, keyMadeIn);
  const keys = keysOf(keyFolder, ROLES);
  writeRoot(folder, { keys, thresholds: THRESHOLDS, former, now });
  if (role === 'timestamp') writeTimestamp(folder, { keys, now });
  else if (role !== 'root') say(`Publish now: what the former keys of ${role} have signed counts no more.`);
}

const commands = {
  init: ({ folder, keys }, now) =>
    writeRoot(folder, { keys: keysOf(keys, ROLES, keyMadeIn), thresholds: THRESHOLDS, now }),
  publish: ({ folder, keys, ...given }, now) =>
    publish(folder, {
      files: filesOf(given),
      keys: keysOf(keys, ['targets', 'snapshot', 'timestamp']),
      now,
    }),
  timestamp: ({ folder, keys }, now) => writeTimestamp(folder, { keys: keysOf(keys, ['timestamp']), now }),
  rotate,
};

/**
 * Keeps a repository of updates (The Update Framework), for whoever gives the program out:
 * `npm run update-repository -- init --folder REPOSITORY --keys KEYS` makes keys and the first root, which a product is packed with;
 * `… publish --folder REPOSITORY --keys KEYS --releases releases.json --packages FOLDER` gives out packages;
 * `… timestamp …` says anew that this is the newest state, at least once a week;
 * `… rotate --role timestamp …` replaces the keys of a role by a new root, signed by the former keys of the root and the new ones.
 * The folder of keys holds one Ed25519 key a file. Keys of the root and of the targets belong on computers without a network, in the
 * hands of different people: each command reads those alone that it signs with, and `init` and `rotate` alone make any.
 */
function main() {
  const { values, positionals } = options();
  const [command] = positionals;
  if (values.folder === undefined || values.keys === undefined)
    throw new Error('--folder and --keys are needed');
  if (!Object.hasOwn(commands, command))
    throw new Error(`one of ${Object.keys(commands).join(', ')} is needed`);
  commands[command](values, new Date());
}

await runScript('Repository of updates', main);

import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { publish, writeRoot, writeTimestamp } from './updates/repository.mjs';
import { keyIn } from './updates/signing.mjs';
import { say } from './setup/run.mjs';

/**
 * Keeps a repository of updates (The Update Framework), for whoever gives the program out:
 * `npm run update-repository -- init --folder REPOSITORY --keys KEYS` makes keys and the first root, which a product is packed with;
 * `… publish --folder REPOSITORY --keys KEYS --releases releases.json --packages FOLDER` gives out packages;
 * `… timestamp …` says anew that this is the newest state, at least once a week;
 * `… rotate --role timestamp …` replaces the keys of a role by a new root, signed by the former keys of the root and the new ones.
 * The folder of keys holds one Ed25519 key a file. Keys of the root and of the targets belong on computers without a network, in the
 * hands of different people.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    folder: { type: 'string' },
    keys: { type: 'string' },
    releases: { type: 'string' },
    packages: { type: 'string' },
    role: { type: 'string' },
  },
});

/** Three people hold the root and two the targets; two of them have to sign. */
const HOLDERS = { root: 3, targets: 2, snapshot: 1, timestamp: 1 };
const THRESHOLDS = { root: 2, targets: 2 };

const [command] = positionals;
const { folder, keys: keyFolder } = values;
if (folder === undefined || keyFolder === undefined) fail('--folder and --keys are needed');

function fail(text) {
  say(text);
  process.exit(64);
}

/** The newest generation of a role's keys in the folder; names are `role-generation-holder`. */
function generationOf(role) {
  const found = globSync(`${role}-*-*.pem`, { cwd: keyFolder }).map((name) => Number(name.split('-')[1]));
  return Math.max(1, ...found);
}

const keysOf = (role, generation = generationOf(role)) =>
  Array.from({ length: HOLDERS[role] }, (_, holder) =>
    keyIn(keyFolder, `${role}-${generation}-${holder + 1}`),
  );

const allKeys = () => Object.fromEntries(Object.keys(HOLDERS).map((role) => [role, keysOf(role)]));

function packages() {
  const { releases, packages: from } = values;
  if (releases === undefined || from === undefined) fail('--releases and --packages are needed');
  const list = readFileSync(releases);
  const named = JSON.parse(list.toString('utf8')).releases.flatMap((release) => release.packages);
  return [
    { path: 'releases.json', bytes: list },
    ...named.map(({ path }) => ({ path, bytes: readFileSync(join(from, basename(path))) })),
  ];
}

const now = new Date();
const commands = {
  init: () => writeRoot(folder, { keys: allKeys(), thresholds: THRESHOLDS, now }),
  publish: () => publish(folder, { files: packages(), keys: allKeys(), now }),
  timestamp: () => writeTimestamp(folder, { keys: allKeys(), now }),
  rotate: () => {
    const { role } = values;
    if (role === undefined || !(role in HOLDERS)) fail(`--role is one of ${Object.keys(HOLDERS).join(', ')}`);
    const former = keysOf('root');
    keysOf(role, generationOf(role) + 1);
    writeRoot(folder, { keys: allKeys(), thresholds: THRESHOLDS, former, now });
    if (role === 'timestamp') writeTimestamp(folder, { keys: allKeys(), now });
    else if (role !== 'root') say(`Publish now: what the former keys of ${role} have signed counts no more.`);
  },
};
if (!(command in commands)) fail(`one of ${Object.keys(commands).join(', ')} is needed`);
commands[command]();

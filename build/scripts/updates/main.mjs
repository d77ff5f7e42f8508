import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { publish, writeRoot, writeTimestamp } from './repository.mjs';
import { admitRoot, describeDraft, draftRoot, draftTargets, expectTargets, signDraft } from './drafts.mjs';
import { handedOut, handOut, keyIn, keyMadeIn } from './signing.mjs';
import { runScript, say } from '../setup/run.mjs';

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
      name: { type: 'string' },
      public: { type: 'string' },
      draft: { type: 'string' },
    },
  });
}

/** The newest generation of a role's keys in a folder; names are `role-generation-holder`. 0 where there is none. */
function generationIn(folder, role, ending) {
  const found = globSync(`${role}-*-*.${ending}`, { cwd: folder }).map((name) => Number(name.split('-')[1]));
  return Math.max(0, ...found);
}

/** The keys of one generation of a role. @param take keyIn, or keyMadeIn where new ones may be made */
const generation = (keyFolder, role, number, take) =>
  Array.from({ length: HOLDERS[role] }, (_, holder) => take(keyFolder, `${role}-${number}-${holder + 1}`));

/** The newest keys of roles, by the role. */
const keysOf = (keyFolder, roles, take = keyIn) =>
  Object.fromEntries(
    roles.map((role) => {
      const newest = Math.max(1, generationIn(keyFolder, role, 'pem'));
      return [role, generation(keyFolder, role, newest, take)];
    }),
  );

function filesOf(given) {
  const [releases, from] = [needed(given, 'releases'), needed(given, 'packages')];
  const list = readFileSync(releases);
  const named = JSON.parse(list.toString('utf8')).releases.flatMap((release) => release.packages);
  return [
    { path: 'releases.json', bytes: list },
    ...named.map(({ path }) => ({ path, bytes: readFileSync(join(from, basename(path))) })),
  ];
}

/** The option of a name. @throws Error where it is not given */
function needed(given, name) {
  if (given[name] === undefined) throw new Error(`--${name} is needed`);
  return given[name];
}

/** A holder makes a key of their own, and hands out its public part. */
function makeKey(given) {
  const name = needed(given, 'name');
  const [role] = name.split('-');
  if (!ROLES.includes(role) || !/^[a-z]+-[1-9]\d*-[1-9]\d*$/.test(name))
    throw new Error(`--name is ROLE-GENERATION-HOLDER, such as root-2-1; roles are ${ROLES.join(', ')}`);
  const key = keyMadeIn(needed(given, 'keys'), name);
  say(`${handOut(needed(given, 'public'), name, key)}: ${key.id}`);
}

/** Proposes the next root by the newest public keys that have been handed out. */
function propose(given, now) {
  const [folder, handed] = [needed(given, 'folder'), needed(given, 'public')];
  const renewed = ROLES.map((role) => [role, generationIn(handed, role, 'json')]).filter(
    ([, newest]) => newest > 0,
  );
  const keys = Object.fromEntries(
    renewed.map(([role, newest]) => [role, generation(handed, role, newest, handedOut)]),
  );
  begin(given, draftRoot(folder, { keys, thresholds: THRESHOLDS, now }));
}

/** Writes a new draft, which replaces none, and shows it. */
function begin(given, draft) {
  writeFileSync(needed(given, 'draft'), draft, { flag: 'wx' });
  show(given);
}

/** Shows a draft to who is to sign it. */
function show(given) {
  for (const line of describeDraft(readFileSync(needed(given, 'draft')), needed(given, 'folder')).lines)
    say(line);
}

/** A holder signs with the one key that is theirs. */
function sign(given) {
  const [file, folder] = [needed(given, 'draft'), needed(given, 'folder')];
  const key = keyIn(needed(given, 'keys'), needed(given, 'name'));
  writeFileSync(file, signDraft(readFileSync(file), folder, key));
  show(given);
}

function admit(given) {
  admitRoot(readFileSync(needed(given, 'draft')), needed(given, 'folder'));
  say(
    'Publish now where keys of targets or snapshot have changed, and write a timestamp where that key has.',
  );
}

/** Prepares the next list of packages for its signatures. */
function prepare(given, now) {
  begin(given, draftTargets(needed(given, 'folder'), { files: filesOf(given), now }));
}

/** Gives packages out by their signed list. */
function publishList({ folder, keys, ...given }, now) {
  const [files, list] = [filesOf(given), readFileSync(needed(given, 'draft'))];
  expectTargets(list, folder, files);
  publish(folder, { files, list, keys: keysOf(keys, ['snapshot', 'timestamp']), now });
}

const commands = {
  init: ({ folder, keys }, now) =>
    writeRoot(folder, { keys: keysOf(keys, ROLES, keyMadeIn), thresholds: THRESHOLDS, now }),
  prepare,
  publish: publishList,
  timestamp: ({ folder, keys }, now) => writeTimestamp(folder, { keys: keysOf(keys, ['timestamp']), now }),
  key: makeKey,
  propose,
  show,
  sign,
  admit,
};

/** What commands name that have no check of their own. */
const ALWAYS = { init: ['folder', 'keys'], publish: ['folder', 'keys'], timestamp: ['folder', 'keys'] };

const USAGE = `npm run update-repository -- COMMAND --folder REPOSITORY ...
  init      --keys KEYS                                             makes keys and the first root, which a product is packed with
  prepare   --releases releases.json --packages FOLDER --draft FILE lists packages for those who sign the list
  publish   --keys KEYS --releases releases.json --packages FOLDER --draft FILE
                                                                    gives them out once they have signed
  timestamp --keys KEYS                                             says anew that this is the newest state, at least once a week
A list, and a new root with the first keys or others, is signed by each holder on a computer of their own, who hands on the draft:
  key       --name root-2-1 --keys OWN --public HANDED              makes a key; HANDED gets its public part alone
  propose   --public HANDED --draft FILE                            makes the draft; roles without new keys keep theirs
  show      --draft FILE                                            tells what it says
  sign      --name root-1-2 --keys OWN --draft FILE                 signs it with one key
  admit     --draft FILE                                            gives a root out once enough holders of both roots have signed`;

/**
 * Keeps a repository of updates (The Update Framework), for whoever gives the program out. The folder of keys holds one Ed25519 key a
 * file. Keys of the root and of the targets belong on computers without a network, in the hands of different people: each command reads
 * those alone that it signs with, and `init` and `key` alone make any.
 */
function main() {
  const { values, positionals } = options();
  const [command] = positionals;
  if (!Object.hasOwn(commands, command))
    throw new Error(`one of ${Object.keys(commands).join(', ')} is needed\n${USAGE}`);
  for (const name of ALWAYS[command] ?? []) needed(values, name);
  commands[command](values, new Date());
}

await runScript('Repository of updates', main, USAGE);

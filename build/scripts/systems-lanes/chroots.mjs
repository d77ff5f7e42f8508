import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { settle } from '../package/linux/layout.mjs';
import { packageVersion } from '../package/product.mjs';
import { inProject, pinnedNode } from '../setup/project.mjs';
import { expectRun } from '../setup/run.mjs';
import { provide } from '../setup/system-packages.mjs';
import { stageForLinux } from '../stage/linux.mjs';
import { freshDebian, runInside } from './debian-root.mjs';
import { formerVersion, managers, preparePackages } from './package-managers.mjs';
import { totalOf } from './run-lane.mjs';
import { withTranscript } from './transcript.mjs';

/** Debian 11, 12 and 13 with the deb, and one with the rpm, by dnf. Debian 10 is no longer served. */
const guests = [
  ...['bullseye', 'bookworm', 'trixie'].map((suite) => ({ suite, kind: 'deb', name: `debian-${suite}` })),
  { suite: 'bookworm', kind: 'rpm', name: 'rpm-on-debian-bookworm' },
];
const shared = inProject('out/systems/shared');
const user = 'clerk';
const world = `/home/${user}/world`;

/** The packages, older ones, and the tree with the demonstration and its soft token. */
async function prepareShared() {
  await provide(['rpm', 'cpio']);
  await rm(shared, { recursive: true, force: true });
  await mkdir(shared, { recursive: true });
  const script = inProject('build/scripts/package.mjs');
  const formats = Object.keys(managers).join(',');
  await expectRun('packages', pinnedNode, [script, '--target', 'linux-x64', '--format', formats]);
  await preparePackages(shared);
  const demonstration = join(shared, 'demonstration');
  await stageForLinux({ processor: 'x64', folder: demonstration, isDemonstration: true });
  // The clerk of a guest is another user than who built the bundles, maybe with an umask of 077.
  await settle(demonstration);
}

/** One Debian with its transcript: runs commands as root or as the clerk, and knows what installs packages. */
function guest(debian, manager, transcript) {
  const asRoot = async (command, input) => {
    const outcome = await runInside(debian, ['sh', '-c', command], { shared, input });
    transcript.command(command, outcome);
    return outcome;
  };
  const asClerk = (command, input) => {
    const quoted = `cd /home/${user} && SEALDESK_HOME=${world} ${command}`.replaceAll("'", "'\\''");
    return asRoot(`su ${user} -c '${quoted}'`, input);
  };
  return { asRoot, asClerk, manager };
}

const isDone = ({ status }) => status === 0;

/** Reads the JSON that a command printed, maybe after other lines. @returns null when there is none */
function jsonIn(output) {
  const start = output.indexOf('{');
  if (start < 0) return null;
  return JSON.parse(output.slice(start, output.lastIndexOf('}') + 1));
}

async function install({ asRoot, manager }, transcript, name, version) {
  const installed = await asRoot(manager.install(name));
  const { output } = await asRoot(manager.version);
  transcript.expect(`${name} is installed as ${version}`, isDone(installed) && output === version);
}

async function sealAndVerify({ asClerk }, transcript, { seal, contract, pin }, file) {
  const place = `-o ${file} --seal ${seal} --at 120,200 --pin-stdin`;
  const sealed = await asClerk(`sealdesk seal '${contract}' ${place}`, `${pin}\n`);
  const verified = await asClerk(`sealdesk verify --json ${file}`);
  const verdict = jsonIn(verified.output)?.verdict;
  transcript.expect(`${file} is sealed and valid`, isDone(sealed) && verdict === 'valid');
}

/** What desktops are told that the window opens. */
const offered = [
  ...['application/pdf', 'application/ofd', 'application/x-sealdesk-request'],
  'x-scheme-handler/sealdesk',
];

/** What the system knows of the window, and whether it has every library that the window loads. */
async function lookAtWindow({ asRoot, manager }, transcript) {
  if (manager.bringsLibraries) {
    const libraries = await asRoot('ldd /opt/sealdesk/sealdesk | grep "not found"');
    transcript.expect('the window finds every library', libraries.output === '');
  }
  const helper = await asRoot('stat -c "%a %U" /opt/sealdesk/chrome-sandbox');
  transcript.expect("the sandbox's helper is root's, with 4755", helper.output.trim() === '4755 root');
  const types = await asRoot(
    'grep -e sealdesk -e application/ofd /usr/share/applications/mimeinfo.cache /usr/share/mime/globs2',
  );
  for (const type of offered)
    transcript.expect(`${type} is offered to SealDesk`, types.output.includes(`${type}=`));
  for (const glob of ['application/x-sealdesk-request:*.sealrequest', 'application/ofd:*.ofd'])
    transcript.expect(`the system knows ${glob}`, types.output.includes(glob));
}

async function remove({ asRoot, asClerk, manager }, transcript) {
  const outputs = [];
  for (const command of manager.remove) outputs.push((await asRoot(command)).output);
  transcript.expect('remove says where data stays', outputs[0].includes('.local/share/SealDesk'));
  const left = await asRoot(
    'ls -d /opt/sealdesk /usr/bin/sealdesk* /usr/share/applications/*sealdesk* 2>/dev/null',
  );
  transcript.expect('nothing of the program is left', left.output === '');
  const data = await asClerk(`ls ${world}/world.json first.pdf`);
  transcript.expect("the clerk's data is as it was", isDone(data));
}

/** Does everything with the package in one Debian. */
async function useIn(debian, kind, transcript) {
  const manager = managers[kind];
  const inside = guest(debian, manager, transcript);
  await inside.asRoot('cat /etc/debian_version; ldd --version | head -1');
  await inside.asRoot(`apt-get update -q && useradd -m ${user} && ${manager.ready}`);
  await install(inside, transcript, 'former', formerVersion);
  const made = await inside.asClerk(`/shared/demonstration/sealdesk demo ${world}`);
  const { seals, contract, pin } = jsonIn(made.output);
  const work = { seal: seals[0].esId, contract, pin };
  await sealAndVerify(inside, transcript, work, 'first.pdf');
  await install(inside, transcript, 'sealdesk', packageVersion);
  const before = await inside.asClerk('sealdesk register list');
  transcript.expect(
    'the use before the upgrade is in the register',
    / seal +done .*设备采购合同/.test(before.output),
  );
  await sealAndVerify(inside, transcript, work, 'second.pdf');
  const checked = await inside.asClerk('sealdesk register verify');
  transcript.expect('the register is whole', isDone(checked));
  await lookAtWindow(inside, transcript);
  await remove(inside, transcript);
}

async function runGuest({ suite, kind, name }) {
  const debian = await freshDebian(suite);
  const counts = await withTranscript(name, (transcript) => useIn(debian, kind, transcript));
  if (counts.failed === 0) await rm(debian.root, { recursive: true, force: true });
  return counts;
}

/**
 * Installs the deb into fresh Debians of three versions, and the rpm by dnf into one of them, where an empty package stands for the
 * names of a system with rpm: an older version first; seals and verifies with the demonstration's key as a user without rights;
 * upgrades; looks at the register and the window; removes. Leaves a transcript of each in out/proof.
 */
export async function chroots() {
  await prepareShared();
  const results = [];
  for (const each of guests) results.push(await runGuest(each));
  return totalOf(results);
}

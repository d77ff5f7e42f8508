import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { debianProcessors, packageVersion } from '../package/linux/product.mjs';
import { inProject, pinnedNode } from '../setup/project.mjs';
import { expectRun } from '../setup/run.mjs';
import { stageForLinux } from '../stage/linux.mjs';
import { freshDebian, runInside } from './debian-root.mjs';
import { totalOf } from './run-lane.mjs';
import { withTranscript } from './transcript.mjs';

/** Debian 11, 12 and 13. Version 10 is no longer served. */
const suites = ['bullseye', 'bookworm', 'trixie'];
const shared = inProject('out/systems/shared');
const formerVersion = '0.9.0';
const user = 'clerk';
const world = `/home/${user}/world`;

const packageFile = `sealdesk_${packageVersion}_${debianProcessors.x64}.deb`;

/** The package, an older one that differs by its version alone, and the tree with the demonstration and its soft token. */
async function prepareShared() {
  await rm(shared, { recursive: true, force: true });
  await mkdir(shared, { recursive: true });
  const script = inProject('build/scripts/package.mjs');
  await expectRun('packages', pinnedNode, [script, '--target', 'linux-x64', '--format', 'deb']);
  await cp(inProject('out/packages', packageFile), join(shared, 'sealdesk.deb'));
  const unpacked = join(shared, 'former');
  await expectRun('dpkg-deb', 'dpkg-deb', ['-R', join(shared, 'sealdesk.deb'), unpacked]);
  const control = join(unpacked, 'DEBIAN/control');
  const text = await readFile(control, 'utf8');
  await writeFile(control, text.replace(/^Version: .*$/m, `Version: ${formerVersion}`));
  await expectRun('dpkg-deb', 'dpkg-deb', ['-Znone', '--build', unpacked, join(shared, 'former.deb')]);
  await rm(unpacked, { recursive: true });
  await stageForLinux({ processor: 'x64', folder: join(shared, 'demonstration'), isDemonstration: true });
}

/** One Debian with its transcript: runs commands as root or as the clerk. */
function guest(debian, transcript) {
  const asRoot = async (command, input) => {
    const outcome = await runInside(debian, ['sh', '-c', command], { shared, input });
    transcript.command(command, outcome);
    return outcome;
  };
  const asClerk = (command, input) => {
    const quoted = `cd /home/${user} && SEALDESK_HOME=${world} ${command}`.replaceAll("'", "'\\''");
    return asRoot(`su ${user} -c '${quoted}'`, input);
  };
  return { asRoot, asClerk };
}

const isDone = ({ status }) => status === 0;

/** Reads the JSON that a command printed, maybe after other lines. @returns null when there is none */
function jsonIn(output) {
  const start = output.indexOf('{');
  if (start < 0) return null;
  return JSON.parse(output.slice(start, output.lastIndexOf('}') + 1));
}

async function install({ asRoot }, transcript, name, version) {
  const options = '-y -q --no-install-recommends --allow-downgrades';
  const installed = await asRoot(
    `apt-get install ${options} /shared/${name} desktop-file-utils shared-mime-info`,
  );
  const { output } = await asRoot("dpkg-query -W -f '${Version}' sealdesk");
  transcript.expect(`${name} is installed as ${version}`, isDone(installed) && output === version);
}

async function sealAndVerify({ asClerk }, transcript, { seal, contract, pin }, file) {
  const place = `-o ${file} --seal ${seal} --at 120,200 --pin-stdin`;
  const sealed = await asClerk(`sealdesk seal '${contract}' ${place}`, `${pin}\n`);
  const verified = await asClerk(`sealdesk verify --json ${file}`);
  const verdict = jsonIn(verified.output)?.verdict;
  transcript.expect(`${file} is sealed and valid`, isDone(sealed) && verdict === 'valid');
}

/** What the system knows of the window, and whether it has every library that the window loads. */
async function lookAtWindow({ asRoot }, transcript) {
  const libraries = await asRoot('ldd /opt/sealdesk/sealdesk | grep "not found"');
  transcript.expect('the window finds every library', libraries.output === '');
  const helper = await asRoot('stat -c "%a %U" /opt/sealdesk/chrome-sandbox');
  transcript.expect("the sandbox's helper is root's, with 4755", helper.output.trim() === '4755 root');
  const types = await asRoot('grep sealdesk /usr/share/applications/mimeinfo.cache /usr/share/mime/globs2');
  for (const type of ['application/pdf', 'application/x-sealdesk-request', 'x-scheme-handler/sealdesk'])
    transcript.expect(`${type} is offered to SealDesk`, types.output.includes(`${type}=`));
  transcript.expect('files *.sealrequest have their type', types.output.includes('*.sealrequest'));
}

async function remove({ asRoot, asClerk }, transcript) {
  const { output } = await asRoot('apt-get remove -y -q sealdesk');
  transcript.expect('remove says where data stays', output.includes('.local/share/SealDesk'));
  await asRoot('apt-get purge -y -q sealdesk');
  const left = await asRoot(
    'ls -d /opt/sealdesk /usr/bin/sealdesk* /usr/share/applications/*sealdesk* 2>/dev/null',
  );
  transcript.expect('nothing of the program is left', left.output === '');
  const data = await asClerk(`ls ${world}/world.json first.pdf`);
  transcript.expect("the clerk's data is as it was", isDone(data));
}

/** Does everything with the package in one Debian. */
async function useIn(debian, transcript) {
  const inside = guest(debian, transcript);
  await inside.asRoot('cat /etc/debian_version; ldd --version | head -1');
  await inside.asRoot(`apt-get update -q && useradd -m ${user}`);
  await install(inside, transcript, 'former.deb', formerVersion);
  const made = await inside.asClerk(`/shared/demonstration/sealdesk demo ${world}`);
  const { seals, contract, pin } = jsonIn(made.output);
  const work = { seal: seals[0].esId, contract, pin };
  await sealAndVerify(inside, transcript, work, 'first.pdf');
  await install(inside, transcript, 'sealdesk.deb', packageVersion);
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

async function runSuite(suite) {
  const debian = await freshDebian(suite);
  const counts = await withTranscript(`debian-${suite}`, (transcript) => useIn(debian, transcript));
  if (counts.failed === 0) await rm(debian.root, { recursive: true, force: true });
  return counts;
}

/**
 * Installs the deb into fresh Debians of three versions: an older version first; seals and verifies with the demonstration's key
 * as a user without rights; upgrades; looks at the register and the window; removes and purges. Leaves a transcript of each
 * in out/proof.
 */
export async function chroots() {
  await prepareShared();
  const results = [];
  for (const suite of suites) results.push(await runSuite(suite));
  return totalOf(results);
}

import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { complaintsAbout, librariesNeeded } from '../natives/library-versions.mjs';
import { appId, packageVersion, version } from '../packages/product.mjs';
import { signPackage } from '../packages/sign.mjs';
import { storeVersion } from '../packages/uos.mjs';
import { inProject, pinnedNode } from '../setup/project.mjs';
import { expectRun, run } from '../setup/run.mjs';
import { provide } from '../setup/system-packages.mjs';
import { thisSystem } from '../systems/this-system.mjs';
import { LeftOut } from './run-lane.mjs';
import { commandsInto, Transcript } from './transcript.mjs';

const script = inProject('build/scripts/package-linux.mjs');
const folder = inProject('out/systems/packages');

/** Makes every package, and moves them to a folder of their own. @returns their paths */
async function build(name) {
  const target = join(folder, name);
  await rm(inProject('out/packages'), { recursive: true, force: true });
  await rm(target, { recursive: true, force: true });
  for (const options of [
    ['--target', 'linux-x64'],
    ['--target', 'linux-arm64'],
    ['--target', 'linux-x64', '--variant', 'uos'],
  ])
    await expectRun('packages', pinnedNode, [script, ...options]);
  await mkdir(folder, { recursive: true });
  await rename(inProject('out/packages'), target);
  return (await readdir(target)).sort().map((file) => join(target, file));
}

async function sumOf(path) {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

/** Two builds of the same source are the same files. */
async function compare(transcript, files, again) {
  transcript.expect(
    'both builds made the same packages',
    files.length === again.length && files.length === 7,
  );
  for (const [index, file] of files.entries()) {
    const [one, other] = [await sumOf(file), await sumOf(again[index] ?? '')];
    transcript.note(`${one}  ${basename(file)}`);
    transcript.expect(`${basename(file)} is equal in both builds`, one === other);
  }
}

/** Takes an rpm apart without installing it: its facts, its files with their rights, and what they load. */
async function inspectRpm(transcript, command, file) {
  await command('rpm', ['-qip', file]);
  const { output } = await command('rpm', ['-qlvp', file]);
  transcript.expect('the rpm has the command', / \/usr\/bin\/sealdesk -> /.test(output));
  const helper = /^-rwsr-xr-x .* root +root .*chrome-sandbox$/m;
  transcript.expect("the rpm's sandbox helper is root's, with 4755", helper.test(output));
  const unpacked = join(folder, 'rpm');
  await rm(unpacked, { recursive: true, force: true });
  await mkdir(unpacked, { recursive: true });
  const unpack = ['-c', 'rpm2cpio "$0" | cpio -idm --quiet --no-absolute-filenames', file];
  await expectRun('rpm2cpio', 'sh', unpack, { cwd: unpacked });
  const complaints = complaintsAbout(librariesNeeded(unpacked), 'x64');
  transcript.expect('everything in the rpm loads with glibc 2.28', complaints.length === 0);
  const started = await command(join(unpacked, 'opt/sealdesk/command/sealdesk'), ['--version']);
  transcript.expect('the command of the unpacked rpm starts', started.status === 0);
}

/** The stores of UOS take nothing outside of /opt/apps, and no script. */
async function inspectUos(transcript, command, file) {
  const { output } = await command('dpkg-deb', ['-c', file]);
  const paths = output
    .trimEnd()
    .split('\n')
    .map((line) => /\.\/\S*/.exec(line)?.[0] ?? line);
  const outside = paths.filter((path) => !/^\.\/(opt\/(apps\/(cn\.sealdesk\.app\/.*)?)?)?$/.test(path));
  transcript.expect('everything lies below /opt/apps', outside.length === 0);
  const control = await command('dpkg-deb', ['-I', file]);
  transcript.expect('no script runs at installation', !/(pre|post)(inst|rm)/.test(control.output));
  const info = await command('sh', [
    '-c',
    'dpkg-deb --fsys-tarfile "$0" | tar -xO ./opt/apps/cn.sealdesk.app/info',
    file,
  ]);
  transcript.expect('info names the program', JSON.parse(info.output).appid === appId);
}

/** Signs with a key that lives as long as the test, and has each signature checked by its own tool. */
async function signAndCheck(transcript, command, files) {
  const ring = await mkdtemp(join(tmpdir(), 'ring-'));
  process.env.GNUPGHOME = ring;
  const name = 'SealDesk test key';
  try {
    const make = ['--batch', '--passphrase', '', '--quick-generate-key', name, 'rsa3072', 'sign', '1d'];
    await expectRun('gpg', 'gpg', make);
    for (const file of files) await signPackage(file, name);
    const key = join(ring, 'key.asc');
    await expectRun('gpg', 'gpg', ['--armor', '--output', key, '--export', name]);
    const database = ['--dbpath', join(ring, 'rpmdb')];
    await expectRun('rpmkeys', 'rpmkeys', [...database, '--import', key]);
    const rpm = files.find((file) => file.endsWith('.rpm'));
    const checked = await command('rpmkeys', [...database, '--checksig', '-v', rpm]);
    transcript.expect(
      'rpm accepts the signature',
      checked.status === 0 && /Signature.*OK/.test(checked.output),
    );
    for (const file of files.filter((each) => each !== rpm)) {
      const { status } = await command('gpg', ['--verify', `${file}.asc`, file]);
      transcript.expect(`gpg accepts the signature of ${basename(file)}`, status === 0);
    }
  } finally {
    await run('gpgconf', ['--kill', 'all'], { quiet: true });
    delete process.env.GNUPGHOME;
    await rm(ring, { recursive: true, force: true });
  }
}

/**
 * Makes every package twice and compares them, looks into the rpm and the variant for UOS, signs with a test key, and has
 * desktop entries and metadata validated. Leaves a transcript in out/proof.
 */
export async function packages() {
  if (!thisSystem.isRoot()) throw new LeftOut('the bindings for an old C library need root');
  await provide(['rpm', 'cpio', 'desktop-file-utils', 'appstream', 'gnupg']);
  const transcript = new Transcript();
  const command = commandsInto(transcript);
  const files = await build('first');
  await compare(transcript, files, await build('second'));
  const named = (end) => files.find((file) => file.endsWith(end));
  await inspectRpm(transcript, command, named('.x86_64.rpm'));
  const share = join(folder, 'rpm/usr/share');
  for (const entry of await readdir(join(share, 'applications'))) {
    const { status } = await command('desktop-file-validate', [join(share, 'applications', entry)]);
    transcript.expect(`${entry} is a valid menu entry`, status === 0);
  }
  const metadata = join(share, 'metainfo/cn.sealdesk.app.metainfo.xml');
  const { status } = await command('appstreamcli', ['validate', '--no-net', metadata]);
  transcript.expect('the description for software centres is valid', status === 0);
  await inspectUos(transcript, command, named(`${appId}_${storeVersion(version)}_amd64.deb`));
  await signAndCheck(transcript, command, [
    named(`sealdesk_${packageVersion}_amd64.deb`),
    named('.x86_64.rpm'),
  ]);
  return transcript.end('packages-linux');
}

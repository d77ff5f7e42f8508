import { mkdir, readdir, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expectRun } from '../../setup/run.mjs';
import { provide } from '../../setup/system-packages.mjs';
import { filled } from './desktop.mjs';
import { settle } from './layout.mjs';
import { maintainerOf, publisher } from '../publisher.mjs';
import { rpmProcessors, sourceDate, summary } from '../product.mjs';

/** Systems with rpm renew these caches by triggers of their own, or else need to be told. */
const caches = `for renew in "update-desktop-database -q /usr/share/applications" "update-mime-database /usr/share/mime" \\
  "gtk-update-icon-cache -q -t /usr/share/icons/hicolor"; do
  command -v "\${renew%% *}" >/dev/null 2>&1 && $renew || :
done`;

const ofWindow = [
  'gtk3',
  'nss',
  'alsa-lib',
  'mesa-libgbm',
  'libXScrnSaver',
  'at-spi2-atk',
  'cups-libs',
  'libdrm',
];

/** Lists what belongs to the package: every file, and the folders of its own. */
async function fileList(root) {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const lines = [];
  for (const entry of entries) {
    const path = join(entry.parentPath, entry.name);
    const name = path.slice(root.length);
    const isOwn = name.startsWith('/opt/sealdesk');
    if (entry.isDirectory()) {
      if (isOwn) lines.push(`%dir "${name}"`);
    } else {
      const isSetuid = entry.isFile() && ((await stat(path)).mode & 0o4000) !== 0;
      lines.push(`${isSetuid ? '%attr(4755,root,root) ' : ''}"${name}"`);
    }
  }
  return lines.sort().join('\n');
}

/** A script as a specification holds it, where a percent sign begins a macro. */
const inSpecification = (script) => script.replaceAll('%', '%%');

async function specification(root, { name, version, hasWindow, conflicts, note, payload = 'w1.xzdio' }) {
  const requires = ['glibc >= 2.28', 'libstdc++', 'libgcc', ...(hasWindow ? ofWindow : [])];
  const givenBy = publisher();
  const removed = await filled('postrm.sh', { FOLDER: '/opt/sealdesk', CACHES: caches });
  return `%global __os_install_post %{nil}
%global _build_id_links none
%global _binary_payload ${payload}
AutoReqProv: no
Name: ${name}
Version: ${version}
Release: 1
Summary: ${summary}
License: Apache-2.0
Packager: ${maintainerOf(givenBy)}
${givenBy.homepage === null ? '' : `URL: ${givenBy.homepage}\n`}${requires.map((each) => `Requires: ${each}`).join('\n')}
Conflicts: ${conflicts.join(' ')}
%description
${note}
%install
mkdir -p %{buildroot}
cp -a '${root}/.' %{buildroot}/
%post
${inSpecification(await filled('postinst.sh', { CACHES: caches }))}
%postun
${inSpecification(removed)}
%files
%defattr(-,root,root)
${await fileList(root)}
`;
}

/**
 * Makes an rpm of a root folder, equal byte for byte each time. rpmbuild makes one for any processor; on Debian as root it is installed.
 * @param {string} root what lies below /
 * @param {string} output
 * @param {Omit<Parameters<typeof import('./deb.mjs').makeDeb>[2], 'scripts'> & { payload?: string }} facts as for a deb; payload: how
 *   it is packed, in rpm's words
 * @param {string} work an empty folder
 */
export async function makeRpm(root, output, facts, work) {
  await provide(['rpm']);
  await settle(root);
  const file = join(work, 'package.spec');
  await mkdir(work, { recursive: true });
  await writeFile(file, await specification(root, facts));
  const settings = {
    _topdir: join(work, 'top'),
    _rpmdir: join(work, 'made'),
    _buildhost: 'sealdesk',
    use_source_date_epoch_as_buildtime: '1',
    clamp_mtime_to_source_date_epoch: '1',
  };
  const defines = Object.entries(settings).flatMap(([name, value]) => ['--define', `${name} ${value}`]);
  const env = { ...process.env, SOURCE_DATE_EPOCH: String(sourceDate()) };
  const target = ['--target', rpmProcessors[facts.processor], '--buildroot', join(work, 'root')];
  await expectRun('rpmbuild', 'rpmbuild', ['-bb', '--quiet', ...target, ...defines, file], { env });
  const made = join(work, 'made', rpmProcessors[facts.processor]);
  await rename(join(made, (await readdir(made))[0]), output);
}

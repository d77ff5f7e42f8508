import { cp, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeRpm } from '../package/linux/rpm.mjs';
import { packageVersion, rpmProcessors, debianProcessors } from '../package/product.mjs';
import { inProject } from '../setup/project.mjs';
import { answerOf, expectRun } from '../setup/run.mjs';
import { treeOfPackage } from './package-contents.mjs';

/** What the older version of a package is called that an upgrade starts from. */
export const formerVersion = '0.9.0';

const catalogues = 'desktop-file-utils shared-mime-info';
const apt = 'apt-get install -y -q --no-install-recommends';

/** Makes a deb that differs from another by its version alone. */
async function formerDeb(present, former, work) {
  await expectRun('dpkg-deb', 'dpkg-deb', ['-R', present, work]);
  const control = join(work, 'DEBIAN/control');
  const text = await readFile(control, 'utf8');
  await writeFile(control, text.replace(/^Version: .*$/m, `Version: ${formerVersion}`));
  await expectRun('dpkg-deb', 'dpkg-deb', ['-Znone', '--build', work, former]);
}

/** Makes an rpm of the same files with an older version. */
async function formerRpm(present, former, work) {
  const root = await treeOfPackage(present, join(work, 'root'));
  const facts = { name: 'sealdesk', version: formerVersion, processor: 'x64', hasWindow: true };
  const others = { conflicts: ['sealdesk-command'], note: 'An older version.', payload: 'w1.gzdio' };
  await makeRpm(root, former, { ...facts, ...others }, join(work, 'rpmbuild'));
}

/**
 * Makes an empty rpm that provides what another one requires, in the versions of a Debian: no system with rpm is to be had here, so the
 * names of its packages prove nothing, and all else of an installation does.
 */
async function namesOfSystem(present, output, work) {
  const required = answerOf('rpm', ['-qp', '--requires', present]).split('\n');
  const names = required.filter((each) => each !== '' && !each.startsWith('rpmlib('));
  const provided = names.map((each) => `Provides: ${each.replace('>=', '=')}`);
  const specification = [
    ...['Name: names-of-a-system', 'Version: 1', 'Release: 1', 'Summary: Names', 'License: Apache-2.0'],
    ...['BuildArch: noarch', ...provided, '%description', 'Names alone.', '%files', ''],
  ].join('\n');
  const file = join(work, 'names.spec');
  await writeFile(file, specification);
  const defines = ['--define', `_topdir ${join(work, 'names')}`, '--define', `_rpmdir ${work}`];
  await expectRun('rpmbuild', 'rpmbuild', ['-bb', '--quiet', ...defines, file]);
  await rename(join(work, 'noarch/names-of-a-system-1-1.noarch.rpm'), output);
}

/**
 * How packages are made ready, installed and removed, by what installs them.
 * `file`: the package in out/packages; `prepare(shared, work)`: puts `sealdesk.KIND` and an older `former.KIND` into the folder that guests
 * see as /shared; `ready`: a command for a fresh Debian; `remove`: commands, of which the first says where data stay.
 */
export const managers = {
  deb: {
    file: `sealdesk_${packageVersion}_${debianProcessors.x64}.deb`,
    prepare: (shared, work) => formerDeb(join(shared, 'sealdesk.deb'), join(shared, 'former.deb'), work),
    ready: `${apt} ${catalogues}`,
    install: (name) => `${apt} --allow-downgrades /shared/${name}.deb`,
    version: "dpkg-query -W -f '${Version}' sealdesk",
    remove: ['apt-get remove -y -q sealdesk', 'apt-get purge -y -q sealdesk'],
    bringsLibraries: true,
  },
  rpm: {
    file: `sealdesk-${packageVersion}-1.${rpmProcessors.x64}.rpm`,
    prepare: async (shared, work) => {
      await formerRpm(join(shared, 'sealdesk.rpm'), join(shared, 'former.rpm'), work);
      await namesOfSystem(join(shared, 'sealdesk.rpm'), join(shared, 'names.rpm'), work);
    },
    ready: `${apt} dnf rpm ${catalogues} && dnf -y -q --disablerepo='*' install /shared/names.rpm`,
    install: (name) => `dnf -y --disablerepo='*' install /shared/${name}.rpm`,
    version: "rpm -q --qf '%{VERSION}' sealdesk",
    remove: ["dnf -y --disablerepo='*' remove sealdesk"],
    // Its names are those of other systems.
    bringsLibraries: false,
  },
};

/** Puts a package of each kind and its older version into the folder that guests share. */
export async function preparePackages(shared) {
  for (const [kind, { file, prepare }] of Object.entries(managers)) {
    await cp(inProject('out/packages', file), join(shared, `sealdesk.${kind}`));
    const work = join(shared, 'former');
    await mkdir(work, { recursive: true });
    await prepare(shared, work);
    await rm(work, { recursive: true });
  }
}

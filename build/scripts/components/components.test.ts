import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { advisoriesOfAudit, affectedPackages, keptAdvisories } from './advisories.mjs';
import { billOfMaterials } from './bill-of-materials.mjs';
import { licenceFault, licenceTexts } from './licences.mjs';
import { noticesText } from './notices.mjs';
import { electron, node, nodeOf32Bits } from './runtimes.mjs';
import { lockedPackages, shippedPackages } from './shipped-packages.mjs';

const LINUX = { os: 'linux', cpu: 'x64' };
const shipped = shippedPackages(lockedPackages(), LINUX);
const runtimes = [electron('45.4.1'), node('command/'), nodeOf32Bits()];

describe('the packages of a product', () => {
  it('are those of its system, without the tools that made it', () => {
    const names = shipped.map(({ name }) => name);
    expect(names).toContain('pdfjs-dist');
    expect(names).toContain('@koromix/koffi-linux-x64');
    const others = names.filter((name) => /koffi-win32|koffi-linux-arm64|vitest|canvas/.test(name));
    expect(others).toEqual([]);
  });

  it('have the names of their makers, where the project calls a version by another', () => {
    const folders = shipped.filter(({ name }) => name === 'pako').map(({ folder }) => folder);
    expect(folders).toEqual(expect.arrayContaining(['node_modules/pako', 'node_modules/pako3']));
    expect(shipped.map(({ name }) => name)).not.toContain('pako3');
  });

  it('have notices that hold the licence of each', () => {
    const notices = noticesText(shipped, runtimes);
    for (const { name, version, licence } of shipped)
      expect(notices).toContain(`${name} ${version} (${licence})`);
    expect(notices).toContain('SIL OPEN FONT LICENSE');
    for (const place of ['LICENSE.electron.txt', 'command/LICENSE.node.txt', 'host32/LICENSE.node.txt'])
      expect(notices).toContain(place);
    expect(noticesText(shipped, [node()])).not.toContain('LICENSE.electron.txt');
    expect(shipped.filter((each) => licenceTexts(each).length === 0)).toEqual([]);
  });

  it.each([
    ['GPL-3.0-only', 'left is under GPL-3.0-only, which a product may not carry'],
    ['(MIT AND CC-BY-4.0)', 'left is under CC-BY-4.0, which a product may not carry'],
    [undefined, 'left names no licence'],
    ['(MIT AND Zlib)', null],
  ])('under %s: %s', (licence, fault) => {
    expect(licenceFault({ name: 'left', licence })).toBe(fault);
  });
});

describe('the bill of materials', () => {
  it('fits the schema of CycloneDX 1.6, and has the same bytes each time', () => {
    const folder = 'node_modules/@cyclonedx/cyclonedx-library/res/schema';
    const schema = (name: string): object =>
      JSON.parse(readFileSync(`${folder}/${name}.SNAPSHOT.schema.json`, 'utf8')) as object;
    const ajv = new Ajv({ strict: false, validateFormats: false });
    const id = (name: string): string => `http://cyclonedx.org/schema/${name}.SNAPSHOT.schema.json`;
    for (const name of ['spdx', 'jsf-0.82', 'cryptography-defs'])
      ajv.addSchema({ ...schema(name), $id: id(name) });
    const fits = ajv.compile(schema('bom-1.6'));
    const bill = billOfMaterials({ version: '1.0.0' }, shipped, runtimes);
    expect([fits(JSON.parse(bill)), fits.errors]).toEqual([true, null]);
    for (const name of ['electron', 'node', 'node-win-x86']) expect(bill).toContain(`"name": "${name}"`);
    expect(billOfMaterials({ version: '1.0.0' }, [...shipped].reverse(), runtimes).length).toBe(bill.length);
    expect(billOfMaterials({ version: '1.0.0' }, shipped, runtimes)).toBe(bill);
  });
});

describe('advisories', () => {
  const advisory = {
    id: 'X-1',
    package: '@a/b',
    affected: '<1.2.0 || >=2.0.0 <2.0.3',
    summary: 'bad',
    source: 's',
  };

  it.each([
    ['1.1.9', true],
    ['1.2.0', false],
    ['2.0.2', true],
    ['2.0.3', false],
  ])('name version %s: %s', (version, isNamed) => {
    const packages = { 'node_modules/c/node_modules/@a/b': { version } };
    expect(affectedPackages(packages, [advisory]).length === 1).toBe(isNamed);
  });

  it('of the repository have a day and a source each, and packages that are no other’s', () => {
    const { asOf, advisories } = keptAdvisories();
    expect(asOf).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    const sources = advisories.filter(({ source }) => !source.startsWith('https://'));
    expect([advisories.length > 0, sources]).toEqual([true, []]);
  });

  it('are read from what npm audit prints', () => {
    const via = {
      name: 'tar',
      range: '<7.5.3',
      title: 'links',
      url: 'https://github.com/advisories/GHSA-8qq5',
    };
    const audit = {
      vulnerabilities: { tar: { via: [via] }, builder: { via: ['tar'] }, other: { via: [via] } },
    };
    expect(advisoriesOfAudit(audit)).toEqual([
      { id: 'GHSA-8qq5', package: 'tar', affected: '<7.5.3', summary: 'links', source: via.url },
    ]);
  });
});

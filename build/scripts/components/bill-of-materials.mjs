import { createHash } from 'node:crypto';
import { Enums, Models, Serialize, Spec } from '@cyclonedx/cyclonedx-library';

/** Names a package in an npm registry (purl, package-url specification). */
const purlOf = ({ name, version, purl }) => purl ?? `pkg:npm/${name.replace('@', '%40')}@${version}`;

/** The lockfile has hashes in the form of subresource integrity. */
function hashesOf({ integrity }) {
  const [, base64] = /^sha512-(.+)$/.exec(integrity ?? '') ?? [];
  return base64 === undefined
    ? new Models.HashDictionary()
    : new Models.HashDictionary([
        [Enums.HashAlgorithm['SHA-512'], Buffer.from(base64, 'base64').toString('hex')],
      ]);
}

const licencesOf = ({ licence }) =>
  new Models.LicenseRepository([
    / AND /.test(licence)
      ? new Models.LicenseExpression(licence.replace(/^\((.*)\)$/, '$1'))
      : new Models.SpdxLicense(licence),
  ]);

function componentOf(shipped, type = Enums.ComponentType.Library) {
  const [, group, name] = /^(?:(@[^/]+)\/)?(.+)$/.exec(shipped.name);
  return new Models.Component(type, name, {
    group,
    version: shipped.version,
    purl: purlOf(shipped),
    hashes: hashesOf(shipped),
    licenses: licencesOf(shipped),
    bomRef: `${shipped.name}@${shipped.version}`,
  });
}

/** A random number would make each file another one. The one of what is listed is made from it (RFC 9562, version 8). */
function serialNumber(listed) {
  const hex = createHash('sha256').update(JSON.stringify(listed)).digest('hex');
  const variant = '89ab'[parseInt(hex[16], 16) % 4];
  const parts = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
  ];
  return `urn:uuid:${[...parts, hex.slice(20, 32)].join('-')}`;
}

/**
 * Writes the bill of materials of a product (CycloneDX 1.6, JSON). The same product has the same bytes: it says no time.
 * @param {{ version: string }} product
 * @param {(import('./shipped-packages.mjs').ShippedPackage & { purl?: string })[]} packages
 * @param {Omit<import('./runtimes.mjs').Runtime, 'notice'>[]} runtimes programs that the product runs on and carries
 * @returns {string}
 */
export function billOfMaterials({ version }, packages, runtimes) {
  const bom = new Models.Bom({
    serialNumber: serialNumber([version, packages, runtimes.map(({ name, version: own }) => [name, own])]),
  });
  const own = { name: 'sealdesk', version, licence: 'Apache-2.0' };
  bom.metadata.component = componentOf(own, Enums.ComponentType.Application);
  for (const each of packages) bom.components.add(componentOf(each));
  for (const each of runtimes) bom.components.add(componentOf(each, Enums.ComponentType.Platform));
  const factory = new Serialize.JSON.Normalize.Factory(Spec.Spec1dot6);
  return `${new Serialize.JsonSerializer(factory).serialize(bom, { sortLists: true, space: 2 })}\n`;
}

import { unpackWoff } from '../../core/fonts/woff.ts';
import { openGlyphFont } from '../../core/seal-picture/glyph-font.ts';
import { CodedError } from '../../shared/errors.ts';
import { type Result, resultOf } from '../../shared/result.ts';
import { makeAuthorities, oneYearFrom } from './authorities.ts';
import { COMPANY_ROLES } from './companies.ts';
import { type CompanyTools, type MadeCompany, makeCompany } from './make-company.ts';
import { settledState } from './open-demo-world.ts';
import type { DemoWorld } from './world-description.ts';
import { describeWorld, writeAuthorityKeys, writeCompany, writeTrust } from './world-files.ts';
import {
  abandonWorld,
  beginWorld,
  type DemoFonts,
  type DemoWorldPorts,
  finishWorld,
  requireWorld,
  type WorldFolder,
} from './world-folder.ts';

/**
 * Returns the demonstration world of a folder, and makes it when the folder is empty or absent. While another process
 * makes it, this one waits. The remains of an interrupted making are moved aside, and so is a world without a token
 * once there is a soft token. Nothing is ever overwritten or deleted. For a person who has chosen the demonstration.
 * @returns DEMO_NOT_INSTALLED when its parts are not in this build; OUTPUT_EXISTS when the folder holds something else; other codes of the file system or the token
 */
export function demoWorld(directory: string, ports: DemoWorldPorts): Promise<Result<DemoWorld>> {
  return resultOf(async () => {
    if (!ports.isInstalled) throw new CodedError('DEMO_NOT_INSTALLED');
    const folder = ports.openFolder(directory);
    for (;;) {
      const world = await openOrMake(folder, ports);
      if (world !== null) return world;
    }
  });
}

/**
 * Loads the world of a folder.
 * @returns FILE_NOT_FOUND when it holds none
 */
export function loadDemoWorld(
  directory: string,
  ports: Pick<DemoWorldPorts, 'openFolder'>,
): Promise<Result<DemoWorld>> {
  return resultOf(() => requireWorld(ports.openFolder(directory)));
}

/** @returns null when another process came between */
async function openOrMake(folder: WorldFolder, ports: DemoWorldPorts): Promise<DemoWorld | null> {
  const state = await settledState(folder, ports);
  if (state.kind === 'foreign') {
    throw new CodedError('OUTPUT_EXISTS', 'the folder is not empty', { path: folder.home });
  }
  if (state.kind === 'whole' && (state.world.pkcs11Module !== null || ports.softToken === null)) {
    return state.world;
  }
  if (state.kind !== 'empty') folder.setAside();
  return makeWorld(folder, ports);
}

const CONTRACT = '设备采购合同（样本）.pdf';
const FILE_ID_LENGTH = 16;

/**
 * Makes a world in an empty folder. The description is written last and gets its final name only when everything else
 * is there.
 * @returns null when another process was faster
 * @throws CodedError of the folder or the token
 */
async function makeWorld(folder: WorldFolder, ports: DemoWorldPorts): Promise<DemoWorld | null> {
  if (!beginWorld(folder)) return null;
  try {
    return await makeParts(folder, ports);
  } catch (error) {
    abandonWorld(folder);
    throw error;
  }
}

async function makeParts(folder: WorldFolder, ports: DemoWorldPorts): Promise<DemoWorld> {
  const validity = oneYearFrom(ports.clock.now());
  const authorities = await makeAuthorities(ports, validity);
  const trust = writeTrust(folder, authorities);
  writeAuthorityKeys(folder, authorities);
  const fonts = readFonts(ports);
  const contract = await writeContract(folder, ports, fonts);
  const { module, skfModule } = copyModules(folder, ports);
  const font = await openGlyphFont(fonts.bold);
  const companies = await makeCompanies(folder, { ports, module, authorities, validity, font });
  const world = describeWorld({ home: folder.home, module, skfModule, trust, companies, contract });
  finishWorld(folder, world);
  return world;
}

/** Both modules lie beside the tokens that they share. */
function copyModules(
  folder: WorldFolder,
  { softToken, softSkf }: DemoWorldPorts,
): { readonly module: string | null; readonly skfModule: string | null } {
  const copy = (module: string) => folder.copyModule(module, 'soft-token');
  if (softToken === null) return { module: null, skfModule: null };
  return { module: copy(softToken), skfModule: softSkf === null ? null : copy(softSkf) };
}

/** @returns unpacked fonts */
function readFonts(ports: DemoWorldPorts): DemoFonts {
  const { regular, bold } = ports.readFonts();
  return { regular: unpackWoff(regular), bold: unpackWoff(bold) };
}

async function writeContract(folder: WorldFolder, ports: DemoWorldPorts, fonts: DemoFonts): Promise<string> {
  const { drawContract } = await import('./contract/draw-contract.ts');
  const fileId = ports.random(FILE_ID_LENGTH);
  folder.write(CONTRACT, await drawContract({ fonts, createdAt: ports.clock.now(), fileId }), 'shared');
  return folder.pathOf(CONTRACT);
}

async function makeCompanies(folder: WorldFolder, tools: CompanyTools): Promise<MadeCompany[]> {
  const companies: MadeCompany[] = [];
  for (const role of COMPANY_ROLES) {
    const company = await makeCompany(role, tools);
    writeCompany(folder, company);
    companies.push(company);
  }
  return companies;
}

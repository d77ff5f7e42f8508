import { unpackWoff } from '../../core/fonts/woff.ts';
import { openGlyphFont } from '../../core/seal-picture/glyph-font.ts';
import { makeAuthorities } from './authorities.ts';
import { COMPANY_ROLES } from './company-roles.ts';
import { makeCompany, type CompanyTools, type MadeCompany } from './make-company.ts';
import { describeWorld } from './describe-world.ts';
import type { DemoFonts, DemoWorldPorts, WorldFolder } from './ports.ts';
import { oneYearFrom } from './validity.ts';
import type { DemoWorld } from './world-description.ts';
import { writeAuthorityKeys, writeCompany, writeTrust } from './world-files.ts';
import { abandonWorld, beginWorld, finishWorld } from './world-state.ts';

const CONTRACT = '设备采购合同（样本）.pdf';
const FILE_ID_LENGTH = 16;

/**
 * Makes a world in an empty folder. The description is written last, under its final name only when all the
 * rest is there.
 * @returns null where another process was faster
 * @throws CodedError of the folder or the token
 */
export async function makeWorld(folder: WorldFolder, ports: DemoWorldPorts): Promise<DemoWorld | null> {
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

/** Both lie beside the tokens that they share. */
function copyModules(
  folder: WorldFolder,
  { softToken, softSkf }: DemoWorldPorts,
): { readonly module: string | null; readonly skfModule: string | null } {
  const copy = (module: string) => folder.copyModule(module, 'soft-token');
  if (softToken === null) return { module: null, skfModule: null };
  return { module: copy(softToken), skfModule: softSkf === null ? null : copy(softSkf) };
}

/** @returns plain fonts */
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

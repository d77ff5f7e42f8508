import { readTrustListFile, type TrustListFile, trustListText } from '../../core/platform/trust-list-file.ts';
import { CodedError } from '../../shared/errors.ts';
import type { OfferedTrustList } from '../../shared/model/trust-lists.ts';
import { type Result, resultOf } from '../../shared/result.ts';
import { openTrustList } from '../../core/platform/trust-list.ts';
import { loadSha256 } from '../../core/cms/sha256.ts';
import { describeTrustList } from './describe-trust-list.ts';
import type { TrustListPorts } from './trust-list-store.ts';

/** A list as a file for somebody who has no platform. */
interface HandedOut {
  readonly text: string;
  readonly list: Omit<OfferedTrustList, 'step' | 'file'>;
}

/**
 * Makes the file of a list that is here, for a counterpart: the statement as its issuer has signed it, with the revocation
 * lists at hand. Fails with TRUST_LIST_NOT_FOUND when there is none, or none of that source, or several and no source is
 * named.
 * @param source the platform's id, or the name that the list has; null for the only one
 */
export function handOutTrustList(source: string | null, ports: TrustListPorts): Promise<Result<HandedOut>> {
  return resultOf(async () => {
    const found = filesOf(ports).filter((each) => source === null || each.source === source);
    const [only, ...others] = found;
    if (only === undefined || others.length > 0) {
      throw new CodedError('TRUST_LIST_NOT_FOUND', source ?? '', { sources: found.map(sourceOf).join(' ') });
    }
    const text = trustListText(only.file);
    const { engine, clock } = ports;
    const tools = { engine, sha256: await loadSha256(), now: clock.now() };
    return {
      text,
      list: describeTrustList(openTrustList(readTrustListFile(text), engine, tools.now), tools),
    };
  });
}

interface SourcedFile {
  readonly source: string;
  readonly file: TrustListFile;
}

const sourceOf = ({ source }: SourcedFile): string => source;

function filesOf({ store, synchronised }: TrustListPorts): SourcedFile[] {
  const ofPlatforms = synchronised().flatMap(({ platform, files }) => {
    const { statement, lists } = files.material();
    if (statement === undefined) return [];
    const revocationLists = lists.flatMap(({ file }) => files.list(file) ?? []);
    return [{ source: platform, file: { statement, revocationLists } }];
  });
  const isOfPlatform = (source: string): boolean => ofPlatforms.some((each) => each.source === source);
  const kept = store.kept().flatMap(({ confirmation: { source }, file }) => {
    return file === null || isOfPlatform(source) ? [] : [{ source, file }];
  });
  return [...ofPlatforms, ...kept];
}

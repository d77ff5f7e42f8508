import { spawnSync } from 'node:child_process';
import { z } from 'zod';
import { answersOfPython } from './python.ts';

/** What another reader finds in a zip file. */
export interface PeerZip {
  readonly entries: readonly {
    readonly name: string;
    readonly size: number;
    readonly sha256: string;
    /** A hash of its elements if the entry is XML that the peer can parse. */
    readonly xml: string | null;
  }[];
}

/** Reads zip files by Python's zipfile, which checks each entry's check sum, and their XML by expat. */
const SCRIPT = `
import hashlib, json, sys, zipfile
import xml.etree.ElementTree as tree
def plain(e):
    text = (e.text or '') + ''.join(c.tail or '' for c in e)
    return [e.tag, dict(sorted(e.attrib.items())), text] + [plain(c) for c in e]
def parsed(name, data):
    if not name.lower().endswith('.xml'): return None
    try: return hashlib.sha256(json.dumps(plain(tree.fromstring(data)), ensure_ascii=False, separators=(',', ':')).encode()).hexdigest()
    except tree.ParseError: return None
def entry(z, i):
    data = z.read(i)
    return {'name': i.filename, 'size': len(data), 'sha256': hashlib.sha256(data).hexdigest(), 'xml': parsed(i.filename, data)}
for path in sys.argv[1:]:
    with zipfile.ZipFile(path) as z: print(json.dumps({'entries': [entry(z, i) for i in z.infolist()]}))
`;

const Answer = z.object({
  entries: z.array(
    z.object({ name: z.string(), size: z.number(), sha256: z.string(), xml: z.string().nullable() }),
  ),
});

/** Reads zip files by Python. @throws Error if it refuses one of them */
export function readByPython(paths: readonly string[]): readonly PeerZip[] {
  return answersOfPython(SCRIPT, paths, Answer);
}

/** What `unzip -t` says against a zip file; empty for one without fault. */
export function unzipFindings(path: string): string {
  const { status, stdout, stderr } = spawnSync('unzip', ['-tqq', path], { encoding: 'utf8' });
  return status === 0 ? '' : `${String(status)} ${stdout}${stderr}`;
}

import {
  type DescribedTrustList,
  groupsOfFour,
  type KeptTrustList,
  type TrustListsView,
} from '../../shared/model/trust-lists.ts';
import { printAside, printLine } from './printing.ts';

const STATES: Readonly<Record<KeptTrustList['state'], string>> = {
  inForce: '有效 in force',
  outdated: '已过期，请索取新一期 outdated: ask for the newest one',
  changed: '文件已被改动，不予采用 changed on the disk: counts for nothing',
};

/** Prints the confirmed lists, and those that nobody has confirmed yet. */
export function printTrustLists({ kept, platforms, offered }: TrustListsView): void {
  for (const list of platforms) printTrustList(`${list.source}: 平台同步 by synchronisation`, list);
  for (const { id, state, file, list } of kept) {
    printLine(`${id}: ${STATES[state]}  ${file}`);
    if (list !== null) linesOf(list).forEach(printLine);
  }
  for (const offer of offered) {
    const from =
      offer.from === 'program' ? '随程序附带 came with the program' : '工作环境附带 laid into the home';
    const state = offer.step === 'new' ? '待核对指纹 to be confirmed' : '新一期 a newer one';
    printLine(`${offer.file}: ${from}, ${state}`);
    linesOf(offer).forEach(printLine);
  }
  const isEmpty = platforms.length + kept.length + offered.length === 0;
  if (isEmpty) printAside('没有名单 no lists: sealdesk trust accept FILE, sealdesk platform add');
}

/** Prints what a list says, and whose word it is. @param title names it */
export function printTrustList(title: string, list: DescribedTrustList): void {
  printLine(title);
  linesOf(list).forEach(printLine);
}

function linesOf(list: DescribedTrustList): string[] {
  const { signer, revocationLists } = list;
  const due = list.isOutdated ? '已过期 outdated' : '下一期 next';
  const named = (title: string, names: readonly string[]): string[] =>
    names.map((name) => `  ${title}: ${name}`);
  return [
    `  来源 source: ${list.source}  #${String(list.number)}`,
    `  名单截至 as of: ${list.issuedAt}  ${due}: ${list.nextUpdate}`,
    `  签发人 signer: ${signer.subject}`,
    `  SM3: ${groupsOfFour(signer.sm3)}`,
    `  SHA-256: ${groupsOfFour(signer.sha256)}`,
    ...named('根证书 root', list.roots),
    ...named('发证机构 authority', list.authorities),
    ...named('时间戳机构 time-stamp authority', list.timeStampers),
    ...named('制章者 maker', list.makers),
    `  撤销列表 revocation lists: ${String(revocationLists.count)}${revocationLists.asOf === null ? '' : `, ${revocationLists.asOf}`}`,
  ];
}

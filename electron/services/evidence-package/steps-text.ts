import type { Step } from '../packages/package-part.ts';
import { WORK } from './openssl-commands.ts';

export const STEPS_PATH = '01-复核步骤.txt';

const HEAD = `电子签章证据包 · 复核步骤
Evidence package: how to repeat each check

需要：OpenSSL 3.0 或更高版本（支持 SM2、SM3），以及任何 POSIX shell（Linux、macOS、Windows 的 Git Bash 或 WSL）；文件为 OFD 的，另需 unzip 和 gzip。不需要本程序，不需要联网。
You need OpenSSL 3.0 or later and a POSIX shell, and unzip and gzip for an OFD. You need neither this program nor a network.

做法：解开证据包，在其文件夹中从上到下逐行运行缩进的命令。命令的退出状态为 0（用 echo $? 查看），则该项成立；否则不成立。
Unpack the package and run the indented commands in its folder, from top to bottom. Exit status 0 (echo $?) means that the
sentence above it holds.

“预期”是导出时的结论。任何一项与预期不同，说明包中的文件在导出之后改变过，或当时的结论有误。
"Expected" is what was found when the package was made. A different outcome means that a file was changed since, or that the verdict
was wrong.

信任从哪里来：证书链终止于 inputs.json 的 trust.certificates 中的根证书。请从发证机构公布的渠道核对其指纹，包内的证书不能自己证明自己。
Where trust comes from: chains end at root certificates in this package. Compare their fingerprints with what the authority
publishes: nothing in a package proves itself.
`;

/** What breaks lines or turns the direction of text. */
const UNSEEN = /[\p{C}\p{Zl}\p{Zp}]/gu;

/** A sentence quotes names that somebody else has chosen: none of them may look like a command of its own line. */
const onOneLine = (sentence: string): string => sentence.replace(UNSEEN, '\ufffd');

/** Writes the steps: what each shows, and the command that shows it, indented by four spaces. */
export function stepsText(steps: readonly Step[]): string {
  const prepare = `准备 Preparation\n    mkdir -p ${WORK}\n`;
  const listed = steps.map(({ title, command, holds }, index) =>
    [
      `${index + 1}. ${onOneLine(title['zh-CN'])}`,
      `   ${onOneLine(title.en)}`,
      `   预期 expected: ${holds ? '成立 holds' : '不成立 does not hold'}`,
      `    ${command}`,
      '',
    ].join('\n'),
  );
  return [HEAD, prepare, ...listed].join('\n');
}

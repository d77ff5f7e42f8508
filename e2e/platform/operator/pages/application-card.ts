import type { PlatformContext } from '../../platform-context.ts';
import type { FiledRecord } from '../../services/applications.ts';
import type { LossReportContent } from '../../services/loss-reports.ts';
import { listPapers } from '../../services/papers.ts';
import type { PinResetContent } from '../../services/pin-resets.ts';
import type { SealApplicationContent } from '../../services/seal-applications.ts';
import { html, type Html } from '../html.ts';
import { KIND_WORDS, PAPER_WORDS, ROLE_WORDS, STATE_WORDS, timeText, wordFor } from '../words.ts';
import { badge } from './layout.ts';

type AnyFile = FiledRecord<PinResetContent | LossReportContent | SealApplicationContent>;

type Fact = readonly [name: string, value: string];

/** Whether an officer has something to decide. */
export function isWaiting({ state, content }: AnyFile): boolean {
  const withdrawal = 'withdrawal' in content ? content.withdrawal : null;
  const isLoss = 'withdrawal' in content && (state === 'unauthorised' || state === 'received');
  return state === 'underReview' || withdrawal?.state === 'underReview' || isLoss;
}

/** Shows an application or a report with everything that an officer needs, and the form of a pending decision. */
export function applicationCard(context: PlatformContext, file: AnyFile): Html {
  const facts = factsOf(file).map(
    ([name, value]) =>
      html`<div>
        <dt>${name}</dt>
        <dd>${value}</dd>
      </div>`,
  );
  return html`<article class="card" id="${file.number}">
    <h2>${wordFor(KIND_WORDS, file.kind)} <span class="mono">${file.number}</span> ${stateBadge(file)}</h2>
    <dl>${facts}</dl>
    ${papersOf(context, file)} ${isWaiting(file) ? formOf(file) : null}
  </article>`;
}

/** The tones of the states that are neither waiting nor plain. */
const TONES: Readonly<Record<string, 'good' | 'bad'>> = {
  approved: 'good',
  done: 'good',
  rejected: 'bad',
  inForce: 'bad',
};

function stateBadge(file: AnyFile): Html {
  const isWithdrawal = 'withdrawal' in file.content && file.content.withdrawal?.state === 'underReview';
  if (isWithdrawal) return badge('撤回待审核', 'waiting');
  if (isWaiting(file)) {
    return badge(file.kind === 'lossReport' ? wordFor(STATE_WORDS, file.state) : '待审核', 'waiting');
  }
  return badge(wordFor(STATE_WORDS, file.state), TONES[file.state] ?? 'plain');
}

function factsOf({ kind, holder, createdAt, content }: AnyFile): readonly Fact[] {
  const common: Fact[] = [
    ['单位', holder ?? '—'],
    ['提交', timeText(createdAt)],
  ];
  if ('withdrawal' in content) return [...common, ...lossFacts(content)];
  const { request, decidedAt, decisionReason } = content;
  const { name, role, contact } = request.applicant;
  return [
    ...common,
    ['申请人', `${name}（${wordFor(ROLE_WORDS, role)}，${contact}）`],
    ...subjectFacts(kind, request),
    ['事由', 'sealKind' in request ? '首次申领' : request.reason],
    ['决定', decidedAt === null ? '—' : `${timeText(decidedAt)} ${decisionReason ?? '同意'}`],
  ];
}

function subjectFacts(
  kind: string,
  request: PinResetContent['request'] | SealApplicationContent['request'],
): readonly Fact[] {
  if ('sealKind' in request) {
    const { sealKind, sealName, holderCode, representative, tokenSerial } = request;
    return [
      ['申领的印章', `${sealKind} · ${sealName}`],
      ['统一社会信用代码', holderCode],
      ['法定代表人', representative],
      ['USB Key', tokenSerial],
      ['图案', '按公安机关备案的实物印章印模制作'],
    ];
  }
  if ('tokenSerial' in request) return [['USB Key', request.tokenSerial]];
  return [[kind === 'cancellation' ? '注销的印章' : '原印章', request.esId]];
}

function lossFacts(content: LossReportContent): readonly Fact[] {
  const { request, esId, receivedAt, authorisedBy, decidedAt, decisionReason, withdrawal } = content;
  const { name, role, contact } = request.reporter;
  return [
    ['报告人', `${name}（${wordFor(ROLE_WORDS, role)}，${contact}）`],
    ['印章', `${request.sealName}（${esId ?? '平台没有这枚印章'}）`],
    ['经过', request.what],
    ['声称丢失时间', timeText(request.lostAt)],
    ['核实并收到', receivedAt === null ? '—' : `${timeText(receivedAt)}（${authorisedBy ?? ''}）`],
    ['决定', decidedAt === null ? '—' : `${timeText(decidedAt)} ${decisionReason ?? '停用'}`],
    ['撤回', withdrawal === null ? '—' : `${withdrawal.reason} ${withdrawal.decisionReason ?? ''}`],
  ];
}

function papersOf(context: PlatformContext, { content, number }: AnyFile): Html | null {
  const isResetOrIssue = 'tokenSerial' in content.request;
  const isDemanded = 'demanded' in content && content.demanded.length > 0;
  if ('withdrawal' in content || (!isResetOrIssue && !isDemanded)) return null;
  const papers = listPapers(context, number).map(
    (paper) =>
      html`<li>
        <a href="/applications/${number}/papers/${paper.id}" target="_blank" rel="noopener">
          ${wordFor(PAPER_WORDS, paper.kind)}</a
        >
        <span class="soft">${Math.ceil(paper.size / 1024)} KB · SM3 ${paper.sm3.slice(0, 16)}…</span>
      </li>`,
  );
  return papers.length === 0
    ? html`<p class="soft">没有材料</p>`
    : html`<ul class="papers">
        ${papers}
      </ul>`;
}

function formOf(file: AnyFile): Html {
  if (file.state === 'unauthorised') return callForm(file.number);
  const isClaim = file.kind === 'lossReport' && file.state === 'received' && !hasWithdrawal(file);
  return isClaim ? lossForm(file.number) : decisionForm(file.number);
}

function hasWithdrawal({ content }: AnyFile): boolean {
  return 'withdrawal' in content && content.withdrawal?.state === 'underReview';
}

function callForm(number: string): Html {
  return html`<form method="post" action="/applications/${number}/call" class="row">
      <span class="soft">尚未核实，不产生任何效力。</span>
      <button class="primary">已电话核实</button>
    </form>
    ${rejectForm(number)}`;
}

function rejectForm(number: string): Html {
  return html`<form method="post" action="/applications/${number}/decision" class="row">
    <label>驳回理由 <input name="reason" maxlength="500" /></label>
    <button name="outcome" value="reject">驳回</button>
  </form>`;
}

/** A suspension acts from now on, or back to the receipt of the report, never to what the reporter claims. */
function lossForm(number: string): Html {
  return html`<form method="post" action="/applications/${number}/decision" class="row">
    <button name="outcome" value="approve" class="primary">即时停用</button>
    <button name="outcome" value="approveFromReceipt">自收到时起停用</button>
    <label>驳回理由 <input name="reason" maxlength="500" /></label>
    <button name="outcome" value="reject">驳回</button>
  </form>`;
}

function decisionForm(number: string): Html {
  return html`<form method="post" action="/applications/${number}/decision" class="row">
    <button name="outcome" value="approve" class="primary">批准</button>
    <label>驳回理由 <input name="reason" maxlength="500" /></label>
    <button name="outcome" value="reject">驳回</button>
  </form>`;
}

import type { PlatformContext } from '../../platform-context.ts';
import { html, type Html } from '../html.ts';
import { timeText } from '../words.ts';

/** The sections of the operator's page, in the order of the bar. */
const PLACES = [
  { path: '/', name: '待办' },
  { path: '/applications', name: '申请与挂失' },
  { path: '/seals', name: '印章' },
  { path: '/enterprises', name: '企业登记' },
  { path: '/certificates', name: '证书与撤销列表' },
  { path: '/feed', name: '状态公告' },
  { path: '/messages', name: '发出的消息' },
  { path: '/registers', name: '用印登记' },
  { path: '/drill', name: '演练' },
] as const;

/**
 * Lays out one whole page.
 * @param notice the outcome of the last action; null for none
 */
export function layout(context: PlatformContext, path: string, notice: string | null, content: Html): Html {
  const links = PLACES.map(
    (place) =>
      html`<a href="${place.path}" ${place.path === path ? html`aria-current="page"` : null}
        >${place.name}</a
      >`,
  );
  const title = PLACES.find((place) => place.path === path)?.name ?? '';
  return html`<!doctype html>
    <html lang="zh-CN">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>${title} · ${context.name}</title>
        <link rel="stylesheet" href="/style.css" />
      </head>
      <body>
        <header>
          <div><strong>${context.name}</strong><span class="soft">操作台 · 演示</span></div>
          <div class="soft">
            平台时间 ${timeText(context.clock.now().toISOString())} · 规则
            ${context.profile?.jurisdiction.zh ?? context.profileId}
          </div>
        </header>
        <nav aria-label="操作台">${links}</nav>
        <main>
          <h1>${title}</h1>
          ${notice === null ? null : html`<p class="notice" role="status">${notice}</p>`} ${content}
        </main>
      </body>
    </html> `;
}

/** Shows a table, or a sentence when it would be empty. */
export function table(headings: readonly string[], rows: readonly Html[], empty: string): Html {
  if (rows.length === 0) return html`<p class="empty">${empty}</p>`;
  const head = headings.map((heading) => html`<th scope="col">${heading}</th>`);
  return html`<table>
    <thead>
      <tr>
        ${head}
      </tr>
    </thead>
    <tbody>
      ${rows}
    </tbody>
  </table>`;
}

/**
 * Shows a state as a word in a frame.
 * @param tone the colour of the style
 */
export function badge(word: string, tone: 'good' | 'waiting' | 'bad' | 'plain'): Html {
  return html`<span class="badge ${tone}">${word}</span>`;
}

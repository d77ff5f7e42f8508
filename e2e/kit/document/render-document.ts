import { type ContractRoute, contractRoutes } from '../../platform/api/contract.ts';
import { type Example, readExamples } from '../../platform/api/examples.ts';
import { Html, html } from '../../platform/operator/html.ts';
import {
  type Body,
  bodyOf,
  catalogue,
  chinese,
  contract,
  operationAt,
  type Parameter,
  parameterOf,
} from './contract-model.ts';
import { schemaTable, typeText } from './render-schema.ts';

const STYLE =
  new Html(`body{font:16px/1.6 "Noto Sans SC","Microsoft YaHei",sans-serif;color:#1d2329;margin:0 auto;max-width:1000px;padding:24px}
h1,h2,h3{line-height:1.3}h2{border-bottom:2px solid #b3261e;padding-bottom:4px;margin-top:48px}h3{margin-top:40px}
.en{color:#4a5560}table{border-collapse:collapse;width:100%;margin:8px 0}th,td{border:1px solid #cfd6dd;padding:4px 8px;text-align:left;vertical-align:top;overflow-wrap:anywhere}
th{background:#f3f5f7}code,pre{font:14px/1.5 ui-monospace,Consolas,monospace}pre{background:#f3f5f7;padding:12px;white-space:pre-wrap;overflow-wrap:anywhere}
.where{background:#f3f5f7;padding:6px 10px}nav li{break-inside:avoid}@media print{body{max-width:none}a{color:inherit}}`);

/** Returns the operations that have no Chinese texts or no example, which the document would lack. */
export function documentGaps(): string[] {
  const examples = readExamples();
  return contractRoutes()
    .map(({ operationId }) => operationId)
    .filter((id) => chinese.operations[id] === undefined || examples[id] === undefined);
}

/** Writes the contract as one HTML page for people, Chinese first. It needs no network and runs no script. */
export function renderDocument(): string {
  const { title, version, description } = contract.info;
  const routes = contractRoutes();
  const examples = readExamples();
  return html`<!doctype html>
    <html lang="zh-CN">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>${chinese.title} ${version}</title>
        <style>
          ${STYLE}
        </style>
      </head>
      <body>
        <h1>${chinese.title} <span class="en">${title}</span> ${version}</h1>
        <p>${chinese.summary}</p>
        <nav>
          <h2>目录 Contents</h2>
          <ul>
            <li><a href="#rules">通则 What holds for every operation</a></li>
            ${routes.map(
              ({ operationId }) =>
                html`<li><a href="#${operationId}">${chineseOf(operationId)[0]} ${operationId}</a></li>`,
            )}
            <li><a href="#problems">错误目录 Catalogue of errors</a></li>
            <li><a href="#schemas">数据 Schemas</a></li>
          </ul>
        </nav>
        <h2 id="rules">通则 <span class="en">What holds for every operation</span></h2>
        ${chinese.rules.map(([name, text]) => html`<p><strong>${name}。</strong>${text}</p>`)}
        <div class="en">${paragraphs(description)}</div>
        <h2>操作 <span class="en">Operations</span></h2>
        ${routes.map((route) => operationSection(route, examples[route.operationId]))} ${problemSection()}
        ${schemaSection()}
      </body>
    </html>`.text;
}

const chineseOf = (operationId: string): readonly [string, string] =>
  chinese.operations[operationId] ?? ['', ''];

/** Paragraphs of a description; bold words and code are its only marks. */
const paragraphs = (text: string): Html =>
  html`${text
    .trim()
    .split(/\n\s*\n/)
    .map((paragraph) => html`<p>${paragraph.replaceAll('**', '').replaceAll('`', '')}</p>`)}`;

function operationSection(route: ContractRoute, example: Example | undefined): Html {
  const { operationId, method, path, security, capability } = route;
  const {
    summary,
    description,
    parameters = [],
    requestBody,
    responses,
    ...rest
  } = operationAt(path, method);
  const [what, caller] = chineseOf(operationId);
  const schemes = (security ?? []).map((scheme) => `${chinese.schemes[scheme] ?? ''} ${scheme}`);
  const all = [...(contract.paths[path]?.parameters ?? []), ...parameters].map(parameterOf);
  return html`<section id="${operationId}">
    <h3>${what} <span class="en">${operationId}</span></h3>
    <p class="where"><code>${method.toUpperCase()} ${path}</code></p>
    <div class="en">${paragraphs(summary)}${description === undefined ? null : paragraphs(description)}</div>
    <p>谁可以调用：${caller}。<span class="en">Caller: ${rest['x-caller']}.</span></p>
    <p>认证 authentication: ${schemes.length === 0 ? '不需要 none' : schemes.join('，或 or ')}</p>
    ${capability === null ? null : html`<p>可选部分 optional part: <code>${capability}</code></p>`}
    ${parameterTable(all)}
    ${
      requestBody === undefined
        ? null
        : html`<h4>请求 Request</h4>
            ${contentOf(bodyOf(requestBody))}`
    }
    ${Object.entries(responses).map(
      ([status, answer]) =>
        html`<h4>${status === 'default' ? '其他回答 Otherwise' : `回答 Answer ${status}`}</h4>
          <p class="en">${bodyOf(answer).description ?? ''}</p>
          ${contentOf(bodyOf(answer))}`,
    )}
    ${example === undefined ? null : exampleOf(example)}
  </section>`;
}

function parameterTable(parameters: readonly Parameter[]): Html | null {
  if (parameters.length === 0) return null;
  return html`<table>
    <tr>
      <th>参数 parameter</th>
      <th>位置 in</th>
      <th>类型 type</th>
      <th>说明 description</th>
    </tr>
    ${parameters.map(
      ({ name = '', in: where = '', required, description = '', schema = {} }) =>
        html`<tr>
          <td><code>${name}</code>${required === true ? null : html` <small>可选 optional</small>`}</td>
          <td>${where}</td>
          <td>${typeText(schema)}</td>
          <td>${description}</td>
        </tr>`,
    )}
  </table>`;
}

const contentOf = ({ content = {} }: Body): Html =>
  html`${Object.entries(content).map(
    ([type, { schema }]) =>
      html`<p><code>${type}</code></p>
        ${schema === undefined ? null : schemaTable(schema)}`,
  )}`;

const exampleOf = ({ request, answer }: Example): Html =>
  html`<h4>示例 Example</h4>
    <pre>
${request.method} ${request.path}${inJson(request.body)}${request.type === null ? '' : `\n(${request.type})`}

${answer.status}${inJson(answer.body)}${answer.type === null ? '' : `\n(${answer.type})`}</pre>`;

const inJson = (body: unknown): string => (body === null ? '' : `\n${JSON.stringify(body, null, 2)}`);

function problemSection(): Html {
  return html`<h2 id="problems">错误目录 <span class="en">Catalogue of errors</span></h2>
    <table>
      <tr>
        <th>代码 code</th>
        <th>状态 status</th>
        <th>含义 meaning</th>
        <th>客户端 what the client does</th>
      </tr>
      ${Object.entries(catalogue).map(
        ([code, { status, title, meaning, client }]) =>
          html`<tr id="problem-${code}">
            <td><code>${code}</code></td>
            <td>${status}</td>
            <td>
              ${title.zh}。${meaning.zh}
              <div class="en">${title.en}. ${meaning.en}</div>
            </td>
            <td>
              ${client.zh}
              <div class="en">${client.en}</div>
            </td>
          </tr>`,
      )}
    </table>`;
}

const schemaSection = (): Html =>
  html`<h2 id="schemas">数据 <span class="en">Schemas</span></h2>
    ${Object.entries(contract.components.schemas).map(
      ([name, schema]) =>
        html`<section id="schema-${name}">
          <h3>${name}</h3>
          <div class="en">${paragraphs(schema.description ?? '')}</div>
          ${schemaTable(schema)}
        </section>`,
    )}`;

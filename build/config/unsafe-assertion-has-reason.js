import tseslint from 'typescript-eslint';

const base = tseslint.plugin.rules['no-unsafe-type-assertion'];

/** Tells whether a comment stands on the line of a node or ends on the line before it. */
function hasReasonBeside(sourceCode, node) {
  const { line } = node.loc.start;
  return sourceCode
    .getAllComments()
    .some(({ loc }) => loc.end.line === line - 1 || (loc.start.line <= line && line <= loc.end.line));
}

/**
 * Extends `no-unsafe-type-assertion` by one exception: a comment beside the assertion says why it holds. An
 * assertion switches the compiler's check off, so a reader must be able to judge it.
 */
export default {
  meta: {
    ...base.meta,
    docs: { ...base.meta.docs, description: 'An unsafe assertion has its reason beside it' },
  },
  defaultOptions: base.defaultOptions,
  create(context) {
    const report = (descriptor) => {
      if (!hasReasonBeside(context.sourceCode, descriptor.node)) context.report(descriptor);
    };
    return base.create(Object.create(context, { report: { value: report } }));
  },
};

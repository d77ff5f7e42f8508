export { openPdf } from './open-pdf.ts';
export { signatureFields } from './signatures/signature-fields.ts';

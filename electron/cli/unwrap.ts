/** Commands let the error fly to the one place that prints it. */
export { unwrap } from '../shared/result.ts';

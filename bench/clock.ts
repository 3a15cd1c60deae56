/**
 * Milliseconds on the clock all processes of a machine share. Unlike the wall clock it is never set
 * back, and unlike `performance.now()` it does not begin with the process.
 */
export const now = (): number => Number(process.hrtime.bigint()) / 1e6;

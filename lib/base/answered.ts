/** @returns null when the work fails, or has no answer in time @param within in ms */
export async function answered<T>(work: Promise<T>, within: number): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => (timer = setTimeout(resolve, within, null)));
  return Promise.race([work.catch(() => null), late]).finally(() => clearTimeout(timer));
}

/** Where a call's recording lies. */

/** The recorder's own disk, which statistics name and the web server does not. */
const disk = /^\/var\/www(?=\/)/;

/** What a recording told without an address is kept as; `recordingUrl` makes an address of it later. */
export function recordingPath(recfile: string | null): string | null {
  if (!recfile || /^[a-z][a-z0-9+.-]*:/i.test(recfile)) return null;
  const path = recfile.replace(disk, "").replaceAll("\\", "/").replace(/^\/+/, "");
  return path ? `/${path}` : null;
}

/**
 * @param recfile a path on the provider's host, or a full address
 * @param base of the recordings; null when none is set, and then a path leads nowhere
 * @returns null for what no browser should be sent to
 */
export function recordingUrl(recfile: string | null, base: string | null): string | null {
  if (!recfile) return null;
  if (/^https?:\/\//i.test(recfile)) return URL.canParse(recfile) ? new URL(recfile).href : null;
  const path = recordingPath(recfile);
  if (!base || !path) return null;
  const url = `${base.replace(/(?<!\/)\/*$/, "/")}${path.slice(1)}`;
  return URL.canParse(url) ? new URL(url).href : null;
}

/** The file's name, which is the same in events and in statistics, while the folders are not. */
export function recordingName(recfile: string | null): string | null {
  if (recfile === null) return null;
  return nameAtEnd(recfile.split(/[?#]/, 1)[0]!) ?? nameAtEnd(recfile);
}

/** In characters, without its ending. */
const longestName = 200;

function nameAtEnd(path: string): string | null {
  const ending = /\.\w{1,5}$/.exec(path);
  if (!ending) return null;
  const [name] = /(?<![^/\\?#])[^/\\?#]*$/.exec(path.slice(0, ending.index).slice(-longestName))!;
  return name === "" ? null : `${name}${ending[0]}`;
}

/** Recordings are named after the second, in UTC, in which the call began: `1522566805.1461640-….wav`. */
export function startInName(recfile: string | null): Date | undefined {
  const seconds = /^(1\d{9})\./.exec(recordingName(recfile) ?? "")?.[1];
  return seconds ? new Date(Number(seconds) * 1000) : undefined;
}

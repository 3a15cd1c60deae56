/**
 * Which requests come from our own pages. A page of a stranger's can make its own name lead to this machine, and would then speak to us as one of our
 * own pages. It can't name us localhost or by an address, so these are accepted without being configured.
 */
import { isIP } from "node:net";

/** Why a request's Host is refused. */
interface HostRefusal {
  status: 400 | 421;
  message: string;
}

const unreadable: HostRefusal = {
  status: 400,
  message: "The request must have one Host header, with a host and perhaps a port",
};
const foreign: HostRefusal = {
  status: 421,
  message:
    "This host is not served here: set TINYCRM_PUBLIC_URL to the address people use, and have the proxy in front pass the Host header on",
};

/**
 * @param hosts values of all the Host headers there are
 * @returns null for localhost, an address or the public URL's host, with any port
 */
export function refuseHost(hosts: readonly string[], publicUrl: string | null): HostRefusal | null {
  const name = hosts.length === 1 ? nameOf(hosts[0]!) : null;
  if (name === null) return unreadable;
  const own = publicUrl && new URL(publicUrl).hostname;
  return name === "localhost" || name === own || isIP(name.replace(/^\[|\]$/g, ""))
    ? null
    : foreign;
}

function nameOf(host: string): string | null {
  if (!/^[\w.:[\]-]{1,255}$/.test(host) || !URL.canParse(`http://${host}`)) return null;
  return new URL(`http://${host}`).hostname;
}

/**
 * Browsers send Origin with every WebSocket handshake; socket.io by default lets any site in with
 * the visitor's cookie. Programs outside a browser send none and have to bring the cookie themselves.
 */
export function isOwnOrigin(
  origin: string | undefined,
  host: string | undefined,
  publicUrl: string | null,
): boolean {
  if (origin === undefined) return true;
  if (publicUrl) return origin === publicUrl;
  // Without a public URL nothing stands in front of this server, and it speaks plain HTTP.
  const own = `http://${host}`;
  return URL.canParse(own) && origin === new URL(own).origin;
}

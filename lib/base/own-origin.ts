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

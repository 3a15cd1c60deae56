/** Asks the browser to open `tel:` links of all sites in our dial pad; it asks the person in turn. */
export function takeTelLinks(): void {
  navigator.registerProtocolHandler("tel", `${window.location.origin}/dial?number=%s`);
}

/** Not on iPhones, nor over plain http from another machine. */
export function canTakeTelLinks(): boolean {
  return typeof navigator !== "undefined" && "registerProtocolHandler" in navigator;
}

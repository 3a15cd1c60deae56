import type { Settings } from "./settings";

/**
 * The address of a link, with the parameters the server reads. The password's base64 is sent as it
 * is, like the vendor's SDK does. Never log what this returns.
 */
export function listenerUrl(
  settings: Pick<Settings, "url" | "password" | "clientType">,
  client: { guid: string; extension: string; eventsMask: number },
): string {
  const parameters = [
    ["CID", Buffer.from(settings.password, "utf8").toString("base64")],
    ["CT", encodeURIComponent(settings.clientType)],
    ["GID", encodeURIComponent(client.guid)],
    ["PhoneNumber", encodeURIComponent(client.extension)],
    ["BroadcastEventsMask", client.eventsMask],
    ["BroadcastGroup", ""],
    ["PzProtocolVersion", 2],
  ];
  const base = settings.url.replace(/\/?$/, "/");
  return `${base}?${parameters.map(([name, value]) => `${name}=${value}`).join("&")}`;
}

/** Recordings are served by the PBX's own machine, at the web's ports or the connector's, or where the setting says. */
export function recordingPlaces({
  url,
  recordingsUrl,
}: Pick<Settings, "url" | "recordingsUrl">): string[] {
  const { hostname } = new URL(url);
  const connector = new URL(url.replace(/^ws/, "http")).origin;
  return [recordingsUrl, `http://${hostname}/`, `https://${hostname}/`, connector];
}

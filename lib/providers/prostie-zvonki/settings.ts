/** What an administrator fills in, and the addresses that follow from it. */
import { z } from "zod";
import { addressSetting, countrySetting, recordingsSetting } from "../kit/settings";
/** The default port of Prostie Zvonki's connectors. */
const defaultPort = "10150";

/** `host`, `host:port`, `ws://…` and `wss://…` alike become a full address with its port. */
const address = addressSetting({
  schemes: ["ws", "wss"],
  like: "ws://pbx.example:10150",
  complete: (text) => (/^[a-z]+:\/\//i.test(text) ? text : `ws://${text}`),
  text({ protocol, hostname, pathname }, given) {
    // URL drops a scheme's own port (80, 443), which is not the default here.
    const port = /^[a-z]+:\/\/(?:\[[^\]]*\]|[^/:]*):(\d+)/i.exec(given)?.[1] ?? defaultPort;
    return `${protocol}//${hostname}:${port}${pathname === "/" ? "" : pathname}`;
  },
});

export const settings = z.object({
  url: address.meta({ placeholder: "ws://pbx.example:10150" }),
  password: z
    .string()
    .max(32, "must have at most 32 characters")
    .default("")
    .meta({ secret: true }),
  clientType: z.string().trim().min(1, "is required").max(64).default("tinyCRM"),
  country: countrySetting("RU"),
  smartTransfer: z.boolean().default(false),
  fallbackExtension: z
    .string()
    .trim()
    .regex(/^[\w*#+.-]{0,32}$/, "must be an extension, like 101")
    .default(""),
  recordingsUrl: recordingsSetting.meta({ placeholder: "http://pbx.example/records/" }),
});

export type Settings = z.infer<typeof settings>;

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

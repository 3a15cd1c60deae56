import { z } from "zod";
import { countrySetting } from "../country-setting";
import { recordingsSetting } from "../recording-places";

/** The port Prostie Zvonki's connectors listen on unless told otherwise. */
const defaultPort = "10150";

/** `host`, `host:port`, `ws://…` and `wss://…` alike become a full address without a query. */
const address = z
  .string()
  .trim()
  .min(1, "is required")
  .transform((text, ctx) => {
    const full = /^[a-z]+:\/\//i.test(text) ? text : `ws://${text}`;
    const url = URL.canParse(full) ? new URL(full) : null;
    if (!url?.hostname || !/^wss?:$/.test(url.protocol)) {
      ctx.addIssue({ code: "custom", message: "must be an address like ws://pbx.example:10150" });
      return z.NEVER;
    }
    if (url.search || url.username || url.password) {
      ctx.addIssue({ code: "custom", message: "must not hold a password or parameters" });
      return z.NEVER;
    }
    // URL drops a scheme's own port (80, 443), which is meant literally here.
    const port = /^[a-z]+:\/\/(?:\[[^\]]*\]|[^/:]*):(\d+)/i.exec(full)?.[1] ?? defaultPort;
    return `${url.protocol}//${url.hostname}:${port}${url.pathname === "/" ? "" : url.pathname}`;
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

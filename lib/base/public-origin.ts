import { headers } from "next/headers";
import { config } from "./config";

/** Where we are reached from outside: as configured, else as this browser reached us. */
export async function publicOrigin(): Promise<string> {
  return config().publicUrl ?? `http://${(await headers()).get("host") ?? "localhost"}`;
}

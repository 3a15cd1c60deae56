/** Commands of a program that runs once, for tests. */
import { onlyCopy } from "#lib/copies/copies";
import { createLinkCommands, type LinkCommands } from "#lib/telephony/link-commands";
import type { Runtimes } from "#lib/telephony/runtime";

export function linkCommandsOf(runtimes: Pick<Runtimes, "runtime">): LinkCommands {
  return createLinkCommands({ copies: onlyCopy, runtimes });
}

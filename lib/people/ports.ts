/** What the people room asks of the live side. */
import type { CommandResult } from "#lib/base/command-result";
import { createPort } from "#lib/base/port";
import type { DirectoryEntry } from "#lib/providers/contract";
import type { PresenceView } from "./presence";

export interface PresencePublisher {
  /** Tells everybody signed in whether a person may be disturbed. */
  publish(presence: PresenceView): void;
}

export interface LiveExtensions {
  /** People's extensions have changed: call after saving them. */
  changed(): Promise<void>;
}

export interface ProviderDirectory {
  /** The provider's people, to match ours to their extensions. */
  read(connectionId: string): Promise<CommandResult<{ people: DirectoryEntry[] }>>;
}

export const presencePublisher = createPort<PresencePublisher>("presence-publisher");
export const liveExtensions = createPort<LiveExtensions>("live-extensions");
export const providerDirectory = createPort<ProviderDirectory>("provider-directory");

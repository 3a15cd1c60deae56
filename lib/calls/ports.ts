/** What the calls room asks of the live side. */
import type { CommandResult } from "#lib/base/command-result";
import { createPort } from "#lib/base/port";
import type { PageCommand } from "#lib/providers/contract";

/** What a person's page has to do for a call at the vendor's script of a connection. */
export interface PageCall extends PageCommand {
  /** The connection's slug. */
  connection: string;
}

export interface CallCommands {
  /**
   * Dials `number` from the person's extension. `connection` is a slug; without it the person's own is
   * picked. `page`: what the person's own page has to do for it.
   */
  place(request: {
    userId: string;
    number: string;
    contactId?: string;
    connection?: string;
  }): Promise<CommandResult<{ callId: string; page?: PageCall }>>;
  /** Hands a call the person is in to another extension of its connection. */
  transfer(request: { userId: string; callId: string; extension: string }): Promise<CommandResult>;
  /** Ends a call the person is in. */
  hangUp(request: { userId: string; callId: string }): Promise<CommandResult>;
}

export interface CallPublisher {
  /** Sends the calls as they are now to everybody who may see them; call after changing them. */
  publish(ids: readonly string[]): Promise<void>;
}

export interface OutcomePublisher {
  /** Sends the outcomes to choose from to everybody; call after changing them. */
  publish(): Promise<void>;
}

export const callCommands = createPort<CallCommands>("call-commands");
export const callPublisher = createPort<CallPublisher>("call-publisher");
export const outcomePublisher = createPort<OutcomePublisher>("outcome-publisher");

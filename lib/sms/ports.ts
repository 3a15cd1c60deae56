/** What the text messages' room asks of the live side. */
import type { CommandResult } from "#lib/base/command-result";
import { createPort } from "#lib/base/port";

export interface SmsCommands {
  /** Sends a text message from the person's telephone. */
  send(request: {
    userId: string;
    number: string;
    text: string;
    contactId?: string;
  }): Promise<CommandResult<{ smsId: string }>>;
}

export const smsCommands = createPort<SmsCommands>("sms-commands");

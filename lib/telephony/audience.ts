import type { CallSource, PublishedCall } from "#lib/calls/stored-call";
import type { MessageSource } from "./runtime";

/** A call that came just now and asks where to go. */
export interface AskingCall {
  source: CallSource;
  externalId: string;
}

/** What a batch of messages has changed beside calls. */
export interface OtherChanges {
  /** Ids of text messages. */
  sms: readonly string[];
  /** Ids of people who went away, or came back. */
  people: readonly string[];
  asking: readonly AskingCall[];
}

export interface Audience {
  /** Gets the calls that look different now. */
  calls(calls: readonly PublishedCall[]): void;
  /** Gets everything else, when there is any. */
  others?(changes: OtherChanges): void;
  /** Gets each live call's start, after the call itself. */
  ring?(source: MessageSource, receivedAt: Date): void;
}

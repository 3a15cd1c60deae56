/** A mail server on a port of its own, and what has arrived there. */
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import PostalMime from "postal-mime";
import { SMTPServer } from "smtp-server";

export interface ReceivedMail {
  to: string[];
  subject: string;
  text: string;
  /** Null of a mail in plain text alone. */
  html: string | null;
  /** By their names in lower case. */
  headers: Record<string, string>;
}

export interface Mailbox {
  /** As TINYCRM_SMTP_URL has it. */
  url: string;
  received: ReceivedMail[];
  /** From now on nothing is taken; the answer has these words. */
  refuse(words: string | null): void;
  close(): Promise<void>;
}

export async function openMailbox(): Promise<Mailbox> {
  const received: ReceivedMail[] = [];
  let refusal: string | null = null;
  const server = new SMTPServer({
    disabledCommands: ["AUTH", "STARTTLS"],
    logger: false,
    onRcptTo: (_address, _session, done) => done(refusal === null ? null : new Error(refusal)),
    onData(stream, { envelope }, done) {
      void buffer(stream)
        .then((raw) => PostalMime.parse(raw))
        .then(({ subject = "", text = "", html = null, headers }) => {
          const to = envelope.rcptTo.map(({ address }) => address);
          const byName = Object.fromEntries(headers.map(({ key, value }) => [key, value]));
          received.push({ to, subject, text, html, headers: byName });
          done();
        }, done);
    },
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    received,
    refuse: (words) => (refusal = words),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** The one-time link in a text. */
export function linkIn(text: string): string {
  const [link] = /https?:\/\/\S+\/welcome\?token=[\w-]+/.exec(text) ?? [];
  if (!link) throw new Error(`no link in ${text}`);
  return link;
}

export const tokenOf = (link: string) => new URL(link).searchParams.get("token")!;

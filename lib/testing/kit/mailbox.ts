/** A mail server on a port of its own, and what has arrived there. */
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { SMTPServer } from "smtp-server";

export interface ReceivedMail {
  to: string[];
  /** Headers and body as they came; quoted-printable is decoded. */
  text: string;
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
      void text(stream).then((raw) => {
        received.push({ to: envelope.rcptTo.map(({ address }) => address), text: decoded(raw) });
        done();
      });
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

/** Bodies in quoted-printable or base64, as nodemailer sends one part of plain text. */
function decoded(raw: string): string {
  const [head = "", ...rest] = raw.split("\r\n\r\n");
  const body = rest.join("\r\n\r\n");
  if (/^content-transfer-encoding: base64/im.test(head)) {
    return `${head}\n\n${Buffer.from(body, "base64").toString("utf8")}`;
  }
  if (!/^content-transfer-encoding: quoted-printable/im.test(head)) return raw;
  const joined = body.replace(/=\r\n/g, "");
  const bytes = joined.replace(/=([0-9A-F]{2})/g, (_, hex: string) =>
    String.fromCharCode(parseInt(hex, 16)),
  );
  return `${head}\n\n${Buffer.from(bytes, "latin1").toString("utf8")}`;
}

/** The one-time link in a text. */
export function linkIn(text: string): string {
  const [link] = /https?:\/\/\S+\/welcome\?token=[\w-]+/.exec(text) ?? [];
  if (!link) throw new Error(`no link in ${text}`);
  return link;
}

export const tokenOf = (link: string) => new URL(link).searchParams.get("token")!;

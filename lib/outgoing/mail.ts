/**
 * Mails, by the operator's mail server (TINYCRM_SMTP_URL). The operator names it, so it may be on this machine or in
 * a local network; its addresses are checked like all others, and it gets nothing unencrypted but on this machine.
 */
import { once } from "node:events";
import { isIP } from "node:net";
import type SMTPTransport from "nodemailer/lib/smtp-transport";
import { config } from "#lib/base/config";
import { second } from "#lib/base/duration";
import { createDial } from "./dial";
import { hostOf, permissionsWith } from "./permissions";

export interface Mail {
  to: string;
  subject: string;
  /** Plain text. */
  text: string;
  /** The same, for programs that show it. */
  html?: string;
  /** Where whoever gets such mails turns them off: the program for mail may offer it. */
  unsubscribe?: string;
  /** The same of a mail that is tried again, so that its recipient sees it once. @default a new one */
  messageId?: string;
}

/** How long the server may be silent, in ms: whoever has asked for the mail waits for its answer. */
const patience = 15 * second;
/** Of the server's words about a refusal. */
const longestReason = 300;

/** The server has not taken the mail; its message is in the server's words, without the mail and the password. */
export class MailError extends Error {
  override readonly name = "MailError";
}

/** @throws {MailError} */
export async function sendMail(mail: Mail): Promise<void> {
  const { to, subject, text, html, unsubscribe, messageId } = mail;
  const server = config().mail;
  if (!server) throw new MailError("TINYCRM_SMTP_URL is not set");
  const { createTransport } = await import("nodemailer");
  const transport = createTransport(optionsOf(new URL(server.smtpUrl)));
  try {
    await transport.sendMail({
      from: server.from,
      to: { name: "", address: to },
      subject,
      text,
      html,
      messageId,
      // No holiday answers to a program.
      headers: { "auto-submitted": "auto-generated" },
      ...(unsubscribe && { list: { unsubscribe } }),
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message : "unknown";
    throw new MailError(reason.slice(0, longestReason));
  } finally {
    transport.close();
  }
}

function optionsOf(url: URL): SMTPTransport.Options {
  const secure = url.protocol === "smtps:";
  const host = hostOf(url);
  const port = Number(url.port || (secure ? 465 : 587));
  const dial = createDial(permissionsWith(host, port));
  return {
    url: url.href,
    // The address may say otherwise: smtp://relay.lan?requireTLS=false
    ...(!url.searchParams.has("requireTLS") && { requireTLS: !isThisMachine(host) }),
    connectionTimeout: patience,
    greetingTimeout: patience,
    socketTimeout: patience,
    disableFileAccess: true,
    disableUrlAccess: true,
    getSocket: (_options, done) => {
      connected()
        .then((connection) => done(null, { connection }))
        .catch((error: Error) => done(error, undefined));
    },
  };

  async function connected() {
    const socket = await dial({ host, port, timeout: patience }, false);
    await once(socket, "connect", { signal: AbortSignal.timeout(patience) }).catch((error) => {
      socket.destroy();
      throw error;
    });
    return socket;
  }
}

function isThisMachine(host: string): boolean {
  return host === "localhost" || host === "::1" || (isIP(host) === 4 && host.startsWith("127."));
}

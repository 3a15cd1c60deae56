import WebSocket from "ws";
import { createRequests } from "#lib/providers/prostie-zvonki/requests";
import { listenerUrl, settings } from "#lib/providers/prostie-zvonki/settings";
import {
  closeCodes,
  decodeFrame,
  encodeEvent,
  encodeFrame,
  framingOf,
  parseMessages,
  type Framing,
  type WireResponse,
} from "#lib/providers/prostie-zvonki/wire";

/** One link to a server, as the vendor's diagnostic program keeps it. */
export class DiagnosticClient {
  showsEvents = false;
  #socket: WebSocket | null = null;
  #framing: Framing = "base64";
  #requests = createRequests((xml) => {
    if (this.#socket?.readyState !== WebSocket.OPEN) return false;
    this.#socket.send(encodeFrame(xml, this.#framing));
    return true;
  });

  constructor(
    private readonly print: (line: string) => void,
    private readonly options: { mask: number },
  ) {}

  /** @throws in words when the server is away or says no */
  async connect(address: string, guid: string, password: string): Promise<void> {
    this.disconnect();
    const given = settings.safeParse({ url: address, password, clientType: "Diagnostic" });
    if (!given.success) throw new Error(`address: ${given.error.issues[0]?.message}`);
    this.#framing = framingOf(given.data.url);
    const client = { guid, extension: "", eventsMask: this.options.mask };
    const socket = new WebSocket(listenerUrl(given.data, client), {
      handshakeTimeout: 10_000,
      perMessageDeflate: false,
      // The console is for looking at a server one has at hand, often with a certificate of its own.
      rejectUnauthorized: false,
    });
    this.#socket = socket;
    socket.on("message", (data: Buffer) => this.#read(data));
    await new Promise<void>((resolve, reject) => {
      socket.on("error", (error: NodeJS.ErrnoException) =>
        reject(new Error(`No connection (${error.code ?? error.message})`)),
      );
      socket.on("close", (code, reason) => {
        const words = closeCodes[code]?.detail ?? reason.toString();
        const error = new Error(`The server closed the connection: ${words} (${code})`);
        this.#requests.abandon(Object.assign(error, { code: String(code) }) as never);
        reject(error);
      });
      // A wrong password is refused after the handshake: only an answer proves the link.
      socket.on("open", () => {
        this.#requests.send("GetVersion", {}).then(() => resolve(), reject);
      });
    });
  }

  disconnect(): void {
    this.#socket?.removeAllListeners("close");
    this.#socket?.close();
    this.#socket = null;
  }

  /** @throws in words when the server refuses or does not answer */
  request(method: string, data: Record<string, string>): Promise<WireResponse> {
    return this.#requests.send(method, data);
  }

  #read(data: Buffer): void {
    try {
      for (const message of parseMessages(decodeFrame(data, this.#framing))) {
        if (message.kind === "response") this.#requests.settle(message.response);
        if (message.kind === "event" && this.showsEvents) {
          this.print(encodeEvent(message.attributes));
        }
      }
    } catch (error) {
      this.print(`unreadable message: ${(error as Error).message}`);
    }
  }
}

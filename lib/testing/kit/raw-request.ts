import { request, type IncomingMessage } from "node:http";
import { connect } from "node:net";
import { text } from "node:stream/consumers";

export interface RawAnswer {
  status: number;
  headers: IncomingMessage["headers"];
  body: string;
}

/** A request whose Host and body are the test's own, which fetch does not let one choose. */
export function rawRequest(
  url: string,
  options: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<RawAnswer> {
  const { method = "GET", headers = {}, body } = options;
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, headers, agent: false }, (answer) => {
      text(answer).then(
        (said) => resolve({ status: answer.statusCode!, headers: answer.headers, body: said }),
        reject,
      );
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

/** Sends bytes as they are. @returns what comes back until the connection ends */
export function rawBytes(url: string, bytes: string): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write(bytes));
    let said = "";
    socket.on("data", (chunk) => (said += chunk.toString()));
    socket.on("error", reject).on("close", () => resolve(said));
  });
}

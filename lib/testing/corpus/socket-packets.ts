/** socket.io by its bare packets, for what its client would not send. */
import { WebSocket } from "ws";

/** In ms: what is answered at all is answered within this. */
const patience = 300;

/** @returns a socket in the main namespace; its first packets are behind it */
export function shakeHands(url: string, cookie: string): Promise<WebSocket> {
  const address = `${url.replace("http", "ws")}/socket.io/?EIO=4&transport=websocket`;
  const socket = new WebSocket(address, { headers: { cookie, origin: url } });
  return new Promise((resolve, reject) => {
    socket.on("error", reject);
    socket.on("message", (data) => {
      const packet = (data as Buffer).toString();
      if (packet.startsWith("0")) socket.send("40");
      if (packet.startsWith("44")) reject(new Error(packet));
      if (packet.startsWith("42")) resolve(socket);
    });
  });
}

/** Sends one packet, and closes. @returns the answers to it, but not what is pushed */
export async function say(socket: WebSocket, packet: string): Promise<string> {
  const answers: string[] = [];
  socket.on("message", (data) => {
    const text = (data as Buffer).toString();
    if (!text.startsWith("42")) answers.push(text);
  });
  const gone = new Promise((resolve) => socket.once("close", resolve));
  socket.send(packet);
  await Promise.race([gone, new Promise((resolve) => setTimeout(resolve, patience))]);
  socket.terminate();
  return answers.join("\n");
}

/** Which contacts' pages a browser shows: of a note it is told where somebody looks, not on every screen of the office. */
import { z } from "zod";
import { rooms, type BrowserSocket } from "./sockets";

const payload = z.strictObject({ contactId: z.uuid() });

/** As many are looked at in one browser; of the earliest it is told no more. */
const most = 20;

/** Lets this socket say whom it shows. Whether it is told is decided anew with each note. */
export function serveWatchedContacts(socket: BrowserSocket): void {
  const watched = new Set<string>();
  socket.on("contact:watch", (raw: unknown) => {
    const { data } = payload.safeParse(raw);
    if (!data) return;
    watched.delete(data.contactId);
    watched.add(data.contactId);
    void socket.join(rooms.contact(data.contactId));
    const [earliest] = watched;
    if (watched.size <= most || earliest === undefined) return;
    watched.delete(earliest);
    void socket.leave(rooms.contact(earliest));
  });
}

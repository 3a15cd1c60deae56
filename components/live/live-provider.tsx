"use client";

import {
  createContext,
  useContext,
  useEffect,
  useMemo,
  useReducer,
  useState,
  type ReactNode,
} from "react";
import type { CallView, ConnectionView } from "#lib/realtime/events";
import { openSocket, type LiveSocket } from "#lib/realtime/client";
import { liveCallsReducer, noCalls, type LiveCalls } from "./calls-reducer";
import { watchWake } from "./watch-wake";

/** `live` only after a snapshot has arrived: an open socket alone proves nothing. */
export type LinkState = "connecting" | "live" | "offline";

interface Live {
  me: { id: string };
  people: ReadonlyMap<string, string>;
  link: LinkState;
  calls: LiveCalls;
  connections: ConnectionView[];
}

const Context = createContext<Live | null>(null);

interface LiveProviderProps {
  me: { id: string };
  people: { id: string; name: string }[];
  initialConnections: ConnectionView[];
  children: ReactNode;
}

/** Mounted once, by the shell: one socket for everything that is live on the page. */
export function LiveProvider({ me, people, initialConnections, children }: LiveProviderProps) {
  const [link, setLink] = useState<LinkState>("connecting");
  const [calls, dispatch] = useReducer(liveCallsReducer, noCalls);
  const [connections, setConnections] = useState(initialConnections);

  // A navigation brings a newer list: connections may have come or gone.
  const [seen, setSeen] = useState(initialConnections);
  if (seen !== initialConnections) {
    setSeen(initialConnections);
    setConnections(initialConnections.map((one) => newerOf(one, connections)));
  }

  useEffect(() => {
    const socket: LiveSocket = openSocket();
    socket.on("connect_error", (error) => {
      setLink("offline");
      // The session has ended: the page itself has to say so.
      if (error.message === "unauthorized") window.location.assign("/sign-in");
    });
    socket.on("disconnect", (reason) => {
      setLink("offline");
      // Cut by the server, e.g. because the session ended: socket.io does not try again by itself.
      if (reason === "io server disconnect") socket.connect();
    });
    socket.on("calls:snapshot", (snapshot) => {
      dispatch({ type: "snapshot", calls: snapshot.calls });
      setLink("live");
    });
    socket.on("call", (call) => dispatch({ type: "call", call }));
    socket.on("connection", (connection) =>
      setConnections((known) => replaceBySlug(known, connection)),
    );
    const stopWatching = watchWake(() => {
      setLink("connecting");
      socket.disconnect().connect();
    });
    return () => {
      stopWatching();
      socket.disconnect();
    };
  }, []);

  const names = useMemo(() => new Map(people.map(({ id, name }) => [id, name])), [people]);
  const live = useMemo(
    () => ({ me, people: names, link, calls, connections }),
    [me, names, link, calls, connections],
  );
  return (
    <Context value={live}>
      {children}
      <span hidden data-link-state={link} />
    </Context>
  );
}

/** What the page brought may be older than what the socket has told since. */
function newerOf(served: ConnectionView, known: ConnectionView[]): ConnectionView {
  const told = known.find((one) => one.slug === served.slug);
  return told && told.since >= served.since ? { ...told, name: served.name } : served;
}

function replaceBySlug(known: ConnectionView[], changed: ConnectionView): ConnectionView[] {
  const index = known.findIndex((one) => one.slug === changed.slug);
  return index === -1 ? [...known, changed] : known.with(index, changed);
}

function useLive(): Live {
  const live = useContext(Context);
  if (!live) throw new Error("LiveProvider is missing above this component");
  return live;
}

export const useConnections = (): ConnectionView[] => useLive().connections;
export const useLinkState = (): LinkState => useLive().link;
export const useMe = (): { id: string } => useLive().me;

/** The name of a person by id, for "… took it". */
export function usePersonName(): (id: string | null) => string | null {
  const { people } = useLive();
  return (id) => (id ? (people.get(id) ?? null) : null);
}

/** Every call heard of since the page came, as last told. */
export function useLiveCalls(): ReadonlyMap<string, CallView> {
  return useLive().calls.byId;
}

"use client";

import { useRouter } from "next/navigation";
import {
  createContext,
  useContext,
  useEffect,
  useMemo,
  useReducer,
  useRef,
  useState,
  type ReactNode,
} from "react";
import type {
  CallbackView,
  CallView,
  ConnectionAbility,
  ConnectionView,
  PresenceView,
  SmsView,
} from "#lib/realtime/events";
import type { PersonName } from "#lib/users/queries";
import { openSocket, type LiveSocket } from "#lib/realtime/client";
import { callbacksFrom, callbacksReducer, type LiveCallbacks } from "./callbacks-reducer";
import { liveCallsReducer, noCalls, type LiveCalls } from "./calls-reducer";
import { openLiveLink, type LinkState, type LiveLink } from "./open-live-link";

interface Live {
  me: PresenceView;
  people: readonly PersonName[];
  names: ReadonlyMap<string, string>;
  /** Of people who were heard of since the page came, and one's own. */
  presences: ReadonlyMap<string, PresenceView>;
  link: LinkState;
  calls: LiveCalls;
  sms: ReadonlyMap<string, SmsView>;
  callbacks: LiveCallbacks;
  servedAt: number;
  connections: ConnectionView[];
  ownConnections: readonly string[];
  /** Null before it was opened. */
  socketOf(): LiveSocket | null;
}

const Context = createContext<Live | null>(null);

interface LiveProviderProps {
  me: PresenceView;
  people: PersonName[];
  initialConnections: ConnectionView[];
  initialCallbacks: CallbackView[];
  /** When the page was made, in ms. */
  servedAt: number;
  /** Slugs of those on which the person has an extension. */
  ownConnections: string[];
  children: ReactNode;
}

/** Mounted once, by the shell: one socket for everything that is live on the page. */
export function LiveProvider(props: LiveProviderProps) {
  const { me, people, initialConnections, ownConnections, servedAt, children } = props;
  const [link, setLink] = useState<LinkState>("connecting");
  const [calls, dispatch] = useReducer(liveCallsReducer, noCalls);
  const [callbacks, tellCallbacks] = useReducer(
    callbacksReducer,
    props.initialCallbacks,
    callbacksFrom,
  );
  const [connections, setConnections] = useState(initialConnections);
  const [presences, setPresences] = useState<Live["presences"]>(new Map([[me.userId, me]]));
  const [sms, setSms] = useState<Live["sms"]>(new Map());
  const opened = useRef<LiveLink>(null);
  const socket = useRef<LiveSocket>(null);
  const router = useRouter();

  // A navigation brings a newer list: connections may have come or gone.
  const [seen, setSeen] = useState(initialConnections);
  if (seen !== initialConnections) {
    setSeen(initialConnections);
    setConnections(initialConnections.map((one) => newerOf(one, connections)));
  }

  useEffect(() => {
    let snapshots = 0;
    socket.current = openSocket();
    const live = openLiveLink(socket.current, {
      link: setLink,
      asked() {
        dispatch({ type: "asked" });
        tellCallbacks({ type: "asked" });
      },
      snapshot(calls) {
        dispatch({ type: "snapshot", calls });
        // Pushes were missed, or may have been: what the page was served with is as old.
        if (snapshots++ > 0) router.refresh();
      },
      call: (call) => dispatch({ type: "call", call }),
      connection: (one) => setConnections((known) => replaceBySlug(known, one)),
      sms: (told) =>
        setSms((known) =>
          (known.get(told.id)?.version ?? 0) < told.version
            ? new Map(known).set(told.id, told)
            : known,
        ),
      callbacks: tellCallbacks,
      presence: (told) => setPresences((known) => new Map(known).set(told.userId, told)),
      // The session has ended: the page itself has to say so.
      signedOut: () => window.location.assign("/sign-in"),
    });
    opened.current = live;
    return live.close;
  }, [router]);

  useEffect(() => {
    if (calls.gaps > 0) opened.current?.refresh();
  }, [calls.gaps]);

  const names = useMemo(() => new Map(people.map(({ id, name }) => [id, name])), [people]);
  const live = useMemo(
    () => ({
      ...{ me: presences.get(me.userId) ?? me, people, names, presences, link, calls, sms },
      ...{ connections, ownConnections, callbacks, servedAt, socketOf: () => socket.current },
    }),
    // prettier-ignore
    [me, presences, people, names, link, calls, sms, connections, ownConnections, callbacks, servedAt],
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
/** Who looks at this screen, and whether they may be disturbed. */
export const useMe = (): PresenceView => useLive().me;

/** What was told of a person since the page came; null when nothing was. */
export const usePresence = (userId: string): PresenceView | null =>
  useLive().presences.get(userId) ?? null;

/** Whether a connection can do this: the one named, or any on which the person has an extension. */
export function useAbility(ability: ConnectionAbility, slug?: string): boolean {
  const { connections, ownConnections } = useLive();
  const asked = slug === undefined ? ownConnections : [slug];
  return connections.some(
    (one) => asked.includes(one.slug) && one.state !== "off" && one.abilities.includes(ability),
  );
}

/** Those to whom something can be handed, in the order of their names. */
export function useColleagues(): PersonName[] {
  return useLive().people.filter(({ disabled }) => !disabled);
}

/** The name of a person by id, for "… took it". */
export function usePersonName(): (id: string | null) => string | null {
  const { names } = useLive();
  return (id) => (id ? (names.get(id) ?? null) : null);
}

/** What screens that watch something of their own ask through; null before it was opened. */
export const useSocket = (): (() => LiveSocket | null) => useLive().socketOf;

/** Every text message heard of since the page came, as last told. */
export const useLiveSms = (): ReadonlyMap<string, SmsView> => useLive().sms;

/** Every call heard of since the page came, as last told. */
export function useLiveCalls(): ReadonlyMap<string, CallView> {
  return useLive().calls.byId;
}

/** Every callback heard of, open or closed, as last told; and when the page was made, in ms. */
export function useLiveCallbacks(): {
  callbacks: ReadonlyMap<string, CallbackView>;
  servedAt: number;
} {
  const { callbacks, servedAt } = useLive();
  return { callbacks: callbacks.byId, servedAt };
}

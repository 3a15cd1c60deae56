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
import type { Role } from "#lib/auth/roles";
import type { CallbackView } from "#lib/callbacks/callback-view";
import type { CallView, OfferedOutcome } from "#lib/calls/call-view";
import type { ConnectionAbility, ConnectionView } from "#lib/connections/connection-view";
import type { PresenceView } from "#lib/people/presence";
import type { SmsView } from "#lib/sms/sms-view";
import { readPeople } from "#lib/people/people-text";
import type { PersonName } from "#lib/people/queries";
import { later } from "../ui/later";
import type { LinkState, LiveHandlers, LiveLink, LiveSocket } from "./open-live-link";
import {
  callbacksFrom,
  callbacksReducer,
  type LiveCallbacks,
  type LiveCalls,
  liveCallsReducer,
  noCalls,
} from "./picture";

interface Live {
  me: PresenceView;
  role: Role;
  /** How often a note about each contact has changed since the page came. */
  notes: ReadonlyMap<string, number>;
  /** How many notices the person has not seen; another object each time one has come, changed or gone. */
  notices: { unread: number };
  people: readonly PersonName[];
  names: ReadonlyMap<string, string>;
  /** Of people whose presence was pushed since the page came, and one's own. */
  presences: ReadonlyMap<string, PresenceView>;
  link: LinkState;
  calls: LiveCalls;
  sms: ReadonlyMap<string, SmsView>;
  callbacks: LiveCallbacks;
  outcomes: readonly OfferedOutcome[];
  servedAt: number;
  connections: ConnectionView[];
  ownConnections: readonly string[];
  /** Null before it was opened. */
  socketOf(): LiveSocket | null;
}

/** Wanted as soon as the page stands; nothing of the page waits for it. */
const linkScript = later(() => import("./open-live-link"));

const Context = createContext<Live | null>(null);

interface LiveProviderProps {
  me: PresenceView;
  role: Role;
  /** As lib/people/people-text.ts writes them. */
  people: string;
  initialConnections: ConnectionView[];
  initialCallbacks: CallbackView[];
  initialOutcomes: OfferedOutcome[];
  initialUnread: number;
  /** Several copies of the program serve the page. */
  copies: boolean;
  /** When the page was made, in ms. */
  servedAt: number;
  /** Slugs of those on which the person has an extension. */
  ownConnections: string[];
  children: ReactNode;
}

/** Mounted once, by the shell: one socket for everything that is live on the page. */
export function LiveProvider(props: LiveProviderProps) {
  const { me, role, initialConnections, ownConnections, copies, servedAt, children } = props;
  const [link, setLink] = useState<LinkState>("connecting");
  const [calls, dispatch] = useReducer(liveCallsReducer, noCalls);
  const [callbacks, dispatchCallbacks] = useReducer(
    callbacksReducer,
    props.initialCallbacks,
    callbacksFrom,
  );
  const [connections, setConnections] = useState(initialConnections);
  const [presences, setPresences] = useState<Live["presences"]>(new Map([[me.userId, me]]));
  const [outcomes, setOutcomes] = useState(props.initialOutcomes);
  const [sms, setSms] = useState<Live["sms"]>(new Map());
  const [notes, setNotes] = useState<Live["notes"]>(new Map());
  const [notices, setNotices] = useState({ unread: props.initialUnread });
  const opened = useRef<LiveLink>(null);
  const socket = useRef<LiveSocket>(null);
  const router = useRouter();

  // A navigation brings a newer list: connections may have come or gone.
  const [seen, setSeen] = useState(initialConnections);
  if (seen !== initialConnections) {
    setSeen(initialConnections);
    setConnections(initialConnections.map((connection) => newerOf(connection, connections)));
    setOutcomes(props.initialOutcomes);
  }

  useEffect(() => {
    let snapshots = 0;
    const handlers: LiveHandlers = {
      link: setLink,
      asked() {
        dispatch({ type: "asked" });
        dispatchCallbacks({ type: "asked" });
      },
      snapshot(calls, missed) {
        dispatch({ type: "snapshot", calls });
        if (snapshots++ > 0 && missed) router.refresh();
      },
      call: (call) => dispatch({ type: "call", call }),
      connection: (pushed) => setConnections((known) => replaceBySlug(known, pushed)),
      sms: (pushed) =>
        setSms((known) =>
          (known.get(pushed.id)?.version ?? 0) < pushed.version
            ? new Map(known).set(pushed.id, pushed)
            : known,
        ),
      callbacks: dispatchCallbacks,
      presence: (pushed) => setPresences((known) => new Map(known).set(pushed.userId, pushed)),
      outcomes: setOutcomes,
      notices: setNotices,
      notes: ({ contactId }) =>
        setNotes((known) => new Map(known).set(contactId, (known.get(contactId) ?? 0) + 1)),
      // The session has ended: the page itself has to say so.
      signedOut: () => window.location.assign("/sign-in"),
    };
    let isGone = false;
    void linkScript.fetch().then(({ openLiveLink, openSocket }) => {
      if (isGone) return;
      socket.current = openSocket({ copies });
      opened.current = openLiveLink(socket.current, handlers);
    });
    return () => {
      isGone = true;
      opened.current?.close();
    };
  }, [router, copies]);

  useEffect(() => {
    if (calls.gaps > 0) opened.current?.refresh();
  }, [calls.gaps]);

  const people = useMemo(() => readPeople(props.people), [props.people]);
  const names = useMemo(() => new Map(people.map(({ id, name }) => [id, name])), [people]);
  const live = useMemo(
    () => ({
      me: presences.get(me.userId) ?? me,
      role,
      notes,
      notices,
      people,
      names,
      presences,
      link,
      calls,
      sms,
      connections,
      ownConnections,
      callbacks,
      outcomes,
      servedAt,
      socketOf: () => socket.current,
    }),
    // prettier-ignore
    [me, role, notes, notices, presences, people, names, link, calls, sms, connections, ownConnections, callbacks, outcomes, servedAt],
  );
  return (
    <Context value={live}>
      {children}
      <span hidden data-link-state={link} />
    </Context>
  );
}

/** The connection as the page was served with it, or as the socket pushed it since. */
function newerOf(served: ConnectionView, known: ConnectionView[]): ConnectionView {
  const pushed = known.find(({ slug }) => slug === served.slug);
  return pushed && pushed.since >= served.since ? { ...pushed, name: served.name } : served;
}

function replaceBySlug(known: ConnectionView[], changed: ConnectionView): ConnectionView[] {
  const index = known.findIndex(({ slug }) => slug === changed.slug);
  return index === -1 ? [...known, changed] : known.with(index, changed);
}

function useLive(): Live {
  const live = useContext(Context);
  if (!live) throw new Error("LiveProvider is missing above this component");
  return live;
}

export const useConnections = (): ConnectionView[] => useLive().connections;

/** Those on which the person has an extension. */
export function useOwnConnections(): ConnectionView[] {
  const { connections, ownConnections } = useLive();
  return connections.filter(({ slug }) => ownConnections.includes(slug));
}

export const useLinkState = (): LinkState => useLive().link;
/** Who looks at this screen, and whether they may be disturbed. */
export const useMe = (): PresenceView => useLive().me;

/** What they may do here; the server asks again. */
export const useMyRole = (): Role => useLive().role;

/** Grows with each change of a note about the contact, which the screen shows. */
export function useNoteChanges(contactId: string): number {
  const { notes, link, socketOf } = useLive();
  useEffect(() => {
    if (link === "live") socketOf()?.emit("contact:watch", { contactId });
  }, [contactId, link, socketOf]);
  return notes.get(contactId) ?? 0;
}

/** How many notices they have not seen; another object each time one has come, changed or gone. */
export const useNotices = (): { unread: number } => useLive().notices;

/** A person's presence as pushed since the page came; null without a push. */
export const usePresence = (userId: string): PresenceView | null =>
  useLive().presences.get(userId) ?? null;

/** Whether a connection can do this: the one named, or any on which the person has an extension. */
export function useAbility(ability: ConnectionAbility, slug?: string): boolean {
  const { connections, ownConnections } = useLive();
  const asked = slug === undefined ? ownConnections : [slug];
  return connections.some(
    ({ slug: own, state, abilities }) =>
      asked.includes(own) && state !== "off" && abilities.includes(ability),
  );
}

/** Everybody in the order of their names, those who have left too. */
export const usePeople = (): readonly PersonName[] => useLive().people;

/** Those to whom something can be handed, in the order of their names. */
export function useColleagues(): PersonName[] {
  return useLive().people.filter(({ disabled }) => !disabled);
}

/** The name of a person by id, for "… took it". */
export function usePersonName(): (id: string | null) => string | null {
  const { names } = useLive();
  return (id) => (id ? (names.get(id) ?? null) : null);
}

/** The outcomes to choose from, in the order of their keys. */
export const useOutcomes = (): readonly OfferedOutcome[] => useLive().outcomes;

/** What screens that watch something of their own ask through; null before it was opened. */
export const useSocket = (): (() => LiveSocket | null) => useLive().socketOf;

/** Every text message pushed since the page came, as it is now. */
export const useLiveSms = (): ReadonlyMap<string, SmsView> => useLive().sms;

/** Every call pushed since the page came, as it is now. */
export function useLiveCalls(): ReadonlyMap<string, CallView> {
  return useLive().calls.byId;
}

/** Every callback known, open or closed, as it is now; and when the page was made, in ms. */
export function useLiveCallbacks(): {
  callbacks: ReadonlyMap<string, CallbackView>;
  servedAt: number;
} {
  const { callbacks, servedAt } = useLive();
  return { callbacks: callbacks.byId, servedAt };
}

/** The simulated PBX's calls: each step goes to the people it concerns, ended calls to the history. */
import type { JsonObject, Leg } from "./wire";

export interface CallStart {
  /** @default "incoming" */
  direction?: "incoming" | "outgoing" | "internal";
  /** Whose phone it is; of an internal call, who is called. */
  extension: string;
  /** The client, as the vendor writes numbers; of an internal call, the caller's extension. */
  from: string;
  parentUuid?: string;
  otherLegs?: JsonObject[];
}

export interface SimulatedCall {
  uuid: string;
  parentUuid: string | null;
  lgDirection: number;
  leg: Leg;
  leg2: Leg | null;
  otherLegs: JsonObject[] | null;
  dialAt: number;
  bridgeAt: number | null;
}

export interface Company {
  users: readonly Leg[];
  groups: readonly (Leg & { members: readonly string[] })[];
  /** A contact's name as the CRM attached to the PBX knows it. */
  nameOf(number: string): string | null;
  /** Where recordings are served; empty until the server listens. */
  recordingsUrl: string;
}

export const trunk = "380567850550";
const codes = { internal: 1, outgoing: 2, incoming: 4 } as const;
let lastId = 40;

/** `server-unixtime.channel`, as the vendor's. */
export function newUuid(): string {
  lastId += 1;
  return `23-${Math.floor(Date.now() / 1000)}.${lastId}`;
}

export function createCalls(
  company: Company,
  send: (subscribers: string[], message: object) => void,
) {
  const active = new Map<string, SimulatedCall>();
  /** Newest first, as lists of calls are. */
  const history: JsonObject[] = [];

  function legOf(extension: string): Leg {
    const known = [...company.users, ...company.groups].find(({ ext }) => ext === extension);
    const { id, type, displayName, ext } = known ?? { ...scenario, displayName: extension };
    return { id: String(id), type, displayName, ext };
  }

  /** An event goes to every person it concerns: of a group's call, to all of the group. */
  function concerned(call: SimulatedCall): string[] {
    return [call.leg, call.leg2].flatMap((leg) => {
      const group = company.groups.find(({ ext }) => ext !== null && ext === leg?.ext);
      return group ? [...group.members] : leg?.ext ? [leg.ext] : [];
    });
  }

  function withTrunk(call: SimulatedCall) {
    const line = call.lgDirection === codes.internal ? null : trunk;
    return { ...call, trunkNum: line, trunkName: line };
  }

  function sendEvent(event: string, call: SimulatedCall): void {
    send(concerned(call), { event, ...withTrunk(call), serverTime: String(Date.now()) });
  }

  function dial(start: CallStart, uuid = newUuid()): string {
    const { direction = "incoming", extension, from } = start;
    const internal = direction === "internal";
    const name = internal ? null : company.nameOf(from);
    const client = { id: name && "29", name, num: from, companyName: null, url: null, priority: 2 };
    const call: SimulatedCall = {
      uuid,
      parentUuid: start.parentUuid ?? null,
      lgDirection: codes[direction],
      leg: legOf(internal ? from : extension),
      leg2: internal ? legOf(extension) : null,
      otherLegs: internal ? null : (start.otherLegs ?? [client]),
      dialAt: Date.now(),
      bridgeAt: null,
    };
    active.set(uuid, call);
    sendEvent("call.dial", call);
    return uuid;
  }

  function bridge(uuid: string): void {
    const call = active.get(uuid);
    if (!call || call.bridgeAt !== null) return;
    call.bridgeAt = Date.now();
    sendEvent("call.bridge", call);
  }

  /** Its legs first, when it is a group's. @returns false when there is no such call */
  function hangUp(uuid: string): boolean {
    const call = active.get(uuid);
    if (!call) return false;
    for (const leg of [...active.values()]) if (leg.parentUuid === uuid) hangUp(leg.uuid);
    active.delete(uuid);
    sendEvent("call.hangup", call);
    history.unshift(toRow(call, company.recordingsUrl));
    return true;
  }

  return {
    dial,
    bridge,
    hangUp,
    history,
    /** Rings at every member of a group. @returns the group's call and each one's leg in it */
    dialGroup(group: string, from: string): { uuid: string; legs: Record<string, string> } {
      const uuid = dial({ extension: group, from });
      const members = company.groups.find(({ ext }) => ext === group)?.members ?? [];
      const legs = members.map((extension) => [
        extension,
        dial({ extension, from, parentUuid: uuid }),
      ]);
      return { uuid, legs: Object.fromEntries(legs) as Record<string, string> };
    },
    /** One of the group answers: the others stop ringing. */
    answerGroup(call: { uuid: string; legs: Record<string, string> }, extension: string): void {
      bridge(call.legs[extension] ?? "");
      bridge(call.uuid);
      for (const [other, leg] of Object.entries(call.legs)) if (other !== extension) hangUp(leg);
    },
    pause(extension: string, away: boolean): void {
      const message = { uuid: newUuid(), parentUuid: null, lgDirection: away ? 32 : 64 };
      const nobody = {
        leg2: null,
        otherLegs: null,
        bridgeAt: null,
        trunkNum: null,
        trunkName: null,
      };
      const time = { dialAt: Date.now(), serverTime: String(Date.now()) };
      send([extension], {
        event: "call.dial",
        ...message,
        leg: legOf(extension),
        ...nobody,
        ...time,
      });
    },
    /** In seconds, as this list alone has it. */
    listActive: (): JsonObject[] =>
      [...active.values()].map((call) => ({
        ...withTrunk(call),
        lastEvent: call.bridgeAt === null ? "call.dial" : "call.bridge",
        dialAt: Math.floor(call.dialAt / 1000),
        bridgeAt: call.bridgeAt === null ? null : Math.floor(call.bridgeAt / 1000),
      })),
  };
}

const scenario = { id: "7", type: 4, displayName: "IVR", ext: null } as const;

function toRow(call: SimulatedCall, recordingsUrl: string): JsonObject {
  const endAt = Date.now();
  const answered = call.bridgeAt !== null;
  const { uuid, parentUuid, lgDirection, leg, leg2 } = call;
  const seconds = (since: number) => Math.round((endAt - since) / 1000);
  const { num = null, name } = call.otherLegs?.[0] ?? {};
  return {
    uuid,
    // Absent when there is none, as with the vendor.
    ...(parentUuid !== null && { parentUuid }),
    endAt,
    lgDirection,
    otherLegNum: num,
    ...(typeof name === "string" && { otherLegName: name }),
    leg,
    leg2,
    billSecs: call.bridgeAt === null ? 0 : seconds(call.bridgeAt),
    duration: seconds(call.dialAt),
    disposition: answered ? 0 : 1,
    ...(answered && { audioRecUrl: `${recordingsUrl}${uuid}.wav ` }),
    trunk: leg2 ? null : trunk,
  };
}

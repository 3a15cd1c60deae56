import { useFormatter } from "next-intl";
import { useLiveCallbacks, useMe, usePersonName } from "#components/live/live-provider";
import { minute } from "#lib/base/duration";
import { fillIn } from "#lib/templates/fill-in";
import { useNow } from "../ui/use-now";
import { useClient } from "./about-client";

/** Fills a template in from what this screen knows: its client, whoever sits before it, and the next promised call. */
export function useFillIn(): (template: string) => string {
  const format = useFormatter();
  const { userId } = useMe();
  const personName = usePersonName();
  const client = useClient();
  const { callbacks, servedAt } = useLiveCallbacks();
  const now = useNow(minute, servedAt);
  const promised = [...callbacks.values()].find(
    ({ contact, promised, closed, waitingSince }) =>
      contact?.id === client?.id && promised && !closed && Date.parse(waitingSince) > now,
  );
  const values = {
    client: client && client.name,
    company: client && client.company,
    me: personName(userId),
    callback: client && promised ? format.dateTime(new Date(promised.waitingSince), moment) : null,
  };
  return (template) => fillIn(template, values);
}

/** As one says it to a client. */
const moment = {
  weekday: "long",
  day: "numeric",
  month: "long",
  hour: "2-digit",
  minute: "2-digit",
} as const;

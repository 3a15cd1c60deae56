/** The journal's address parameters. What makes no sense falls back to the plain journal: a link must not break. */
import { z } from "zod";
import { periods } from "#lib/base/period-choice";
import { countedAs } from "#lib/calls/counted-as";
import {
  calledBack,
  results,
  shows,
  type JournalOptions,
  type JournalView,
} from "./journal-options";

const words = z.string().trim().max(100).catch("");
const day = z.union([z.literal(""), z.iso.date()]).catch("");
/** The numbers from 0 up to, and without, `count`. */
const below = (count: number) =>
  z.enum(["", ...Array.from({ length: count }, (_, number) => String(number))]).catch("");

const kept = {
  show: z.enum(shows).catch("all"),
  period: z.enum(["", ...periods]).catch(""),
  from: day,
  to: day,
  person: z.union([z.enum(["", "mine", "nobody"]), z.uuid()]).catch(""),
  result: z.enum(["", ...results]).catch(""),
  outcome: z.union([z.enum(["", "none"]), z.uuid()]).catch(""),
  counted: z.enum(["", ...countedAs, ...calledBack]).catch(""),
  connection: z.union([z.literal(""), z.uuid()]).catch(""),
  trunk: words,
  number: words,
  note: words,
  weekday: below(7),
  hour: below(24),
};

/** The part of the journal's options a saved view keeps. */
export const journalView = z.object(kept) satisfies z.ZodType<JournalView>;

export const journalOptions = z.object({
  ...kept,
  after: z.string().max(300).catch(""),
  before: z.string().max(300).catch(""),
  view: z.union([z.literal(""), z.uuid()]).catch(""),
}) satisfies z.ZodType<JournalOptions>;

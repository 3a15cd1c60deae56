/** What readers of a row's fields are given, and what they may find wrong. */
import type { PossibleOwner } from "../field-choices";
import type { ColumnKind, NumberLabels } from "./columns";

export const problemReasons = [
  "required",
  "tooLong",
  "tooMany",
  "number",
  "rounded",
  "email",
  "owner",
  "date",
] as const;
export type ProblemReason = (typeof problemReasons)[number];

/** For these the field is left out, the row goes in, and the report says so. */
export const leavingOut: readonly ProblemReason[] = ["number", "rounded", "email", "owner", "date"];

/** Nothing is wrong with the row: its number or address is somebody's, or all of it is known already. */
export const skipReasons = ["known", "unchanged"] as const;
export type SkipReason = (typeof skipReasons)[number];

export const isSkip = (reason: string): reason is SkipReason =>
  skipReasons.some((one) => one === reason);

/** Whether what is wrong refuses the row, or the file, and not one field. */
export const refuses = (reason: string): boolean => !leavingOut.some((one) => one === reason);

/** The first problem for which the row can't be taken. */
export function refusalAmong(problems: readonly Problem[]): Problem | undefined {
  return problems.find(({ reason }) => refuses(reason));
}

export interface Problem {
  /** Index of the column; of a missing name, the first column that could hold one. */
  column: number;
  reason: ProblemReason;
}

export interface RowMeaning {
  columns: readonly ColumnKind[];
  country: string;
  /** 04/03 is the third of April. @default false */
  monthFirst?: boolean;
  labels: Partial<NumberLabels>;
  /** Who can own a contact. */
  people: readonly PossibleOwner[];
}

/** What stands in the cells of one field's columns. */
export interface Cell {
  text: string;
  column: number;
  /** What the column in front of it says it is for. */
  label: string;
}

export interface Reading {
  cells: readonly Cell[];
  /** The longest text the field takes. */
  most: number;
  meaning: RowMeaning;
  report: (column: number, reason: ProblemReason) => void;
}

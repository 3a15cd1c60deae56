/** How long a ring takes from the PBX's frame to the card on the screen of the person it is for. */
import type { Page } from "@playwright/test";
import { expect, popup, type Office } from "./office";

/** The client number that rings at extension 101, which is Olena's. */
const from = "73430112233";
const known = /\+7 343 011/;

/** @returns ms from the frame until the card is drawn */
export async function frameToCard(page: Page, office: Office): Promise<number> {
  const card = popup(page, known);
  const sentAt = Date.now();
  const callID = office.pbx.generate({ type: "2", from, to: "101" });
  await expect(card).toHaveAttribute("data-state", "ringing");
  const took = Number(await card.getAttribute("data-shown-at")) - sentAt;
  office.pbx.generate({ type: "4", callID, from, to: "101", duration: "1" });
  await expect(card).toHaveCount(0);
  return took;
}

export const median = (times: number[]) => times.toSorted((a, b) => a - b)[times.length >> 1]!;

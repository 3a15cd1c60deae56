/** The one list of simulators: what `npm run simulate` and the demo can start. */
import { startCallKeeperSimulator as callkeeper } from "./callkeeper/simulator";
import { startSimulator as evrotel } from "./evrotel/simulator";
import { startSimulator as phonet } from "./phonet/simulator";
import { startSimulator as prostieZvonki } from "./prostie-zvonki/simulator";
import type { StartSimulator } from "./simulator";

/** By provider. */
export const simulators: Readonly<Record<string, StartSimulator>> = {
  "prostie-zvonki": prostieZvonki,
  phonet,
  evrotel,
  callkeeper,
};

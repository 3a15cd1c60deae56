/** What each provider says of its settings and refusals in Ukrainian, by its id: words alone, so that browsers may load them. */
import callkeeper from "../callkeeper/messages/uk.json";
import evrotel from "../evrotel/messages/uk.json";
import generic from "../generic/messages/uk.json";
import phonet from "../phonet/messages/uk.json";
import prostieZvonki from "../prostie-zvonki/messages/uk.json";

export const messages = {
  callkeeper,
  evrotel,
  generic,
  phonet,
  "prostie-zvonki": prostieZvonki,
};

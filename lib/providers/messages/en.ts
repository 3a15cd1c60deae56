/** What each provider says of its settings and refusals in English, by its id: words alone, so that browsers may load them. */
import callkeeper from "../callkeeper/messages/en.json";
import evrotel from "../evrotel/messages/en.json";
import generic from "../generic/messages/en.json";
import phonet from "../phonet/messages/en.json";
import prostieZvonki from "../prostie-zvonki/messages/en.json";

export const messages = {
  callkeeper,
  evrotel,
  generic,
  phonet,
  "prostie-zvonki": prostieZvonki,
};

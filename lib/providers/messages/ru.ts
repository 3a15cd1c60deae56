/** What each provider says of its settings and refusals in Russian, by its id: words alone, so that browsers may load them. */
import callkeeper from "../callkeeper/messages/ru.json";
import evrotel from "../evrotel/messages/ru.json";
import generic from "../generic/messages/ru.json";
import phonet from "../phonet/messages/ru.json";
import prostieZvonki from "../prostie-zvonki/messages/ru.json";

export const messages = {
  callkeeper,
  evrotel,
  generic,
  phonet,
  "prostie-zvonki": prostieZvonki,
};

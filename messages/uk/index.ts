/** All that the product says in Ukrainian, by the part that says it. */
import alerts from "./alerts.json";
import callbacks from "./callbacks.json";
import calls from "./calls.json";
import card from "./card.json";
import common from "./common.json";
import contacts from "./contacts.json";
import dialPad from "./dialPad.json";
import errors from "./errors.json";
import files from "./files.json";
import notes from "./notes.json";
import outcomes from "./outcomes.json";
import people from "./people.json";
import reasons from "./reasons.json";
import recordings from "./recordings.json";
import said from "./said.json";
import search from "./search.json";
import shell from "./shell.json";
import sms from "./sms.json";
import timeline from "./timeline.json";

export const messages = {
  alerts,
  callbacks,
  calls,
  card,
  common,
  contacts,
  dialPad,
  errors,
  files,
  notes,
  outcomes,
  people,
  reasons,
  recordings,
  said,
  search,
  shell,
  sms,
  timeline,
};

/** What a few screens say, and no others: no part of the script that every page begins with. */
import { messages as providers } from "../../lib/providers/messages/en";
import access from "./access.json";
import audit from "./audit.json";
import campaigns from "./campaigns.json";
import companies from "./companies.json";
import connections from "./connections.json";
import day from "./day.json";
import dialling from "./dialling.json";
import duplicates from "./duplicates.json";
import exported from "./export.json";
import health from "./health.json";
import imports from "./import.json";
import journal from "./journal.json";
import leadForm from "./leadForm.json";
import leads from "./leads.json";
import mail from "./mail.json";
import notices from "./notices.json";
import numbers from "./numbers.json";
import personalData from "./personalData.json";
import reminders from "./reminders.json";
import places from "./places.json";
import retention from "./retention.json";
import rings from "./rings.json";
import secondFactor from "./secondFactor.json";
import setup from "./setup.json";
import signIn from "./signIn.json";
import shortcuts from "./shortcuts.json";
import simulators from "./simulators.json";
import statistics from "./statistics.json";
import team from "./team.json";
import templates from "./templates.json";

export const messages = {
  access,
  audit,
  campaigns,
  companies,
  connections,
  day,
  dialling,
  duplicates,
  export: exported,
  health,
  import: imports,
  journal,
  leadForm,
  leads,
  mail,
  notices,
  numbers,
  places,
  providers,
  personalData,
  reminders,
  retention,
  rings,
  secondFactor,
  setup,
  signIn,
  shortcuts,
  simulators,
  statistics,
  team,
  templates,
};

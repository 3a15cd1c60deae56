/** Doors of sales people that take no id of a record but the one they make, or the person's own. */
export const withoutIds = [
  "changePasswordAction",
  "setDoNotDisturbAction",
  "secondFactorAction",
  "beginSecondFactorAction",
  "turnOnSecondFactorAction",
  "renewRecoveryCodesAction",
  "turnOffSecondFactorAction",
  "readAllNoticesAction",
  "ringMeAction",
  "countNumbersAction",
  "receivePageEventAction",
  "templatesAction",
  "suggestCompaniesAction",
  "updateCompanyAction",
  "saveViewAction",
  "saveJournalViewAction",
  "chooseColumnsAction",
  // The call it names is left alone, and the contact made, whosever it is.
  "createContactAction",
];

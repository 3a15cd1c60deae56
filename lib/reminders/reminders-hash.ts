/** At the end of a page's address: opens what of one's day leads out of tinyCRM, where the mail is turned off. */
export const remindersHash = "#reminders";

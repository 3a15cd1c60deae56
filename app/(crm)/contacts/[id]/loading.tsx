export { ContactAhead as default } from "#components/contacts/contact-ahead";

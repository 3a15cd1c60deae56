/** Methods that make the provider do something. */
export const commandNames = [
  "placeCall",
  "transfer",
  "hangUp",
  "sendSms",
  "uploadSound",
  "dialWithSound",
  "startCampaign",
  "orderCallback",
] as const;
export type CommandName = (typeof commandNames)[number];

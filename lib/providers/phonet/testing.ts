/** What a Phonet sends, for the tests. */
export const dialAt = 1_800_000_000_000;
export const serverTime = dialAt + 40_000;
export const receivedAt = new Date(serverTime + 120);

export const user = (ext: string | null) => ({ id: 120, type: 1, displayName: "Olena", ext });
export const group = { id: 9, type: 2, displayName: "Sales", ext: "900" };
export const menu = { id: 7, type: 4, displayName: "IVR", ext: null };
export const client = (more: object = {}) => ({
  id: "29",
  name: "Тест",
  num: "+380567777777",
  companyName: "Рекламное агентство",
  url: "https://crm.example/#/?id=1",
  priority: 2,
  ...more,
});
export const incoming = {
  event: "call.dial",
  uuid: "23-1453990999.41",
  parentUuid: null,
  lgDirection: 4,
  leg: user("911"),
  leg2: null,
  otherLegs: [client()],
  dialAt,
  bridgeAt: null,
  serverTime: String(serverTime),
  trunkNum: "567850550",
  trunkName: "Main line",
};
export const clientCard = {
  name: "Тест",
  company: "Рекламное агентство",
  url: "https://crm.example/#/?id=1",
};
export const bridged = { bridgeAt: dialAt + 10_000 };

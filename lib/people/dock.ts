/** Cookie of a browser that shows cards of calls: its next page keeps room for them. */
export const dockCookie = "tinycrm.docked";

/** How long a talk that its person has not put away waits to be wrapped up, in ms. */
export const wrapUpWindow = 4 * 60 * 60 * 1000;

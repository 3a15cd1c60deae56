export const largestFile = 50 * 1024 * 1024;
/** A file comes in pieces, so that none takes a slow line longer than the server waits. */
export const pieceSize = 1024 * 1024;

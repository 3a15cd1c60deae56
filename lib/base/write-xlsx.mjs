// A thread of its own: collects rows, then answers with the sheet they make.
import { parentPort } from "node:worker_threads";
import writeXlsxFile from "write-excel-file/node";

/** What Excel takes in one cell, in characters. */
const longestCell = 32_767;
/** XML has no place for them. */
const control = /[\u0000-\u0008\u000B\u000C\u000E-\u001F]/g;

const rows = [];

parentPort.on("message", async (message) => {
  if (message !== "end") return void rows.push(...message);
  const cells = rows.map((row, index) =>
    row.map((text) =>
      text === ""
        ? null
        : {
            value: text.replace(control, "").slice(0, longestCell),
            type: String,
            ...(index === 0 && { fontWeight: "bold" }),
          },
    ),
  );
  parentPort.postMessage(await writeXlsxFile(cells, { stickyRowsCount: 1 }).toBuffer());
});

/** Strangers and colleagues who ask for more than anybody may: what a ring's way to the card takes meanwhile. */
import { fork } from "node:child_process";
import { once } from "node:events";
import { projectFile } from "#lib/base/project-file";
import { frameToCard, median } from "./support/card-times";
import { expect, test } from "./support/office";

/** In ms. Beside other tests on two processors the ratio says little: nobody notices this much. */
const unnoticed = 200;

test.use({ officeOf: "the flood" });

test("a flood of guesses, endless bodies, board watchers and hostile imports costs a ring's card little", async ({
  office,
  signedIn,
}) => {
  const olena = await signedIn("olena");
  const admin = await signedIn("admin");
  const cookies = await admin.context().cookies();
  await admin.context().close();
  const ring = async (times: number) => {
    const took: number[] = [];
    for (let n = 0; n < times; n++) took.push(await frameToCard(olena, office));
    return median(took);
  };
  await ring(10);
  const quiet = await ring(30);

  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
  const flooder = fork(projectFile("lib/testing/kit/flooder.mjs"), [office.product.url, cookie], {
    execArgv: [],
  });
  let imports = 0;
  flooder.on("message", () => (imports += 1));
  try {
    await olena.waitForTimeout(3_000);
    const flooded = await ring(30);
    const found = `${flooded} ms flooded, ${quiet} ms quiet`;
    test.info().annotations.push({ type: "frame to card", description: found });
    await expect.poll(() => imports, { timeout: 60_000 }).toBeGreaterThan(0);
    expect(flooded, found).toBeLessThanOrEqual(Math.max(1.5 * quiet, unnoticed));
  } finally {
    flooder.kill("SIGKILL");
    await once(flooder, "exit");
  }
});

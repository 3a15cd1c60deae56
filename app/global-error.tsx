"use client";

import en from "../messages/en/errors.json";
import ru from "../messages/ru/errors.json";
import uk from "../messages/uk/errors.json";

/**
 * The last resort, for when even the layout fails. It is made when the product is built and knows neither
 * its reader's language nor a nonce: it says its words in all three, and needs no script.
 */
export default function GlobalError() {
  return (
    <html lang="en">
      <body style={{ font: "16px/1.5 system-ui, sans-serif", padding: "2rem" }}>
        {Object.entries({ en, uk, ru }).map(([language, words]) => (
          <section key={language} lang={language}>
            <h1 style={{ fontSize: "1.25rem" }}>{words.failedTitle}</h1>
            <p>{words.failedText}</p>
            <p>
              {/* Not Next's own link: that one needs scripts. */}
              <a href="/contacts">{words.home}</a>
            </p>
          </section>
        ))}
      </body>
    </html>
  );
}

-- Lists are in the order of words, not of the marks before them (lib/search/search-text.ts).
UPDATE "Contact" SET "searchText" = ltrim("searchText", '"''«»“”„‘’‚ ') WHERE "searchText" <> ltrim("searchText", '"''«»“”„‘’‚ ');
UPDATE "Contact" SET "companyKey" = ltrim("companyKey", '"''«»“”„‘’‚ ') WHERE "companyKey" <> ltrim("companyKey", '"''«»“”„‘’‚ ');
CREATE INDEX "Company_order" ON "Company" ((ltrim("nameKey", '"''«»“”„‘’‚ ')), "nameKey");

-- Stress marks are no letters: names are found with and without them.
UPDATE "Contact" SET "searchText" = replace(replace("searchText", char(768), ''), char(769), '')
WHERE "searchText" <> replace(replace("searchText", char(768), ''), char(769), '');

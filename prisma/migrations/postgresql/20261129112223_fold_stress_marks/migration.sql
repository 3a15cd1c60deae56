-- Stress marks are no letters: names are found with and without them.
UPDATE "Contact" SET "searchText" = replace(replace("searchText", chr(768), ''), chr(769), '')
WHERE "searchText" <> replace(replace("searchText", chr(768), ''), chr(769), '');

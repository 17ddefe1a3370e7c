-- The language in which a resident is best spoken to, by its ISO 639 code: told by her nurses, and looked for first in a
-- physician. Not an identity trait: hospitals do not change it.
alter table resident add column language text check (language ~ '^[a-z]{2,3}$');
grant update (language) on resident to chevet_app;

-- A role for the application that can add to the journal but never change it. Run once by the owner of the database, after the
-- tables exist:  psql -d shouwen -v role=shouwen_app -f postgresql-role.sql
-- Migrations are run by the owner; the application then connects as this role and cannot drop the triggers either.
grant usage on schema public to :"role";
grant select, insert, update, delete on all tables in schema public to :"role";
grant usage, select on all sequences in schema public to :"role";
revoke update, delete, truncate on journal, checkpoints from :"role";
revoke truncate on all tables in schema public from :"role";
revoke insert, update, delete on "__EFMigrationsHistory" from :"role";

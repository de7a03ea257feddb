-- What PostGraphile needs to answer an inbox from the same tables with the policy applied: relations as smart comments (the tables carry no
-- foreign keys), the inbox as a function that the planner can see into, row level security on the tasks.
create role bench_reader;
grant usage on schema public to bench_reader;
grant select on subject, participant, unit_name to bench_reader;

create function acting_units() returns uuid[] language sql stable parallel safe as
$$ select string_to_array(current_setting('bench.units', true), ',')::uuid[] $$;

alter table subject enable row level security;
create policy taking_part on subject for select to bench_reader using (exists (
  select from participant p where p.campaign_id = subject.campaign_id and p.subject_id = subject.id and p.unit_id = any (acting_units())));

create function inbox() returns setof participant language sql stable as
$$ select * from participant p where p.must_act and p.role <> 'REVIEWER' and p.unit_id = any (acting_units()) order by p.due_on, p.subject_id, p.unit_id, p.role $$;

comment on table unit_name is E'@unique unit_id';
comment on table participant is
  E'@foreignKey (campaign_id, subject_id) references subject (campaign_id, id)|@fieldName subject|@foreignFieldName participants\n@foreignKey (unit_id) references unit_name (unit_id)|@fieldName unit';

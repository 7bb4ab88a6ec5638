-- The directory of users; everything else SOGo makes for itself.
set role sogo;
create table sogo_users (
  c_uid varchar(64) primary key,
  c_name varchar(64),
  c_password varchar(128),
  c_cn varchar(128),
  mail varchar(128),
  kind varchar(16),
  multiple_bookings integer
);

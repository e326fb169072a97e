use commonround_db::Migration;

pub const MIGRATIONS: &[Migration] = &[];

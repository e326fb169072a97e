//! What people do, in a browser, on the real server.

mod accessibility;
mod answer;
mod desks;
mod join;
mod keyboard;
mod live;
mod marks;
mod pages;
mod quiet;
mod sign_in;
mod trust;
mod weight;

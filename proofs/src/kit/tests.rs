//! A kit of a real log: written, gone on with, verified; and whatever is done to it is found.

mod attacks;
mod checkpoints;
mod comparing;
mod exporting;
mod faults;
mod forged;
mod house;
mod large;
mod replaying;
mod serving;

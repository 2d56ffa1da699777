//! Inference over a small library: types of variables, and errors by code and line.
//!
//! `//^ T` is the type of the first variable declared on its line, `//^ x: T | y: U` of those named; `//~ E0308` is an error on
//! its line. Programs without marks of errors must have none, and nothing may be unsupported.

mod check;

mod accepted;
mod coercions;
mod patterns;
mod rejected;
mod verified;

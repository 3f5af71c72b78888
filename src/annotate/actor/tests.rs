//! Names in, actors out.

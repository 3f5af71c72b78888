//! The `serve` command: the site in a browser while it is worked on.
//!
//! The site is kept in memory. One thread waits for changes of files and builds; others answer requests from the last
//! site that could be built. Nothing is written.

mod answer;
mod state;
mod watch;

use std::io::Write;
use std::net::{Ipv4Addr, SocketAddrV4, TcpListener};
use std::sync::Arc;
use std::time::Instant;

use anyhow::Context;

use super::arguments::ServeArguments;
use super::report::{self, printable};
use super::{Failure, Outcome, threads};
use crate::diagnostic::Diagnostic;
use crate::pipeline;
use crate::site::Output;
use crate::stages::Stages;
use crate::story::Hints;
use state::State;

/// Where it listens if nothing else is asked for.
const PORT: u16 = 4040;

/// Threads that answer. A page that waits for news takes one of its own.
const THREADS: usize = 4;

/// Serves until it is interrupted.
pub(super) fn run(arguments: &ServeArguments) -> Outcome {
    let pool = threads(arguments.jobs)?;
    let listener = listen(arguments.port)?;
    let port = listener.local_addr().context("cannot listen")?.port();
    // Watched before it is read: a change in between is not lost.
    let changes = watch::Changes::of(&arguments.input.root)?;
    let begun = Instant::now();
    let first = pool.install(|| build(arguments));
    let base = base_path(arguments, &first);
    let state = Arc::new(State::new(port, base));
    let mut out = anstream::stdout().lock();
    tell(&mut out, &state.take(first), begun)?;
    writeln!(out, "Open    http://127.0.0.1:{port}{}", state.base())?;
    writeln!(out, "        (Ctrl-C ends it)")?;
    out.flush()?;
    let server = tiny_http::Server::from_listener(listener, None);
    let server = Arc::new(server.map_err(|error| anyhow::anyhow!("cannot serve: {error}"))?);
    for _ in 0..THREADS {
        let (server, state) = (Arc::clone(&server), Arc::clone(&state));
        std::thread::spawn(move || answer::all(&server, &state));
    }
    while changes.wait() {
        let begun = Instant::now();
        let built = pool.install(|| build(arguments));
        tell(&mut out, &state.take(built), begun)?;
        out.flush()?;
    }
    Err(Failure::Failed(anyhow::anyhow!("the folder can no longer be watched")))
}

/// A site with its warnings, or why there is none.
struct Built {
    outputs: Vec<Output>,
    warnings: Vec<Diagnostic>,
    base_url: Option<String>,
}

fn build(arguments: &ServeArguments) -> Result<Built, Vec<Diagnostic>> {
    let hints = Hints { as_of: arguments.input.as_of, ..Hints::default() };
    let mut loaded = pipeline::load(&arguments.input.root, hints, &mut Stages::default())?;
    if let Some(base_url) = &arguments.base_url {
        loaded.settings.base_url = Some(base_url.clone());
    }
    let outputs = pipeline::render(&loaded, &arguments.input.root, false, &mut Stages::default())?;
    Ok(Built { outputs, warnings: loaded.warnings, base_url: loaded.settings.base_url })
}

/// The path below which the site will stand, with a slash at both ends.
fn base_path(arguments: &ServeArguments, first: &Result<Built, Vec<Diagnostic>>) -> String {
    let stated = first.as_ref().ok().and_then(|built| built.base_url.clone()).or_else(|| arguments.base_url.clone());
    let path = stated
        .and_then(|url| url.split_once("://").and_then(|(_, rest)| rest.find('/').map(|at| rest[at..].to_owned())));
    path.unwrap_or_else(|| "/".to_owned())
}

/// The port that is asked for, or the usual one, or any.
fn listen(port: Option<u16>) -> anyhow::Result<TcpListener> {
    let at = |port| TcpListener::bind(SocketAddrV4::new(Ipv4Addr::LOCALHOST, port));
    match port {
        Some(port) => at(port).with_context(|| format!("cannot listen on port {port}; name another with --port N")),
        None => at(PORT).or_else(|_| at(0)).context("cannot listen on this machine"),
    }
}

/// Says what a build came to.
fn tell(out: &mut impl Write, came: &state::Came, begun: Instant) -> std::io::Result<()> {
    let took = begun.elapsed().as_millis();
    report::problems(&came.problems);
    match came.changed {
        Some(changed) if came.first => writeln!(out, "Built   {changed} files in {took} ms"),
        Some(0) => writeln!(out, "Built   nothing changed, in {took} ms"),
        Some(changed) => {
            let names: Vec<String> = came.names.iter().map(|name| printable(name)).collect();
            let more = if changed > names.len() { " …" } else { "" };
            writeln!(out, "Built   {changed} changed in {took} ms: {}{more}", names.join(", "))
        }
        None => writeln!(out, "Failed  the last good site stays, if there was one"),
    }
}

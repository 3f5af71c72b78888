//! Changes of the files that a site is made of.

use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use anyhow::Context;
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

/// How long the files must be at rest before they are read: editors save in several steps.
const REST: Duration = Duration::from_millis(20);

/// Folders below the root that a site is made of.
const READ: [&str; 3] = ["seeds", "content", "templates"];

/// A watch over the folders of a root; ends when dropped.
pub(super) struct Changes {
    _watcher: RecommendedWatcher,
    heard: Receiver<()>,
}

impl Changes {
    /// Watches `root`.
    pub(super) fn of(root: &Path) -> anyhow::Result<Self> {
        let root = root.canonicalize().with_context(|| format!("cannot watch {}", root.display()))?;
        let (tell, heard) = channel();
        let folders = READ.map(|name| root.join(name));
        let mut watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
            let concerns = |path: &Path| folders.iter().any(|folder| path.starts_with(folder));
            let matters = event.is_ok_and(|event| {
                !matches!(event.kind, EventKind::Access(_)) && event.paths.iter().any(|path| concerns(path))
            });
            if matters {
                let _ = tell.send(());
            }
        })
        .context("cannot watch files on this system")?;
        // The root itself for folders that come and go, each folder with all that is in it.
        watcher
            .watch(&root, RecursiveMode::NonRecursive)
            .with_context(|| format!("cannot watch {}", root.display()))?;
        for folder in READ.map(|name| root.join(name)).iter().filter(|folder| folder.is_dir()) {
            let watched = watcher.watch(folder, RecursiveMode::Recursive);
            watched.with_context(|| format!("cannot watch {}", folder.display()))?;
        }
        Ok(Changes { _watcher: watcher, heard })
    }

    /// Waits for a change, and until the files are at rest; false where no more can come.
    pub(super) fn wait(&self) -> bool {
        if self.heard.recv().is_err() {
            return false;
        }
        loop {
            match self.heard.recv_timeout(REST) {
                Ok(()) => {}
                Err(RecvTimeoutError::Timeout) => return true,
                Err(RecvTimeoutError::Disconnected) => return false,
            }
        }
    }
}

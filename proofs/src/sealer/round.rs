//! One round: what the log has got since becomes leaves under a checkpoint.

use chrono::{DateTime, Utc};
use event_store::RecordedEvent;
use ledger::note::Signature;
use ledger::succession::{Succession, judge};
use ledger::tile::TiledTree;
use ledger::{Checkpoint, Hash, Head, Vkey};

use super::previous::{self, Sources};
use super::{BATCH, Sealer};
use crate::store::{Growth, Sealed};
use crate::{EVENTS, Error, entry, prove};

/// What one round came to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Round {
    /// Everything the log has is sealed.
    Idle,
    /// This checkpoint was signed; there may be more to seal.
    Sealed(Sealed),
    /// Another sealer was faster.
    Overtaken,
}

/// Leaves on their way to the store.
struct Grown {
    tree: TiledTree,
    entries: Vec<Vec<u8>>,
    leaves: Vec<Hash>,
    /// The root at the size that was signed last, when the tree passes it.
    at_guard: Option<Hash>,
}

impl Sealer {
    /// Seals one batch of events at most.
    ///
    /// # Errors
    /// [`Error::Inconsistent`] when the log or the store contradicts what was signed: then nothing is, and trying again
    /// does not help. Other errors pass.
    pub async fn round(&mut self, now: DateTime<Utc>) -> Result<Round, Error> {
        let round = self.try_round(now).await;
        if !matches!(round, Ok(Round::Idle | Round::Sealed(_))) {
            self.tree = None;
            self.previous.forget();
        }
        round
    }

    async fn try_round(&mut self, now: DateTime<Utc>) -> Result<Round, Error> {
        let tree = match self.tree.take() {
            Some(tree) => tree,
            None => self.load().await?,
        };
        let from = tree.tree().size();
        let events = self.unsealed(from).await?;
        if events.is_empty() {
            self.is_whole(from).await?;
            self.tree = Some(tree);
            return Ok(Round::Idle);
        }
        let mut grown = self.grow(tree, &events).await?;
        let head = Head { size: grown.tree.tree().size(), root: grown.tree.tree().root() };
        self.agrees(&grown, head)?;
        // First, because a signature may be seen as soon as it is made, whatever becomes of the store.
        self.guard.keep(head)?;
        let note = Checkpoint::new(self.signers.origin(), head).sign(&self.signers.all())?;
        let sealed = Sealed { head, sealed_at: now, note };
        let tiles = grown.tree.take_full().into_iter().chain(grown.tree.partial()).collect();
        let growth = Growth { entries: grown.entries, tiles, sealed: sealed.clone() };
        if !self.store.extend(EVENTS, from, growth).await? {
            return self.overtaken(from).await;
        }
        self.signers.retire()?;
        self.tree = Some(grown.tree);
        Ok(Round::Sealed(sealed))
    }

    /// The tree as the store has it, if it is the one whose last checkpoint was signed, and goes on from what this node
    /// knows of.
    async fn load(&mut self) -> Result<TiledTree, Error> {
        let last = self.observe().await?;
        let size = last.as_ref().map_or(0, |sealed| sealed.head.size);
        let edge: Vec<_> = TiledTree::edge(size).collect();
        let tree = TiledTree::of_size(size, &self.store.tiles(EVENTS, &edge).await?);
        let tree =
            tree.ok_or_else(|| Error::inconsistent(format!("the tiles of the tree of {size} leaves are gone")))?;
        match last {
            Some(Sealed { head, .. }) if head.root != tree.tree().root() => {
                let found = Head { size, root: tree.tree().root() };
                Err(Error::inconsistent(format!("the checkpoint says {head}, but the tiles lead to {found}")))
            }
            Some(_) | None => Ok(tree),
        }
    }

    /// The last checkpoint, whoever has signed it, once it is clear that it is this log's and goes on from what this node
    /// knows of. A node that only watches learns so what it must not contradict when its turn comes.
    ///
    /// # Errors
    /// [`Error::Inconsistent`] when the store shows another history.
    pub(super) async fn observe(&mut self) -> Result<Option<Sealed>, Error> {
        let last = self.store.last(EVENTS).await?;
        if let Some(sealed) = &last {
            self.is_ours(sealed)?;
            self.follow(sealed.head).await?;
        }
        Ok(last)
    }

    async fn follow(&mut self, head: Head) -> Result<(), Error> {
        let Some(signed) = self.guard.head() else {
            tracing::warn!(%head, "this node has never signed; what was signed elsewhere before is taken as it is");
            return self.guard.keep(head);
        };
        if signed.size > head.size {
            // A crash came between signing and storing; the log must lead there again, which a round looks at.
            return Ok(());
        }
        let proof = prove::consistency(&*self.store, EVENTS, signed.size, head.size).await?.unwrap_or_default();
        match judge(signed, head, &proof) {
            Ok(Succession::Same) => Ok(()),
            Ok(Succession::Later) => self.guard.keep(head),
            Err(breach) => Err(Error::inconsistent(breach.to_string())),
        }
    }

    /// Whether a checkpoint is this log's, says what the store says of it, and was signed by keys that this node has.
    fn is_ours(&self, sealed: &Sealed) -> Result<(), Error> {
        let origin = self.signers.origin();
        let keys: Vec<Vkey> = self.signers.all().iter().map(|signer| signer.vkey().clone()).collect();
        let opened = Checkpoint::open(&sealed.note, origin, &keys).map_err(|error| {
            let advice = "every node needs the same key file, and a new key is made with `colloquy ledger rotate`";
            Error::inconsistent(format!("the last checkpoint was not signed with this key: {error}; {advice}"))
        })?;
        if opened.head != sealed.head {
            let (said, signed) = (sealed.head, opened.head);
            return Err(Error::inconsistent(format!("the store says {said}, but the checkpoint says {signed}")));
        }
        let is_known = |signature: &Signature| keys.iter().any(|key| signature.is_by(key));
        // The present key signs before one that retires.
        let present = sealed.note.signatures.iter().find(|signature| signature.name == origin);
        if present.is_some_and(|signature| !is_known(signature)) {
            return Err(Error::inconsistent("the key was rotated; start this node anew with the new key file"));
        }
        Ok(())
    }

    /// What comes next in the log: a batch, or more when more was signed before a crash than the store has got.
    async fn unsealed(&self, from: u64) -> Result<Vec<RecordedEvent>, Error> {
        let signed = self.guard.head().map_or(0, |head| head.size);
        let mut events = self.events.read_all(from, BATCH).await?;
        while let Some(last) = events.last()
            && last.position < signed
        {
            let page = self.events.read_all(last.position, BATCH).await?;
            if page.is_empty() {
                break;
            }
            events.extend(page);
        }
        Ok(events)
    }

    async fn grow(&mut self, tree: TiledTree, events: &[RecordedEvent]) -> Result<Grown, Error> {
        let from = tree.tree().size();
        let signed = self.guard.head().map(|head| head.size);
        let at_guard = (signed == Some(from)).then(|| tree.tree().root());
        let mut grown = Grown { tree, entries: Vec::with_capacity(events.len()), leaves: Vec::new(), at_guard };
        for (event, position) in events.iter().zip(from + 1..) {
            if event.position != position {
                let found = event.position;
                return Err(Error::inconsistent(format!(
                    "position {position} is missing from the log: {found} follows"
                )));
            }
            let sources = Sources { events: &*self.events, store: &*self.store, from, leaves: &grown.leaves };
            let before = previous::find(&self.previous, sources, event).await?;
            let entry = entry::encode(event, before)
                .map_err(|error| Error::inconsistent(format!("the event at position {position}: {error}")))?;
            let leaf = Hash::leaf(&entry);
            self.previous.learn(event, leaf);
            grown.tree.push(leaf);
            grown.entries.push(entry);
            grown.leaves.push(leaf);
            if signed == Some(position) {
                grown.at_guard = Some(grown.tree.tree().root());
            }
        }
        Ok(grown)
    }

    /// Whether the tree contains what was signed before, which is never behind the tree that the store has.
    fn agrees(&self, grown: &Grown, head: Head) -> Result<(), Error> {
        match (self.guard.head(), grown.at_guard) {
            (None, _) => Ok(()),
            (Some(signed), Some(root)) if signed.root == root => Ok(()),
            (Some(signed), Some(root)) => {
                let found = Head { size: signed.size, root };
                Err(Error::inconsistent(format!("{signed} was signed, but the log leads to {found}")))
            }
            (Some(signed), None) => {
                Err(Error::inconsistent(format!("{signed} was signed, and the log has no more than {head}")))
            }
        }
    }

    /// The store has gone on without this sealer, or its parts do not belong together.
    async fn overtaken(&self, from: u64) -> Result<Round, Error> {
        let size = self.store.last(EVENTS).await?.map_or(0, |sealed| sealed.head.size);
        if size == from {
            return Err(Error::inconsistent(format!("the store has another size than its last checkpoint, {size}")));
        }
        Ok(Round::Overtaken)
    }

    /// Whether the log still has everything that was sealed and signed.
    async fn is_whole(&self, sealed: u64) -> Result<(), Error> {
        let signed = self.guard.head().map_or(0, |head| head.size);
        let head = self.events.head().await?;
        if head < sealed.max(signed) {
            let lost = format!("the log ends at position {head}, but {} events were sealed", sealed.max(signed));
            return Err(Error::inconsistent(lost));
        }
        Ok(())
    }
}

//! Opening sealed values, one or many, for somebody and for a purpose.

use std::slice;

use uuid::Uuid;

use super::Vault;
use crate::{Access, Error, FieldContext, Opened, PersonalValue, Sealed, cache::Cached, key::LiveKey};

impl Vault {
    /// Opens one sealed value that stands at the place `context` names.
    ///
    /// # Errors
    /// [`Error::Altered`] when the value was changed or belongs elsewhere, [`Error::UnknownKey`] when no such key was
    /// ever held, [`Error::Mistyped`] when it holds no `T`, [`Error::Unrecorded`] when the observer refuses,
    /// [`Error::Unavailable`].
    pub async fn open<T: PersonalValue>(
        &self,
        context: FieldContext<'_>,
        sealed: &Sealed,
        access: &Access,
    ) -> Result<Opened<T>, Error> {
        let opened = self.open_all(slice::from_ref(&(context, sealed)), access).await?.pop();
        Ok(opened.expect("one value in, one out"))
    }

    /// Opens many texts, in the order given. Keys not in memory are fetched together; when all are, nothing waits and
    /// little is allocated but the texts.
    ///
    /// # Errors
    /// As [`open`](Self::open), for the first value that fails; none is returned then.
    pub async fn open_many(
        &self,
        values: &[(FieldContext<'_>, &Sealed)],
        access: &Access,
    ) -> Result<Vec<Opened<String>>, Error> {
        self.open_all(values, access).await
    }

    async fn open_all<T: PersonalValue>(
        &self,
        values: &[(FieldContext<'_>, &Sealed)],
        access: &Access,
    ) -> Result<Vec<Opened<T>>, Error> {
        let mut opener = Opener { vault: self, access, scratch: Vec::new() };
        let mut opened = Vec::with_capacity(values.len());
        let mut missing = Vec::new();
        for (index, (context, sealed)) in values.iter().enumerate() {
            match self.cache.by_id(sealed.key_id()) {
                Some(key) => opened.push(opener.open(&key, context, sealed)?),
                None => {
                    missing.push(index);
                    // Holds the place until the keys have come.
                    opened.push(Opened::Erased);
                }
            }
        }
        if !missing.is_empty() {
            let keys = self.load(&distinct_keys(values, &missing)).await?;
            for index in missing {
                let (context, sealed) = &values[index];
                let key_id = sealed.key_id();
                let key = keys.get(&key_id).ok_or(Error::UnknownKey { key_id })?;
                opened[index] = opener.open(key, context, sealed)?;
            }
        }
        Ok(opened)
    }
}

fn distinct_keys(values: &[(FieldContext<'_>, &Sealed)], indexes: &[usize]) -> Vec<Uuid> {
    let mut key_ids: Vec<_> = indexes.iter().map(|&index| values[index].1.key_id()).collect();
    key_ids.sort_unstable();
    key_ids.dedup();
    key_ids
}

/// Opens values for one access, over one buffer.
struct Opener<'a> {
    vault: &'a Vault,
    access: &'a Access,
    scratch: Vec<u8>,
}

impl Opener<'_> {
    fn open<T: PersonalValue>(
        &mut self,
        key: &Cached,
        context: &FieldContext<'_>,
        sealed: &Sealed,
    ) -> Result<Opened<T>, Error> {
        match key {
            Cached::Live(key) => self.open_live(key, context, sealed).map(Opened::Clear),
            Cached::Erased => Ok(Opened::Erased),
        }
    }

    fn open_live<T: PersonalValue>(
        &mut self,
        key: &LiveKey,
        context: &FieldContext<'_>,
        sealed: &Sealed,
    ) -> Result<T, Error> {
        let key_id = sealed.key_id();
        // The cipher would refuse too, but the observer must not be told of a subject of another tenant.
        if context.tenant != &*key.subject.tenant {
            return Err(Error::Altered { key_id });
        }
        self.vault.observer.opening(self.access, &key.subject, context)?;
        T::from_bytes(key.open(context, sealed, &mut self.scratch)?).ok_or(Error::Mistyped { key_id })
    }
}

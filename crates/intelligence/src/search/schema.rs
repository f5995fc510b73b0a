//! The fields of the index, and the terms in them.
//!
//! Every searchable term carries its tenant and its language in front. So no query can reach another tenant's text, not
//! even by the rarity of a word; and how rare a word is is counted among articles of one tenant in one language.

use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions,
};
use tantivy::{TantivyDocument, Term};

use super::analysis::{self, Purpose};
use super::article::{Article, Audience};
use super::meaning;
use crate::language::Language;

/// Raised when schema or analysis change: an index of another format is thrown away and filled again.
pub(super) const FORMAT: u32 = 2;

/// The name of the field that says for whom an article is.
pub(super) const FOR_AGENTS: &str = "for_agents";

/// The fields.
#[derive(Clone, Copy)]
pub(super) struct Fields {
    /// Tenant and id: what a new version replaces.
    pub(super) key: Field,
    /// Tenant and language, to count by.
    pub(super) place: Field,
    /// Title, tags, entities and body, searched as words.
    pub(super) text: Field,
    /// Entities, searched whole.
    pub(super) entities: Field,
    /// 1 when for agents only.
    pub(super) for_agents: Field,
    /// Id, as given.
    pub(super) id: Field,
    /// Version, as given.
    pub(super) version: Field,
    /// Language's tag.
    pub(super) language: Field,
    /// Title, as given.
    pub(super) shown_title: Field,
    /// Body, as given.
    pub(super) shown_body: Field,
    /// The components of the vector, little-endian f32.
    pub(super) vector: Field,
}

impl Fields {
    /// The schema, and its fields.
    pub(super) fn new() -> (Schema, Self) {
        let mut schema = Schema::builder();
        let words = |with_lengths| {
            let indexing = TextFieldIndexing::default()
                .set_tokenizer("raw")
                .set_index_option(IndexRecordOption::WithFreqs)
                .set_fieldnorms(with_lengths);
            TextOptions::default().set_indexing_options(indexing)
        };
        let fields = Self {
            key: schema.add_text_field("key", STRING),
            place: schema.add_text_field("place", STRING),
            text: schema.add_text_field("text", words(true)),
            entities: schema.add_text_field("entities", words(false)),
            for_agents: schema.add_u64_field(FOR_AGENTS, FAST | INDEXED),
            id: schema.add_text_field("id", STORED),
            version: schema.add_u64_field("version", STORED),
            language: schema.add_text_field("language", STORED),
            shown_title: schema.add_text_field("shown_title", STORED),
            shown_body: schema.add_text_field("shown_body", STORED),
            vector: schema.add_bytes_field("vector", STORED),
        };
        (schema.build(), fields)
    }

    /// What identifies an article.
    pub(super) fn key_term(&self, tenant: &str, id: &str) -> Term {
        Term::from_field_text(self.key, &key(tenant, id))
    }

    /// An article as the engine stores it.
    pub(super) fn document(&self, article: &Article) -> TantivyDocument {
        let mut document = TantivyDocument::new();
        let place = place(&article.tenant, article.language);
        document.add_text(self.key, key(&article.tenant, &article.id));
        self.add_words(&mut document, article);
        for entity in &article.entities {
            document.add_text(self.entities, format!("{place}{}", analysis::name(entity)));
        }
        document.add_text(self.place, place);
        document.add_u64(self.for_agents, u64::from(article.audience == Audience::Agent));
        document.add_text(self.id, &article.id);
        document.add_u64(self.version, article.version);
        document.add_text(self.language, article.language.tag());
        document.add_text(self.shown_title, &article.title);
        document.add_text(self.shown_body, &article.body);
        if let Some(vector) = &article.vector {
            document.add_bytes(self.vector, &meaning::bytes(vector));
        }
        document
    }

    /// All words in one field: BM25 then weighs a word by how often the whole article says it. A field for titles of its
    /// own found less on DSTC11's questions, a little more on tau2's bank, and took twice as long.
    fn add_words(&self, document: &mut TantivyDocument, article: &Article) {
        let place = place(&article.tenant, article.language);
        let texts = [&article.title].into_iter().chain(&article.tags).chain(&article.entities).chain([&article.body]);
        for text in texts {
            let tokens = analysis::tokens(article.language, text, Purpose::Index);
            document.add_pre_tokenized_text(self.text, analysis::prefixed(&place, tokens));
        }
    }
}

/// What stands in front of the terms of a tenant's articles in a language: unambiguous, whatever the tenant is called.
pub(super) fn place(tenant: &str, language: Language) -> String {
    format!("{}:{tenant}{language}:", tenant.len())
}

fn key(tenant: &str, id: &str) -> String {
    format!("{}:{tenant}{id}", tenant.len())
}

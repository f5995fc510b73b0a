//! Why an article turns a command down.

use crate::aggregate::refusals;

refusals! {
    /// A rule of an article that turned a command down.
    ArticleRefusal {
        /// It was never drafted.
        NotFound "ARTICLE_NOT_FOUND" at "articleId" => "there is no such article";
        /// Its id is taken.
        AlreadyDrafted "ARTICLE_ALREADY_DRAFTED" at "articleId" => "an article with this id was drafted before";
        /// It is retired.
        Retired "ARTICLE_RETIRED" at "articleId" => "the article is retired";
        /// It is not retired.
        NotRetired "ARTICLE_NOT_RETIRED" at "articleId" => "the article is not retired";
        /// Only the latest version is published.
        NotLatestVersion { latest: u32 } "ARTICLE_VERSION_NOT_LATEST" at "version" => "the latest version is {latest}";
        /// A title has 1 to 200 characters on one line.
        InvalidTitle "INVALID_TITLE" at "title" => "a title has 1 to 200 characters on one line";
        /// A body has 1 to 65,536 bytes.
        InvalidBody "INVALID_BODY" at "body" => "a body has 1 to 65536 bytes, and none of them is zero";
        /// No more tags.
        TooManyTags "TOO_MANY_ARTICLE_TAGS" at "tags" => "an article has at most 25 tags";
        /// The names of entities are short and few.
        InvalidEntities "INVALID_ENTITIES" at "entities" => "an article names at most 50 products and places, each in 1 to 200 characters on one line";
    }
}

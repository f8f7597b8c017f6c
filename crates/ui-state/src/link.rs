//! A document in the address of the page: `#s=` and the JSON in base64url. Links are readable for ever.

use crate::document::Fault;
use base64::Engine as _;
use base64::engine::general_purpose::{URL_SAFE, URL_SAFE_NO_PAD};

/// What stands before the document in the address.
pub const PREFIX: &str = "#s=";

/// The part of the address behind the page for a document's JSON.
pub fn hash_of(json: &str) -> String {
    format!("{PREFIX}{}", URL_SAFE_NO_PAD.encode(json))
}

/// The JSON in the address; `None` when the address carries no document.
pub fn json_in(hash: &str) -> Option<Result<String, Fault>> {
    let code = hash.strip_prefix(PREFIX)?.trim();
    // Mail programs pad and break; neither changes what was meant.
    let code: String = code.chars().filter(|c| !c.is_whitespace()).collect();
    let bytes = URL_SAFE_NO_PAD.decode(&code).or_else(|_| URL_SAFE.decode(&code));
    Some(match bytes.map(String::from_utf8) {
        Ok(Ok(json)) => Ok(json),
        _ => Err(Fault::NotALink { length: code.len() }),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_carries_any_text() {
        for json in ["{}", "{\"名\":\"楚雄\"}", "{\"a\":[1.5,2]}"] {
            assert_eq!(json_in(&hash_of(json)), Some(Ok(json.to_owned())));
        }
    }

    #[test]
    fn other_addresses_carry_none_and_torn_links_say_so() {
        assert_eq!(json_in(""), None);
        assert_eq!(json_in("#levers"), None);
        assert_eq!(json_in("#s=e30="), Some(Ok("{}".into())));
        assert_eq!(json_in("#s=%%%"), Some(Err(Fault::NotALink { length: 3 })));
    }
}

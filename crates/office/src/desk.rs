//! The worker's end: answers one request.

use crate::question::Question;
use crate::wire::{Answer, Ask, Kind, Made, Order, Request, Response, decode, encode};
use crate::write;

/// Answers the bytes of a request with the bytes of a response.
pub fn answer(bytes: &[u8]) -> Vec<u8> {
    let response = match decode::<Request>(bytes) {
        Ok(request) => Response { id: request.id, answer: work(&request.ask) },
        Err(error) => Response { id: 0, answer: Err(error) },
    };
    encode(&response)
}

fn work(ask: &Ask) -> Result<Answer, String> {
    match ask {
        Ask::Export(order, kind) => export(order, *kind).map(Answer::File),
    }
}

fn export(order: &Order, kind: Kind) -> Result<Made, String> {
    let question = Question::read(order)?;
    let bytes = write::file(&question, kind)?;
    let name = format!("{}.{}", question.scenario.key, kind.extension());
    Ok(Made { name, media_type: kind.media_type().to_owned(), bytes })
}

//! The worker's end: answers one request.

use crate::question::Question;
use crate::read;
use crate::report::{Paper, Report};
use crate::wire::{Answer, Ask, Kind, Made, Order, Request, Response, decode, encode};
use crate::write;

/// Answers the bytes of a request with the bytes of a response; `date` is today, as the shell knows it: `2026-11-26`.
pub fn answer(bytes: &[u8], date: &str) -> Vec<u8> {
    let response = match decode::<Request>(bytes) {
        Ok(request) => Response { id: request.id, answer: work(&request.ask, date) },
        Err(error) => Response { id: 0, answer: Err(error) },
    };
    encode(&response)
}

fn work(ask: &Ask, date: &str) -> Result<Answer, String> {
    match ask {
        Ask::Export(order, kind) => export(order, *kind, date).map(Answer::File),
        Ask::Report(order) => Ok(Answer::Report(Box::new(Paper::of(&report(order, date)?)))),
        Ask::Read(name, bytes) => read::tables(name, bytes).map(Answer::Tables),
        Ask::Tables(name, tables) => write::tables(name, tables).map(Answer::File),
    }
}

fn report(order: &Order, date: &str) -> Result<Report, String> {
    let question = Question::read(order, date)?;
    let runs = question.run().map_err(|fault| fault.to_string())?;
    Ok(Report::of(&question, &runs))
}

fn export(order: &Order, kind: Kind, date: &str) -> Result<Made, String> {
    let report = report(order, date)?;
    let bytes = write::file(&report, kind, &order.pictures)?;
    let name = format!("{}{}.{}", Paper::of(&report).file, kind.suffix(), kind.extension());
    Ok(Made { name, media_type: kind.media_type().to_owned(), bytes })
}

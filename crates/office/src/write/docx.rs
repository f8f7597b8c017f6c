//! The document: the layout of a Chinese official paper (GB/T 9704—2012): A4, its margins, fonts, numbering and numbered annexes.

use crate::number::Lang;
use crate::report::{Block, Cell, Paper, Plot};
use crate::wire::Picture;
use docx_rs::{
    AlignmentType, BorderType, Docx, Footer, LineSpacing, LineSpacingType, PageMargin, PageNum, Paragraph,
    Pic, Run, RunFonts, SpecialIndentType, Table, TableBorder, TableBorderPosition, TableBorders, TableCell,
    TableCellBorder, TableCellBorderPosition, TableCellBorders, TableCellMargins, TableRow, WidthType,
};
use std::io::Cursor;

/// Twentieths of a point in a millimetre.
const MM: f64 = 56.692_9;
/// Breadth of the text: A4 less its margins of 28 and 26 mm.
const TEXT_MM: f64 = 156.0;
/// English Metric Units in a millimetre.
const EMU: f64 = 36_000.0;

/// Half points: 二号 for the title, 三号 for the text, 五号 for tables, 小五 for those of so many columns.
const TITLE: usize = 44;
const TEXT: usize = 32;
const SMALL: usize = 21;
const SMALLER: usize = 18;
const BROAD: usize = 7;

/// A face of the paper, with what stands in for it where it is not installed.
#[derive(Clone, Copy)]
enum Face {
    Title,
    Head,
    Text,
    Code,
}

fn fonts(face: Face) -> RunFonts {
    // Word takes another font of the family where one is missing; the Latin face is the standard's own for numbers.
    let (east, latin) = match face {
        Face::Title => ("方正小标宋简体", "Times New Roman"),
        Face::Head => ("黑体", "Arial"),
        Face::Text => ("仿宋_GB2312", "Times New Roman"),
        Face::Code => ("仿宋_GB2312", "Courier New"),
    };
    RunFonts::new().east_asia(east).ascii(latin).hi_ansi(latin).cs(latin)
}

fn run(text: &str, face: Face, size: usize) -> Run {
    Run::new().add_text(text).fonts(fonts(face)).size(size)
}

/// Lines of 28 points, as the standard sets 22 on a page.
fn body() -> Paragraph {
    Paragraph::new().line_spacing(LineSpacing::new().line(560).line_rule(LineSpacingType::Exact))
}

fn tight() -> Paragraph {
    Paragraph::new().line_spacing(LineSpacing::new().line(320).line_rule(LineSpacingType::AtLeast))
}

/// Writes it. A figure without a picture is a table.
///
/// # Errors
/// When the parts cannot be packed.
pub(super) fn write(paper: &Paper, pictures: &[Picture]) -> Result<Vec<u8>, String> {
    let mm = |mm: f64| (mm * MM).round() as i32;
    let footer = Paragraph::new()
        .align(AlignmentType::Center)
        .add_run(run("— ", Face::Text, 28))
        .add_page_num(PageNum::new())
        .add_run(run(" —", Face::Text, 28));
    let mut docx = Docx::new()
        .page_size(mm(210.0) as u32, mm(297.0) as u32)
        .page_margin(
            PageMargin::new()
                .top(mm(37.0))
                .bottom(mm(35.0))
                .left(mm(28.0))
                .right(mm(26.0))
                .header(mm(15.0))
                .footer(mm(25.0)),
        )
        .default_fonts(fonts(Face::Text))
        .default_size(TEXT)
        .footer(Footer::new().add_paragraph(footer))
        .add_paragraph(
            body()
                .align(AlignmentType::Center)
                .add_run(run(&paper.title, Face::Title, TITLE))
                .line_spacing(LineSpacing::new().line(700).line_rule(LineSpacingType::AtLeast).after(200)),
        )
        .add_paragraph(body().align(AlignmentType::Center).add_run(run(&paper.under, Face::Text, 28)));
    let mut pictures = pictures.iter();
    for block in &paper.blocks {
        docx = match block {
            Block::Heading(text) => {
                docx.add_paragraph(indented(body(), paper.lang).keep_next(true).outline_lvl(0).add_run(run(
                    text,
                    Face::Head,
                    TEXT,
                )))
            }
            Block::Annex(text) => docx.add_paragraph(
                body().page_break_before(true).outline_lvl(0).add_run(run(text, Face::Head, TEXT)),
            ),
            Block::Paragraph(text) => {
                docx.add_paragraph(indented(body(), paper.lang).add_run(run(text, Face::Text, TEXT)))
            }
            Block::Code(text) => text
                .lines()
                .fold(docx, |docx, line| docx.add_paragraph(tight().add_run(run(line, Face::Code, SMALL)))),
            Block::Table { caption, head, rows, note } => {
                let docx = docx.add_paragraph(caption_of(caption)).add_table(table(head, rows));
                docx.add_paragraph(tight().add_run(run(note, Face::Text, SMALL)))
            }
            Block::Figure(plot) => match pictures.next() {
                Some(picture) => {
                    let width = TEXT_MM * EMU;
                    let height = width * shape(&picture.png);
                    let pic =
                        Pic::new_with_dimensions(picture.png.clone(), 1, 1).size(width as u32, height as u32);
                    docx.add_paragraph(Paragraph::new().keep_next(true).add_run(Run::new().add_image(pic)))
                        .add_paragraph(caption_of(&plot.caption).keep_next(false))
                        .add_paragraph(tight().add_run(run(&plot.says, Face::Text, SMALL)))
                }
                None => docx
                    .add_paragraph(caption_of(&plot.caption))
                    .add_table(as_table(plot, paper.lang))
                    .add_paragraph(tight().add_run(run(&plot.says, Face::Text, SMALL))),
            },
        };
    }
    let mut bytes = Cursor::new(Vec::new());
    docx.build().pack(&mut bytes).map_err(|error| error.to_string())?;
    Ok(bytes.into_inner())
}

/// Height ÷ width of a picture, from the head of its PNG; a square where that cannot be read.
fn shape(png: &[u8]) -> f64 {
    let side =
        |at: usize| png.get(at..at + 4).and_then(|bytes| Some(u32::from_be_bytes(bytes.try_into().ok()?)));
    match (side(16), side(20)) {
        (Some(width), Some(height)) if width > 0 => f64::from(height) / f64::from(width),
        _ => 1.0,
    }
}

/// Chinese paragraphs begin two characters in.
fn indented(paragraph: Paragraph, lang: Lang) -> Paragraph {
    match lang {
        Lang::Zh => {
            paragraph.first_line_chars(200).indent(None, Some(SpecialIndentType::FirstLine(640)), None, None)
        }
        Lang::En => paragraph,
    }
}

fn caption_of(text: &str) -> Paragraph {
    Paragraph::new().align(AlignmentType::Center).keep_next(true).add_run(run(text, Face::Head, SMALL))
}

/// Three lines: above and below the head, and at the end.
fn table(head: &[String], rows: &[Vec<Cell>]) -> Table {
    let numbers: Vec<bool> = (0..head.len())
        .map(|at| rows.first().and_then(|row| row.get(at)).is_some_and(|cell| cell.number))
        .collect();
    // A broad table is set in 小五, or its words have no room.
    let size = if head.len() < BROAD { SMALL } else { SMALLER };
    let widths = widths(head, rows, size);
    let cell = |at: usize, text: &str, face, number| {
        let align = if number { AlignmentType::Right } else { AlignmentType::Left };
        TableCell::new()
            .width(widths.get(at).copied().unwrap_or(1), WidthType::Dxa)
            .add_paragraph(tight().align(align).add_run(run(text, face, size)))
    };
    let line = TableCellBorder::new(TableCellBorderPosition::Bottom)
        .border_type(BorderType::Single)
        .size(6)
        .color("000000");
    let heads = head.iter().enumerate().map(|(at, text)| {
        cell(at, text, Face::Head, numbers[at]).set_borders(TableCellBorders::with_empty().set(line.clone()))
    });
    let mut all = vec![TableRow::new(heads.collect()).cant_split()];
    all.extend(rows.iter().map(|row| {
        let cells = row.iter().enumerate().map(|(at, text)| cell(at, &text.text, Face::Text, text.number));
        TableRow::new(cells.collect()).cant_split()
    }));
    let edge = |position| TableBorder::new(position).border_type(BorderType::Single).size(12).color("000000");
    let borders =
        TableBorders::with_empty().set(edge(TableBorderPosition::Top)).set(edge(TableBorderPosition::Bottom));
    Table::without_borders(all)
        .set_grid(widths.clone())
        .width((TEXT_MM * MM) as usize, WidthType::Dxa)
        .margins(TableCellMargins::new().margin(0, MARGINS / 2, 0, MARGINS / 2))
        .set_borders(borders)
}

/// How long a text is, a Chinese character counting two.
fn length(text: &str) -> usize {
    text.chars().map(|letter| if letter.is_ascii() { 1 } else { 2 }).sum()
}

/// The longest part of a text between spaces.
fn longest_part(text: &str) -> usize {
    text.split_whitespace().map(length).max().unwrap_or(1)
}

/// The longest part of a text that should not break: most of a word, or four Chinese characters.
fn longest_word(text: &str) -> usize {
    longest_part(text).min(if text.is_ascii() { 12 } else { 8 })
}

/// A letter in the broadest of the fonts that stand in for the standard's, and the margins of a cell, in twentieths of a point.
const LETTER: usize = 142;
const MARGINS: usize = 136;

/// Breadths by what the columns hold: numbers never break, words have as little as can be, and who needs more shares what is left.
fn widths(head: &[String], rows: &[Vec<Cell>], size: usize) -> Vec<usize> {
    let letter = LETTER * size / SMALL;
    let all = (TEXT_MM * MM) as usize;
    let number = |at: usize| rows.first().and_then(|row| row.get(at)).is_some_and(|cell| cell.number);
    let most = |at: usize, of: &dyn Fn(&str) -> usize| {
        rows.iter().filter_map(|row| row.get(at)).map(|cell| of(&cell.text)).max().unwrap_or(1)
    };
    // A head may break in two.
    let of_head = |at: usize| length(&head[at]).div_ceil(2).max(longest_word(&head[at])) * letter;
    let least: Vec<usize> = (0..head.len())
        .map(|at| {
            if number(at) { most(at, &longest_part) * letter } else { most(at, &longest_word) * letter }
                .max(of_head(at))
                + MARGINS
        })
        .collect();
    let wish: Vec<usize> = (0..head.len())
        .map(|at| {
            if number(at) {
                0
            } else {
                (most(at, &length).min(120) * letter + MARGINS).saturating_sub(least[at])
            }
        })
        .collect();
    let sum =
        |of: &dyn Fn(usize) -> bool| (0..head.len()).filter(|at| of(*at)).map(|at| least[at]).sum::<usize>();
    let (numbers, words) = (sum(&number), sum(&|at| !number(at)));
    let (room, wishes) = (all.saturating_sub(numbers), wish.iter().sum::<usize>());
    let left = room.saturating_sub(words);
    (0..head.len())
        .map(|at| match (number(at), wishes) {
            (true, _) => least[at],
            // Where there is not enough for all, words give.
            (false, _) if words > room => least[at] * room / words,
            (false, 0) => least[at] + left * least[at] / words,
            (false, _) => least[at] + left * wish[at] / wishes,
        })
        .collect()
}

/// The values of a figure that has no picture.
fn as_table(plot: &Plot, lang: Lang) -> Table {
    let head = [lang.of("年底", "End of").to_owned(), plot.plan_name.clone(), plot.baseline_name.clone()];
    let text = |value: f64| Cell { text: crate::number::decimal(value, plot.digits), number: true };
    let rows: Vec<Vec<Cell>> = (0..plot.years.len())
        .map(|at| {
            vec![
                Cell { text: plot.years[at].to_string(), number: false },
                text(plot.plan[at]),
                text(plot.baseline[at]),
            ]
        })
        .collect();
    table(&head, &rows)
}

//! The document: the layout of a Chinese official paper (GB/T 9704—2012): A4, its margins, fonts, numbering and numbered annexes.

use crate::number::Lang;
use crate::report::{Block, Cell, Paper, Plot};
use crate::wire::Picture;
use docx_rs::{
    AlignmentType, BorderType, Docx, Footer, LineSpacing, LineSpacingType, PageMargin, PageNum, Paragraph,
    Pic, Run, RunFonts, SpecialIndentType, Table, TableBorder, TableBorderPosition, TableBorders, TableCell,
    TableCellBorder, TableCellBorderPosition, TableCellBorders, TableRow, WidthType,
};
use std::io::Cursor;

/// Twentieths of a point in a millimetre.
const MM: f64 = 56.692_9;
/// Breadth of the text: A4 less its margins of 28 and 26 mm.
const TEXT_MM: f64 = 156.0;
/// English Metric Units in a millimetre.
const EMU: f64 = 36_000.0;

/// Half points: 二号 for the title, 三号 for the text, 五号 for tables.
const TITLE: usize = 44;
const TEXT: usize = 32;
const SMALL: usize = 21;

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
                    let height = width * 1000.0 / f64::from(picture.aspect.max(1));
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
    let widths = widths(head, rows);
    let cell = |at: usize, text: &str, face, number| {
        let align = if number { AlignmentType::Right } else { AlignmentType::Left };
        TableCell::new()
            .width(widths.get(at).copied().unwrap_or(1), WidthType::Dxa)
            .add_paragraph(tight().align(align).add_run(run(text, face, SMALL)))
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
        .set_borders(borders)
}

/// How long a text is, a Chinese character counting two.
fn length(text: &str) -> usize {
    text.chars().map(|letter| if letter.is_ascii() { 1 } else { 2 }).sum()
}

/// A half-width letter of a table and the margins of a cell, in twentieths of a point.
const LETTER: usize = 108;
const MARGINS: usize = 232;

/// Breadths by what the columns hold: numbers never break, words share what is left.
fn widths(head: &[String], rows: &[Vec<Cell>]) -> Vec<usize> {
    let number = |at: usize| rows.first().and_then(|row| row.get(at)).is_some_and(|cell| cell.number);
    let longest = |at: usize| {
        let cells = rows.iter().filter_map(|row| row.get(at)).map(|cell| length(&cell.text));
        cells.max().unwrap_or(1)
    };
    let all = (TEXT_MM * MM) as usize;
    // A head may break in two.
    let fixed = |at: usize| longest(at).max(length(&head[at]).div_ceil(2)) * LETTER + MARGINS;
    let taken: usize = (0..head.len()).filter(|at| number(*at)).map(fixed).sum();
    let wish = |at: usize| longest(at).max(length(&head[at]).div_ceil(2)).clamp(5, 36);
    let wishes: usize = (0..head.len()).filter(|at| !number(*at)).map(wish).sum();
    let left = all.saturating_sub(taken);
    (0..head.len()).map(|at| if number(at) { fixed(at) } else { left * wish(at) / wishes.max(1) }).collect()
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

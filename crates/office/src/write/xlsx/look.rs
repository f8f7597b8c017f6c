//! How the workbook looks: a three-line table on white, one font for each language.

use crate::number::Lang;
use crate::report::Scale;
use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Worksheet, XlsxError};

/// The formats of a workbook.
pub(super) struct Look {
    pub lang: Lang,
    pub title: Format,
    pub note: Format,
    pub head: Format,
    pub text: Format,
    pub whole: Format,
    pub fine: Format,
    pub exact: Format,
    pub percent: Format,
    pub small: Format,
    pub sum: Format,
    pub sum_text: Format,
}

impl Look {
    pub(super) fn of(lang: Lang) -> Self {
        let font = lang.of("宋体", "Calibri");
        let base = || Format::new().set_font_name(font).set_font_size(10.5).set_align(FormatAlign::Top);
        let head = base()
            .set_bold()
            .set_text_wrap()
            .set_border_top(FormatBorder::Medium)
            .set_border_bottom(FormatBorder::Thin);
        Self {
            lang,
            title: Format::new().set_font_name(lang.of("黑体", "Calibri")).set_font_size(16).set_bold(),
            note: base().set_font_color(0x0059_5959),
            head,
            text: base().set_text_wrap(),
            whole: base().set_num_format("#,##0"),
            fine: base().set_num_format("#,##0.00"),
            percent: base().set_num_format("0.0%"),
            small: base().set_num_format("0.00%"),
            exact: base().set_num_format("General"),
            sum: base().set_bold().set_num_format("#,##0").set_border_top(FormatBorder::Thin),
            sum_text: base().set_bold().set_border_top(FormatBorder::Thin),
        }
    }

    /// A word of the language.
    pub(super) fn word(&self, zh: &str, en: &str) -> String {
        self.lang.of(zh, en).to_owned()
    }

    /// The format of a number that is read with so many decimals.
    pub(super) fn digits(&self, digits: usize) -> &Format {
        match digits {
            0 => &self.whole,
            1 | 2 => &self.fine,
            _ => &self.exact,
        }
    }

    /// The format of a target's values.
    pub(super) fn scale(&self, scale: Scale) -> &Format {
        match scale {
            Scale::Plain(0) => &self.whole,
            Scale::Plain(_) => &self.fine,
            Scale::Percent => &self.percent,
            Scale::PerMille => &self.small,
        }
    }

    /// Names a sheet, writes its title and head, and says in which row its table begins.
    pub(super) fn begin(
        &self,
        sheet: &mut Worksheet,
        name: (&str, &str),
        note: &str,
        head: &[(&str, &str, f64)],
    ) -> Result<u32, XlsxError> {
        sheet.set_name(self.lang.of(name.0, name.1))?;
        sheet.set_screen_gridlines(false);
        sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
        sheet.set_header(if self.lang == Lang::Zh {
            "&R&A　第 &P 页，共 &N 页"
        } else {
            "&R&A, page &P of &N"
        });
        sheet.write_with_format(0, 0, self.lang.of(name.0, name.1), &self.title)?;
        sheet.write_with_format(1, 0, note, &self.note)?;
        for (column, (zh, en, width)) in (0_u16..).zip(head) {
            sheet.write_with_format(3, column, self.lang.of(zh, en), &self.head)?;
            sheet.set_column_width(column, *width)?;
        }
        sheet.set_freeze_panes(4, 0)?;
        sheet.set_repeat_rows(3, 3)?;
        Ok(4)
    }
}
